/*
 * Names and plain types of the messages between client and server beyond the Language Server Protocol.
 * This file imports nothing, so that the client can import it without the server.
 */

export interface FileRange {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** Client → server, in `initializationOptions`. */
export interface InitializationOptions {
  /** The client answers LIST_FILES and READ_FILES. The server then reads files through the client and not from the disk. */
  readonly clientFiles?: boolean;
  /** Base URL of the rule pages that diagnostics link to. */
  readonly ruleDocumentation?: string;
}

/** Server → client request: URIs of all files of a workspace folder that may matter to the model. */
export const LIST_FILES = 'migrationLens/listFiles';
export interface ListFilesParams {
  readonly folder: string;
  /** Glob patterns relative to the folder. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}
export type ListFilesResult = readonly string[];

/**
 * Server → client request: texts in the order of `uris`; null for a file that cannot be read. Of an open document it is the edited
 * text, of another file its bytes as UTF-8 without a byte order mark.
 */
export const READ_FILES = 'migrationLens/readFiles';
export interface ReadFilesParams {
  readonly uris: readonly string[];
}
export type ReadFilesResult = readonly (string | null)[];

/** Server → client notification: the contents of the status item. */
export const STATUS = 'migrationLens/status';
export interface Status {
  readonly busy: boolean;
  readonly parser: 'full' | 'reduced';
  readonly roots: readonly RootStatus[];
  /** Messages of problems with the workspace itself, such as an unreadable migration-lens.json. */
  readonly problems: readonly string[];
  /** Folders with migrations for databases that cannot be read; absent when there are none. */
  readonly otherRoots?: OtherRoots;
}
export interface OtherRoots {
  readonly folders: readonly OtherRoot[];
  /** `db/migrations: MySQL (the statements say so). Migration Lens reads PostgreSQL. …` */
  readonly text: string;
}
export interface OtherRoot {
  /** Address of the migrations folder. */
  readonly uri: string;
  readonly database: string;
}
export interface RootStatus {
  /** URI of the migrations folder. */
  readonly uri: string;
  /** Relative to the workspace folder. */
  readonly folder: string;
  readonly tool: string;
  readonly migrations: number;
  readonly tables: number;
  /** The model has gaps. */
  readonly incomplete: boolean;
  /** URIs of the files of this root. */
  readonly files: readonly string[];
}

/** Server → client notification: the models of these roots have changed, so their diagrams are outdated. */
export const MODEL_CHANGED = 'migrationLens/modelChanged';
export interface ModelChanged {
  readonly roots: readonly string[];
}

/** Client → server request: the diagram of a root. */
export const DIAGRAM = 'migrationLens/diagram';
export interface DiagramParams {
  /** URI of a migrations folder or of a file in it. Absent for the first root. */
  readonly uri?: string;
  readonly detail?: DiagramDetail;
  /** The table to draw with its neighbours: `schema.table` or `table`. */
  readonly focus?: string;
  /** Foreign keys to follow from the focus: 0 for the table alone, 1 with its neighbours. */
  readonly depth?: number;
  /** URI of an open migration. When the whole schema is too large to be legible, a table that the migration creates or changes is the focus. */
  readonly from?: string;
}
/** `auto` depends on the number of tables. */
export type DiagramDetail = 'auto' | 'full' | 'keys' | 'names';
/** Why there is nothing to draw, where migrations were found that cannot be read. */
export interface NoDiagram {
  readonly nothing: string;
}
export interface Diagram {
  readonly root: RootStatus;
  /** Mermaid source for the Mermaid that the extension ships. */
  readonly source: string;
  /** Mermaid source for older versions of Mermaid, for copying into documents. */
  readonly portableSource: string;
  readonly detail: Exclude<DiagramDetail, 'auto'>;
  /** The table that is drawn with its neighbours. Absent when all tables are drawn. */
  readonly focus?: string;
  readonly tables: readonly DiagramTable[];
  /** A statement cannot be read, so the drawing may be incomplete. */
  readonly incomplete: boolean;
}
export interface DiagramTable {
  /** Identifier of the entity in `source`, by which the page finds its box. */
  readonly entity: string;
  /** For people: without `public.`. */
  readonly name: string;
  /** The statement that creates the table. */
  readonly place: FileRange;
  readonly columns: readonly { readonly name: string; readonly place: FileRange }[];
}

/** Client → server request: DATABASE.md as it should be. */
export const DATABASE_MD = 'migrationLens/databaseMd';
export interface DatabaseMdParams {
  readonly uri?: string;
}
export type DatabaseMd =
  | { readonly kind: 'document'; readonly uri: string; readonly text: string; readonly changed: boolean; readonly exists: boolean }
  | { readonly kind: 'refused'; readonly uri: string; readonly message: string /** Counted from 0. */; readonly line?: number }
  /** `reason`: there are migrations, and these cannot be read. */
  | { readonly kind: 'no-migrations'; readonly reason?: string };
