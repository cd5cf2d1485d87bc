import { ViewColumn, window } from 'vscode';
import type { EditorCommand } from '../app';
import { pickTable } from '../findTable';
import { addressFor, drawn } from '../server';

export const focusTable: EditorCommand = {
  id: 'migrationLens.focusTable',
  run: async ({ server, panels }, uri) => {
    const root = panels.active?.view.root ?? addressFor(server.status, uri ?? window.activeTextEditor?.document.uri);
    const whole = drawn(await server.diagram({ detail: 'names', ...(root === undefined ? {} : { uri: root }) }));
    const choice = await pickTable(whole?.tables ?? [], 'Draw a table with its neighbours');
    if (choice === undefined) return;
    const shown = panels.active ?? panels.open(uri, ViewColumn.Beside, true);
    shown.show({ ...shown.view, focus: choice.name });
  },
};
