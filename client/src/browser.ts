import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { type Running, startClient } from './client';

let running: Running | undefined;

export function activate(context: ExtensionContext): void {
  const script = Uri.joinPath(context.extensionUri, 'dist', 'server.web.js').toString(true);
  running = startClient(context, (id, name, options) => new LanguageClient(id, name, new Worker(script), options));
}

export function deactivate(): Promise<void> | undefined {
  return running?.stop();
}
