import { ViewColumn } from 'vscode';
import type { EditorCommand } from '../app';

export const openDiagram: EditorCommand = {
  id: 'migrationLens.openDiagram',
  run: ({ panels }, uri) => void panels.open(uri, ViewColumn.Active, false),
};
