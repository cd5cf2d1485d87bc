import type { Disk } from '../../disk/disk';
import type { EngineDescription } from '../../schema/model/schema';
import type { EngineSigns } from '../../sql/signs';
import type { Terminal } from '../terminal';

/** What a command works with. */
export interface Session extends Terminal {
  /** All reading goes through it, so that the answer of a command can be kept for as long as the disk is the same. */
  readonly disk: Disk;
  readonly engines: readonly EngineDescription[];
  /** Databases that are recognised and cannot be read. */
  readonly otherDatabases: readonly EngineSigns[];
}
