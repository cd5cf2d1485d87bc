import { parse as parseJson } from 'jsonc-parser';
import { configsAbove, type ToolConfig, tomlValue } from './layout/configs';
import { entries, joinPath, sqlFiles } from './layout/folder';
import { sample } from './layout/sample';
import type { FileLookup, FolderView, MigrationTool } from './tool';
import { tools } from './tools';

/**
 * Folders that say another database engine, as projects with several of them name theirs; their SQL is not PostgreSQL's. Words
 * that mean other things, too, count only where the files are: `oracle/migrations` may belong to a service of that name.
 */
const ENGINE_FOLDERS =
  /(?:^|\/)(?:(?:migrations?[-_])?(?:mysql|mariadb|tidb|sqlite3?|libsql|mssql|sqlserver|hsqldb|clickhouse|singlestore)(?:[-_]migrations?)?(?:\/|$)|(?:oracle|h2|d1|turso|derby|cassandra|snowflake|bigquery|duckdb|spanner)$)/i;
/** What other engines write in definitions and PostgreSQL refuses. */
const OTHER_DIALECT =
  /\)\s*ENGINE\s*=|\bAUTO_?INCREMENT\b|\bIDENTITY\s*\(\s*\d+\s*,|^\s*PRAGMA\s|^\s*(?:CREATE|ALTER|DROP)\s+TABLE\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?[`[]/im;

/** How one can tell that a folder's SQL is not PostgreSQL's; undefined when it may be. The owner of a lock file is asked alone. */
export function otherEngine(folder: FolderView, owner: MigrationTool | undefined, lookup: FileLookup): string | undefined {
  for (const tool of owner === undefined ? tools : [owner]) {
    const reason = tool.otherEngine?.(folder, lookup);
    if (reason !== undefined) return reason;
  }
  if (owner !== undefined) return undefined;
  const worker = runsOnD1(folder, lookup);
  if (worker !== undefined) return `${worker} runs it on Cloudflare D1, which is SQLite`;
  if (ENGINE_FOLDERS.test(folder.path)) return 'the name of the folder says so';
  return isOtherDialect(folder) ? 'the statements say so' : undefined;
}

/** A word of the name says for which engine the file is: others may stand beside it that are for PostgreSQL. */
const FILE_OF_OTHER = /\.(?:mysql|mariadb|sqlite3?|mssql|sqlserver|oracle|h2|cockroach(?:db)?|crdb)\./i;

/** Most of a few files, that one comment or one string may not decide. */
function isOtherDialect(folder: FolderView): boolean {
  const direct = sqlFiles(folder);
  const files = direct.length > 0 ? direct : entries(folder).filter(({ name }) => /\.sql$/i.test(name));
  const texts = sample(files.filter(({ name }) => !FILE_OF_OTHER.test(name)));
  const other = texts.filter(({ text }) => OTHER_DIALECT.test(text)).length;
  return other > 0 && other * 2 >= texts.length;
}

/** The configuration of the worker that has the folder, or one above it, run on its database. */
function runsOnD1({ path }: FolderView, lookup: FileLookup): string | undefined {
  return configsAbove(path, ['wrangler.toml', 'wrangler.json', 'wrangler.jsonc'], lookup).find((config) =>
    databasesOf(settingsOf(config)).some(({ migrations_dir: written }) => {
      const folder = joinPath(config.folder, typeof written === 'string' ? written : 'migrations');
      return folder !== undefined && (path === folder || path.startsWith(`${folder}/`));
    }),
  )?.path;
}

function settingsOf({ path, text }: ToolConfig): unknown {
  return path.endsWith('.toml') ? tomlValue(text) : parseJson(text);
}

/** Databases of the worker and of each of its environments. */
function databasesOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (!isRecord(value)) return [];
  const own = Array.isArray(value.d1_databases) ? value.d1_databases.filter(isRecord) : [];
  return [...own, ...(isRecord(value.env) ? Object.values(value.env).flatMap(databasesOf) : [])];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
