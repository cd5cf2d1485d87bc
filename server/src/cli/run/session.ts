import type { EngineDescription } from '../../schema/model/schema';
import type { EngineSigns } from '../../sql/signs';
import type { Terminal } from '../terminal';
import type { Surroundings } from '../work';

/** What a command works with. */
export interface Session extends Terminal, Surroundings {
  readonly engines: readonly EngineDescription[];
  /** Databases that are recognised and cannot be read. */
  readonly otherDatabases: readonly EngineSigns[];
  /** Has something done when the command has ended well. */
  atEnd(task: () => void): void;
}
