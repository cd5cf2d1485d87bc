import type { KnownReadings, Project } from '../project/project';
import type { EngineDescription } from '../schema/model/schema';
import type { EngineSigns } from '../sql/signs';

/** What the server gets from the program that runs it: Node.js, a web worker or a test. */
export interface Environment {
  readonly engines: readonly EngineDescription[];
  /** Databases that are recognised and cannot be read. */
  readonly otherDatabases: readonly EngineSigns[];
  /** For clients that do not read files for the server. Absent in a browser. */
  readonly disk?: FileAccess;
  /** Readings that outlive the server. Absent in a browser. */
  readonly readings?: ReadingsOnDisk;
}

/** Keeps the readings of a workspace folder, which is named by its URI, for the next start. */
export interface ReadingsOnDisk {
  of(folder: string): KnownReadings | undefined;
  keep(folder: string, project: Project): void;
}

/** Finds and reads files by URI. */
export interface FileAccess {
  /** URIs of the files below a folder that match one of the globs `include` and none of `exclude`. */
  list(folder: string, include: readonly string[], exclude: readonly string[]): Promise<readonly string[]>;
  /** Texts in the order of `uris`; null for a file that cannot be read. */
  read(uris: readonly string[]): Promise<readonly (string | null)[]>;
}
