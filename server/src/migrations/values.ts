import type { FilledIn } from '../sql/placeholders/filledIn';
import { delimited, type Placeholder, type Placeholders, PSQL, SHELL } from '../sql/placeholders/syntax';
import type { Span } from '../text/span';
import { type History, type ReadStatement, spanWithin } from './replay/step';
import type { FileLookup, FolderView, MigrationTool, RootDatabase } from './tool';

/** A placeholder without a value: its first occurrence in a root. */
export interface MissingValue {
  readonly name: string;
  readonly file: string;
  readonly span: Span;
}

/**
 * The placeholders of a folder. If the tool replaces none but the project gives values, the common syntaxes are assumed, for scripts
 * that replace them before the tool runs. The project's values win over those of the tool's own files.
 */
export function placeholdersOf(
  tool: MigrationTool,
  folder: FolderView,
  lookup: FileLookup,
  database: RootDatabase,
  configured: Placeholders['values'],
): Placeholders | undefined {
  const own = tool.placeholders?.(folder, lookup, database);
  if (own === undefined && Object.keys(configured).length === 0) return undefined;
  return { syntaxes: own?.syntaxes ?? ANY, values: { ...own?.values, ...configured } };
}

const ANY = [PSQL, SHELL, delimited('{{', '}}', { isAmbiguous: true })];

/** Placeholders without a value, by name, in the order of the migrations. */
export function missingValues({ migrations }: History, filled: FilledIn): readonly MissingValue[] {
  const found = new Map<string, MissingValue>();
  for (const { up, down } of migrations) {
    for (const { part, statements } of [...up, ...down]) {
      if (part.isVerbatim) continue;
      for (const { read, placeholder } of missingIn(statements, filled)) {
        const { file } = read.located;
        const name = placeholder.name!;
        if (!found.has(name)) found.set(name, { name, file, span: spanWithin(read.located, placeholder) });
      }
    }
  }
  return [...found.values()];
}

interface MissingIn {
  readonly read: ReadStatement;
  readonly placeholder: Placeholder;
}

/** Keyed by the statements of a part, which stay the same objects until they are edited. */
const remembered = new WeakMap<FilledIn, WeakMap<readonly ReadStatement[], readonly MissingIn[]>>();

function missingIn(statements: readonly ReadStatement[], filled: FilledIn): readonly MissingIn[] {
  const byStatements = remembered.get(filled) ?? new WeakMap<readonly ReadStatement[], readonly MissingIn[]>();
  remembered.set(filled, byStatements);
  const known = byStatements.get(statements);
  if (known !== undefined) return known;
  const found = statements.flatMap((read) =>
    filled.missing(read.located.statement.text).flatMap((placeholder) => (placeholder.name === undefined ? [] : [{ read, placeholder }])),
  );
  byStatements.set(statements, found);
  return found;
}
