import type { EditorCommand } from '../app';

export const showOutput: EditorCommand = {
  id: 'migrationLens.showOutput',
  run: ({ server }) => server.showOutput(),
};
