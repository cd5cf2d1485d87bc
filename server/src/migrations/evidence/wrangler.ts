import { parse as parseJson } from 'jsonc-parser';
import { configsAbove, type ToolConfig, tomlValue } from '../layout/configs';
import { joinPath } from '../layout/folder';
import type { FileLookup, FolderView, NamedDatabase } from '../tool';

const CONFIGS = ['wrangler.toml', 'wrangler.json', 'wrangler.jsonc'];

/** Globs of the configuration of Cloudflare's workers. */
export const WRANGLER_PATTERNS: readonly string[] = CONFIGS.map((name) => `**/${name}`);

/** The D1 database of the worker that runs the folder or one above it. Wrangler's migrations look like those of other tools, so it has no adapter. */
export function workerDatabase({ path }: FolderView, lookup: FileLookup): readonly NamedDatabase[] {
  const worker = configsAbove(path, CONFIGS, lookup).find((config) =>
    databasesOf(settingsOf(config)).some(({ migrations_dir: written }) => {
      const folder = joinPath(config.folder, typeof written === 'string' ? written : 'migrations');
      return folder !== undefined && (path === folder || path.startsWith(`${folder}/`));
    }),
  );
  return worker === undefined ? [] : [{ name: 'd1', evidence: `${worker.path} runs it on Cloudflare D1` }];
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
