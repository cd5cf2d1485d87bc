import { ViewColumn } from 'vscode';
import type { EditorCommand } from '../app';

/** Asks the page for the SVG, since only the page can draw. Without an open page it opens the diagram, whose toolbar can save it. */
export const exportSvg: EditorCommand = {
  id: 'migrationLens.exportSvg',
  run: ({ panels }, uri) => {
    if (panels.active === undefined) panels.open(uri, ViewColumn.Beside, false);
    else panels.active.send({ type: 'export' });
  },
};
