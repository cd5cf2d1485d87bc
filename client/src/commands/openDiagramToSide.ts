import { ViewColumn } from 'vscode';
import type { EditorCommand } from '../app';

/** The focus stays in the editor, as with a Markdown preview. */
export const openDiagramToSide: EditorCommand = {
  id: 'migrationLens.openDiagramToSide',
  run: ({ panels }, uri) => void panels.open(uri, ViewColumn.Beside, true),
};
