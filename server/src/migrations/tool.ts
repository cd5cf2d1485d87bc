import type { Dialect, Names } from '../sql/dialect';
import type { Placeholders } from '../sql/placeholders/syntax';
import type { TextEdit } from '../text/edit';
import type { DownPolicy, Layout, Migration, ToolId } from './unit';

/** A file of the workspace. */
export interface SourceFile {
  /** Relative to the workspace folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** The files in and below a folder, as detection and layout see them. */
export interface FolderView {
  /** Relative to the workspace folder; '' is the workspace folder itself. */
  readonly path: string;
  /** Files in this folder and below it, sorted by path; paths relative to the workspace folder. */
  readonly files: readonly SourceFile[];
}

/** The text of any file of the workspace by path, for config files above a migrations folder. */
export type FileLookup = (path: string) => string | undefined;

/** The files directly in a folder of the workspace, for config files whose names are not fixed. */
export type FolderListing = (folder: string) => readonly SourceFile[];

/** A database as the settings of a tool name it, and the clause that says where: `dbconfig.yml says mysql`. */
export interface NamedDatabase {
  readonly name: string;
  readonly evidence: string;
  /** The name counts only beside another one, because it stands in text and not in a setting. */
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

/** The engine of a root as its tool sees it. */
export interface RootDatabase {
  readonly dialect: Pick<Dialect, 'id' | 'name' | 'abstractType' | 'refusesInTransaction'> & Names;
  /** Whether a database of this name is the root's own. Undefined when no database has the name. */
  isCalled(name: string): boolean | undefined;
}

/** A new file or an edit that gives a migration the down that it lacks. */
export type DownScaffold =
  | { readonly kind: 'createFile'; readonly file: string; readonly text: string }
  | { readonly kind: 'edit'; readonly file: string; readonly edit: TextEdit };

/** A migration tool: the names and the order of its files, and the places of ups and downs. */
export interface MigrationTool {
  readonly id: ToolId;
  readonly name: string;
  /** Address of its manual; empty for plain SQL files, whose manual is the engine's. */
  readonly documentation: string;
  readonly down: DownPolicy;
  /**
   * Globs, relative to the workspace folder, of files other than `*.sql` that detection or layout reads. They contain no braces: VS Code
   * cannot nest braces, and clients put several globs into one pair.
   */
  readonly watched: readonly string[];
  /** Whether files in subfolders are migrations too. A subfolder is then no root of its own. */
  readonly readsBelow: boolean;
  /** Path, below the migrations folder, of a lock or order file that proves the folder to be the tool's. */
  readonly lockFile?: string;
  /** The migrations folder of a file at this path when it is not the file's own folder. */
  rootOf?(path: string): string | undefined;
  /** Other folders whose files belong to the migrations. A layout sees them after the folder's own files. */
  companions?(folder: string): readonly string[];
  /** The claim on a folder that is laid out for the tool. Reads names, markers and config files. */
  detect(folder: FolderView, lookup: FileLookup, listing: FolderListing): Claim | undefined;
  /** The only database that the tool supports, as settings call it. */
  readonly onlyFor?: string;
  /**
   * The databases on which the tool's settings run the folder, by the names in the settings: several for several environments, none
   * without a setting. `engineOf.ts` maps the names to engines.
   */
  databasesNamed?(folder: FolderView, lookup: FileLookup): readonly NamedDatabase[];
  /** The placeholders that the tool replaces before it runs the SQL, with the values of its configuration. Undefined without any. */
  placeholders?(folder: FolderView, lookup: FileLookup, database: RootDatabase): Placeholders | undefined;
  /**
   * True when the text of a file affects its own migration only, and no config file affects the layout. An edit then lays out that
   * migration alone.
   */
  readonly isLocal?: boolean;
  /** Groups the files into migrations, orders them, and finds the up and down SQL in each. */
  layout(folder: FolderView, lookup: FileLookup, database: RootDatabase): Layout;
  /** Writes the down of a migration. `body` is its SQL in full lines. Undefined when the tool has no place for it. */
  scaffoldDown(migration: Migration, body: string, lookup: FileLookup): DownScaffold | undefined;
  /** The edit that makes a migration run outside a transaction, as CREATE INDEX CONCURRENTLY needs. Undefined when the tool has none. */
  disableTransaction?(migration: Migration, lookup: FileLookup): { readonly file: string; readonly edit: TextEdit } | undefined;
}
