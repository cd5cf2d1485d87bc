import type { EngineDescription } from '../schema/model/schema';

/** What the server takes from where it runs: Node, a web worker, or a test. */
export interface Environment {
  readonly engines: readonly EngineDescription[];
  /** For clients that cannot read files themselves. Absent in a browser. */
  readonly disk?: FileAccess;
}

/** How files are found and read. */
export interface FileAccess {
  /** Addresses of the files below a folder that match the patterns. */
  list(folder: string, include: readonly string[], exclude: readonly string[]): Promise<readonly string[]>;
  /** Texts in the order asked for; null for what cannot be read. */
  read(uris: readonly string[]): Promise<readonly (string | null)[]>;
}
