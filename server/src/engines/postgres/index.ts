import type { EngineDescription } from '../../schema/model/schema';
import { identity } from './identity';

export const postgres: EngineDescription = {
  ...identity,
  load: async () => (await import('./load')).load(),
};
