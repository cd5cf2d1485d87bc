import assert from 'node:assert/strict';
import fc from 'fast-check';
import { databaseMd } from '../../server/src/docs/databaseMd';
import { parseRegions } from '../../server/src/docs/regions';
import { runs } from '../support/runs';
import { inputOf } from './document';

/** Text with sequences that have a meaning to Markdown, HTML or our markers. PostgreSQL accepts it in quotes, except for NUL. */
const odd = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '|',
        '`',
        '\\',
        '-->',
        '<!-- migration-lens:end tables -->',
        '\n',
        '\r\n',
        '# ',
        '_',
        '*',
        '[',
        '](',
        '&lt;',
        '---',
        'ab',
      ),
      fc.string({ maxLength: 3, unit: 'grapheme' }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join('').replaceAll('\0', ''));
const name = odd.filter((text) => text !== '');
const schema = fc.record({ table: name, column: name, other: name, label: odd, comment: odd, value: odd });

describe('DATABASE.md, with any names', () => {
  it('is whole, has straight tables, and is not changed by a second run', async () => {
    await fc.assert(
      fc.asyncProperty(schema, async (texts) => {
        const input = await inputOf({ 'migrations/1_a.up.sql': sqlOf(texts) });
        const first = databaseMd(input, undefined);
        assert.ok(first.kind === 'document');
        assert.deepEqual(databaseMd(input, first.text), first);

        const parsed = parseRegions(first.text, [
          'overview',
          'diagram',
          'tables',
          'table',
          'details',
          'foreign-keys',
          'enums',
          'views',
          'migrations',
        ]);
        assert.ok(parsed.kind === 'document');
        assert.equal(
          parsed.preamble + parsed.regions.map((region) => region.after.trim()).join(''),
          '',
          'nothing stands outside the parts',
        );
        for (const rows of tablesIn(first.text)) assert.equal(new Set(rows.map(cellCount)).size, 1, rows.join('\n'));
      }),
      { numRuns: runs(60) },
    );
  });
});

function sqlOf({
  table,
  column,
  other,
  label,
  comment,
  value,
}: { readonly [name in 'table' | 'column' | 'other' | 'label' | 'comment' | 'value']: string }): string {
  return `
    CREATE TYPE ${quoted(`${other}t`)} AS ENUM (${literal(label)});
    CREATE TABLE ${quoted(table)} (${quoted(column)} text PRIMARY KEY DEFAULT ${literal(value)} CHECK (${quoted(column)} <> ${literal(value)}));
    CREATE TABLE ${quoted(`${other}x`)} (id text REFERENCES ${quoted(table)}, kind ${quoted(`${other}t`)});
    COMMENT ON TABLE ${quoted(table)} IS ${literal(comment)};
    COMMENT ON COLUMN ${quoted(table)}.${quoted(column)} IS ${literal(comment)};
    CREATE VIEW ${quoted(`${other}v`)} AS SELECT ${literal(value)} AS ${quoted(column)} FROM ${quoted(table)};`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Groups of consecutive table rows. Lines in code blocks do not count. */
function tablesIn(document: string): readonly (readonly string[])[] {
  const outside = document.replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm, '');
  return [...outside.matchAll(/(?:^\|.*\n)+/gm)].map((match) => match[0].trimEnd().split('\n'));
}

/** Counts cells as GitHub does: a pipe behind a backslash separates nothing, unless the backslash is escaped itself. */
function cellCount(row: string): number {
  return row.replace(/\\[\s\S]/g, '').split('|').length;
}
