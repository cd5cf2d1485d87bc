import { ViewColumn } from 'vscode';
import type { EditorCommand } from '../app';

/** As with a Markdown preview, one goes on typing: the focus stays in the editor. */
export const openDiagramToSide: EditorCommand = {
  id: 'migrationLens.openDiagramToSide',
  run: ({ panels }, uri) => void panels.open(uri, ViewColumn.Beside, true),
};
