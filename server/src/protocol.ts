/*
 * Names and plain types of the messages between client and server that the Language Server Protocol does not have.
 * This file imports nothing: the client takes it without taking the server.
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
  /** The client answers LIST_FILES and READ_FILES: files are then read through the editor, never through the disk. */
  readonly clientFiles?: boolean;
  /** Base address of the rule pages that diagnostics link to. */
  readonly ruleDocumentation?: string;
}

/** Server → client request: addresses of all files of a workspace folder that may matter to the model. */
export const LIST_FILES = 'migrationLens/listFiles';
export interface ListFilesParams {
  readonly folder: string;
  /** Glob patterns relative to the folder. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}
export type ListFilesResult = readonly string[];

/** Server → client request: contents, in the order asked for; null for what cannot be read. Of an open document the text as it is being edited, of a file its bytes as UTF-8 without a byte order mark. */
export const READ_FILES = 'migrationLens/readFiles';
export interface ReadFilesParams {
  readonly uris: readonly string[];
}
export type ReadFilesResult = readonly (string | null)[];

/** Server → client notification: what the status item says. */
export const STATUS = 'migrationLens/status';
export interface Status {
  readonly busy: boolean;
  readonly parser: 'full' | 'reduced';
  readonly roots: readonly RootStatus[];
  /** Problems of the workspace itself: an unreadable migration-lens.json and the like. */
  readonly problems: readonly string[];
}
export interface RootStatus {
  /** Address of the migrations folder. */
  readonly uri: string;
  /** Relative to the workspace folder. */
  readonly folder: string;
  readonly tool: string;
  readonly migrations: number;
  readonly tables: number;
  /** The model lacks what could not be read. */
  readonly incomplete: boolean;
  /** Addresses of the files that are part of this root. */
  readonly files: readonly string[];
}

/** Server → client notification: the model of a root is another one; diagrams of it should be asked for again. */
export const MODEL_CHANGED = 'migrationLens/modelChanged';
export interface ModelChanged {
  readonly roots: readonly string[];
}

/** Client → server request: the diagram of a root. */
export const DIAGRAM = 'migrationLens/diagram';
export interface DiagramParams {
  /** A migrations folder, or any file of it; the first root when absent. */
  readonly uri?: string;
  readonly detail?: DiagramDetail;
  /** Table to draw with its neighbours; `schema.table` or `table`. */
  readonly focus?: string;
  /** Steps from the focus table: 0 it alone, 1 its neighbours. */
  readonly depth?: number;
  /** A migration that is being read: where the whole schema is too much to be legible, a table that it makes or changes is the focus. */
  readonly from?: string;
}
/** `auto` picks by the number of tables. */
export type DiagramDetail = 'auto' | 'full' | 'keys' | 'names';
export interface Diagram {
  readonly root: RootStatus;
  /** Mermaid source for the Mermaid that the extension ships. */
  readonly source: string;
  /** Mermaid source that older Mermaids read: for copying into documents. */
  readonly portableSource: string;
  readonly detail: Exclude<DiagramDetail, 'auto'>;
  /** The table that is drawn with its neighbours; absent when all are drawn. */
  readonly focus?: string;
  readonly tables: readonly DiagramTable[];
  /** True while a statement somewhere cannot be read: the drawing may lack something. */
  readonly incomplete: boolean;
}
export interface DiagramTable {
  /** Identifier of the entity in `source`: the page finds its box by it. */
  readonly entity: string;
  /** As people say it. */
  readonly name: string;
  /** Where the table is made. */
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
  | { readonly kind: 'no-migrations' };
