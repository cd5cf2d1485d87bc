import { window } from 'vscode';
import type { App, EditorCommand } from '../app';
import { copy, copySource } from '../copySource';
import { addressFor, drawn } from '../server';

export const copyMermaid: EditorCommand = {
  id: 'migrationLens.copyMermaid',
  run: async ({ server, panels }: App, uri) => {
    const shown = uri === undefined ? panels.active : undefined;
    if (shown?.diagram !== undefined) return copySource(shown);
    const address = addressFor(server.status, uri ?? window.activeTextEditor?.document.uri);
    const diagram = drawn(await server.diagram(address === undefined ? {} : { uri: address }));
    return copy(diagram?.portableSource ?? '');
  },
};
