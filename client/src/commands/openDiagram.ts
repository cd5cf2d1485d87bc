import { ViewColumn } from 'vscode';
import type { Command } from '../app';

export const openDiagram: Command = {
  id: 'migrationLens.openDiagram',
  run: ({ panels }, uri) => void panels.open(uri, ViewColumn.Active, false),
};
