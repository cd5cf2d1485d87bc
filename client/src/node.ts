import type { ExtensionContext } from 'vscode';
import { LanguageClient, type NodeModule, TransportKind } from 'vscode-languageclient/node';
import { type Running, startClient } from './client';

let running: Running | undefined;

export function activate(context: ExtensionContext): void {
  const server: NodeModule = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  const debug: NodeModule = { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  running = startClient(context, (id, name, options) => new LanguageClient(id, name, { run: server, debug }, options));
}

export function deactivate(): Promise<void> | undefined {
  return running?.stop();
}
