import type { Command } from '../app';

export const showOutput: Command = {
  id: 'migrationLens.showOutput',
  run: ({ server }) => server.showOutput(),
};
