import type { EngineSigns } from '../../sql/signs';
import { jdbcNames } from '../layout/addresses';
import { configsAbove, type ToolConfig } from '../layout/configs';
import type { FileLookup } from '../tool';
import { type Databases, databaseCalled } from './databases';

/** Templates of `.env`, which are committed. `.env` itself holds secrets and is never read. */
const FILES = ['.env.example', '.env.sample', '.env.template'];

/** Globs of the templates. */
export const ENV_EXAMPLE_PATTERNS: readonly string[] = FILES.map((name) => `**/${name}`);

const VARIABLE = /^[ \t]*(?:export[ \t]+)?(DATABASE_URL|GOOSE_DRIVER)[ \t]*=[ \t]*["']?([^\s"'#]+)/gm;

/** Databases that a template names. */
export interface ExampleEvidence {
  readonly databases: readonly EngineSigns[];
  readonly file: string;
}

/** The database in the template of the environment that is nearest to the folder, in it or above it. */
export function exampleAbove(folder: string, lookup: FileLookup, databases: Databases): ExampleEvidence | undefined {
  for (const config of configsAbove(folder, FILES, lookup)) {
    const found = namesIn(config).flatMap((name) => databaseCalled(name, databases) ?? []);
    if (found.length > 0) return { databases: [...new Set(found)], file: config.path };
  }
  return undefined;
}

function namesIn({ text }: ToolConfig): readonly string[] {
  return [...text.matchAll(VARIABLE)].flatMap(([, key, value = '']) => {
    if (key === 'GOOSE_DRIVER') return [value];
    if (value.startsWith('jdbc:')) return jdbcNames(value);
    const scheme = /^([a-z][\w+-]*):/i.exec(value)?.[1];
    // Prisma's address of a SQLite file.
    return scheme === undefined ? [] : [scheme === 'file' ? 'sqlite' : scheme];
  });
}
