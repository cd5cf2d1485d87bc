import { env, window } from 'vscode';
import type { App, Command } from '../app';
import type { DiagramPanel } from '../diagramPanel';
import { addressFor } from '../server';

export const copyMermaid: Command = {
  id: 'migrationLens.copyMermaid',
  run: async ({ server, panels }: App, uri) => {
    const shown = uri === undefined ? panels.active : undefined;
    if (shown?.diagram !== undefined) return copySource(shown);
    const address = addressFor(server.status, uri ?? window.activeTextEditor?.document.uri);
    const diagram = await server.diagram(address === undefined ? {} : { uri: address });
    return copy(diagram?.portableSource ?? '');
  },
};

/** What the panel shows, in the Mermaid that documents elsewhere understand. */
export async function copySource({ diagram }: DiagramPanel): Promise<void> {
  await copy(diagram?.portableSource ?? '');
}

async function copy(source: string): Promise<void> {
  if (source === '') {
    void window.showInformationMessage('There are no tables to copy a diagram of.');
    return;
  }
  await env.clipboard.writeText(source);
  window.setStatusBarMessage('$(check) Mermaid source copied', 3000);
}
