import type { Dialect, Names } from '../sql/dialect';
import type { Placeholders } from '../sql/placeholders/syntax';
import type { TextEdit } from '../text/edit';
import type { DownPolicy, Layout, Migration, ToolId } from './unit';

/** A file that the workspace holds. `text` is asked for only when it is needed. */
export interface SourceFile {
  /** Relative to the workspace folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** The files of one folder (and below), as detection and layout see them. */
export interface FolderView {
  /** Relative to the workspace folder; '' is the workspace folder itself. */
  readonly path: string;
  /** Files in this folder and below it, sorted by path; paths relative to the workspace folder. */
  readonly files: readonly SourceFile[];
}

/** Files of the whole workspace by path: config files that lie above a migrations folder. */
export type FileLookup = (path: string) => string | undefined;

/** Files that stand directly in a folder of the workspace: for config files whose names one does not know. */
export type FolderListing = (folder: string) => readonly SourceFile[];

/** A database as the settings of a tool name it, and the clause that says where: `dbconfig.yml says mysql`. */
export interface NamedDatabase {
  readonly name: string;
  readonly evidence: string;
  /** The name counts only beside another one: text around a setting speaks of it. */
  readonly isAside?: true;
}

/** A tool's claim that a folder holds its migrations. */
export interface Claim {
  readonly tool: ToolId;
  /** Folder of the migrations, relative to the workspace folder. */
  readonly folder: string;
  readonly confidence: 'proof' | 'strong' | 'guess';
  /** One sentence for people: `flyway.toml names this folder`. */
  readonly evidence: string;
}

/** The database that a root's SQL is for, as far as a tool has to know it. */
export interface RootDatabase {
  readonly dialect: Pick<Dialect, 'id' | 'name'> & Names;
  /** Does a setting that names a database by this word mean the root's? Undefined: no database is called so. */
  isCalled(name: string): boolean | undefined;
}

/** A new text or an edit that gives a migration the down it lacks. */
export type DownScaffold =
  | { readonly kind: 'createFile'; readonly file: string; readonly text: string }
  | { readonly kind: 'edit'; readonly file: string; readonly edit: TextEdit };

/** One migration tool: what its files are called, how they are ordered, where up and down stand. One file a tool. */
export interface MigrationTool {
  readonly id: ToolId;
  readonly name: string;
  readonly documentation: string;
  readonly down: DownPolicy;
  /**
   * Globs, relative to the workspace folder, of what detection or layout reads beside `*.sql`. None holds braces: VS Code
   * cannot nest them, and clients put several globs into one pair.
   */
  readonly watched: readonly string[];
  /** Are files in folders below the migrations folder migrations, too? Then such a folder is no root of its own. */
  readonly readsBelow: boolean;
  /** Path, below the migrations folder, of a lock or order file that says whose folder it is, also where its SQL is none of ours. */
  readonly lockFile?: string;
  /** The migrations folder that a file of this path speaks for, where that is not the folder it lies in. */
  rootOf?(path: string): string | undefined;
  /** Folders elsewhere whose files belong to the migrations of this one: a layout sees them behind those of the folder. */
  companions?(folder: string): readonly string[];
  /** Is this folder laid out for the tool? Looks at names, markers and config files; never at anything outside the view. */
  detect(folder: FolderView, lookup: FileLookup, listing: FolderListing): Claim | undefined;
  /** The name of the only database that the tool runs on. */
  readonly onlyFor?: string;
  /**
   * The databases on which the tool's settings run the folder, by the names that stand there. Several where the settings have several
   * environments; empty where they say nothing. `engineOf.ts` knows which names mean which engine.
   */
  databasesNamed?(folder: FolderView, lookup: FileLookup): readonly NamedDatabase[];
  /** What the tool replaces in the SQL before it runs it, and the values that its own configuration gives. Undefined: nothing. */
  placeholders?(folder: FolderView, lookup: FileLookup, database: RootDatabase): Placeholders | undefined;
  /**
   * True where a file's text matters to its own migration alone: what is in it moves no other migration, and no config file
   * counts. An edit then lays that migration out again and no other.
   */
  readonly isLocal?: boolean;
  /** Groups the files into migrations, orders them, and finds the up and down SQL in each. */
  layout(folder: FolderView, lookup: FileLookup, database: RootDatabase): Layout;
  /** Where the down of a migration belongs, `body` being its SQL (one or more full lines). Undefined: the tool has no place for it. */
  scaffoldDown(migration: Migration, body: string, lookup: FileLookup): DownScaffold | undefined;
  /** The edit that makes a part run outside a transaction, when the tool has one: CREATE INDEX CONCURRENTLY needs it. */
  disableTransaction?(migration: Migration, lookup: FileLookup): { readonly file: string; readonly edit: TextEdit } | undefined;
}
