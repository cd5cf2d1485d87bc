import { parse as parseJson } from 'jsonc-parser';
import { configsAbove, type ToolConfig, yamlValue } from '../layout/configs';
import { joinPath, parentFolder } from '../layout/folder';
import type { FileLookup, FolderView, NamedDatabase } from '../tool';

const CONFIGS = ['sqlc.yaml', 'sqlc.yml', 'sqlc.json'];

/** Globs of the configuration of sqlc. */
export const SQLC_PATTERNS: readonly string[] = CONFIGS.map((name) => `**/${name}`);

/** The databases for which sqlc, which runs no migrations itself, reads the folder as the schema of its queries. */
export function sqlcDatabases({ path }: FolderView, lookup: FileLookup): readonly NamedDatabase[] {
  return configsAbove(path, CONFIGS, lookup).flatMap((config) =>
    packagesOf(config).flatMap(({ engine, schema }) => {
      const schemas = Array.isArray(schema) ? schema : [schema];
      const isMeant = schemas.some((written) => typeof written === 'string' && concerns(joinPath(config.folder, written), path));
      return isMeant && typeof engine === 'string' ? [{ name: engine, evidence: `${config.path} says ${engine}` }] : [];
    }),
  );
}

/** A schema is the folder, one above it, or a file in the folder. */
function concerns(schema: string | undefined, folder: string): boolean {
  if (schema === undefined) return false;
  return schema === '' || schema === folder || folder.startsWith(`${schema}/`) || parentFolder(schema) === folder;
}

/** Entries of version 1 and of version 2 of the format. */
function packagesOf({ path, text }: ToolConfig): readonly Readonly<Record<string, unknown>>[] {
  const whole: unknown = path.endsWith('.json') ? parseJson(text) : yamlValue(text);
  if (!isRecord(whole)) return [];
  return [whole.sql, whole.packages].flatMap((list) => (Array.isArray(list) ? list.filter(isRecord) : []));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
