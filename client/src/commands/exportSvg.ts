import { ViewColumn } from 'vscode';
import type { EditorCommand } from '../app';

/** Only the page can draw, so it is asked for the file. Without one the diagram opens, and its toolbar saves it. */
export const exportSvg: EditorCommand = {
  id: 'migrationLens.exportSvg',
  run: ({ panels }, uri) => {
    if (panels.active === undefined) panels.open(uri, ViewColumn.Beside, false);
    else panels.active.send({ type: 'export' });
  },
};
