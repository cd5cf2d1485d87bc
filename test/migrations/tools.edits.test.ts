import assert from 'node:assert/strict';
import fc from 'fast-check';
import { viewOf } from '../../server/src/migrations/detect';
import type { MigrationTool } from '../../server/src/migrations/tool';
import { tools } from '../../server/src/migrations/tools';
import type { Layout, Migration, Part } from '../../server/src/migrations/unit';
import { applyEdits } from '../../server/src/text/edit';
import { noFiles, onPostgres } from '../support/databases';
import { runs } from '../support/runs';
import { type Files, sources } from './layouts';

const NAMES = [
  '1_a.sql',
  '1_b.sql',
  '01_a.sql',
  '2_b.up.sql',
  '2_b.down.sql',
  '2_c.up.sql',
  '10_d.sql',
  '99999999999999999999_e.sql',
  '3.undo.x.sql',
  '3.do.x.sql',
  '1.sql',
  '2.sql',
  'bootstrap.sql',
  'current.sql',
  'a.sql',
  'a.rollback.sql',
  '3.do.y.js',
  'shared/x.sql',
  'V1__a.sql',
  'V1.0__b.sql',
  'V2_1__c.SQL',
  'U1__a.sql',
  'B2__base.sql',
  'R__view.sql',
  'V2_1__c.SQL.conf',
  'v9_x.sql',
  '2024-01-01-000000_a/up.sql',
  '2024-01-01-000000_a/down.sql',
  '2024-01-01-000000_a/metadata.toml',
  '2025_b/up.sql',
  '2025_b/migration.sql',
  'c/migration.sql',
  'migration_lock.toml',
  'meta/_journal.json',
  'readme_x.sql',
  'schema.sql',
  'seed.sql',
  'init.sql',
  'Ünïcode_é.sql',
  'Cargo.toml',
  'go.mod',
  'flyway.toml',
];

const LINES = [
  'CREATE TABLE a (id bigint);',
  'CREATE TABLE b (id bigint)',
  'SELECT $$;',
  '$$;',
  "INSERT INTO a VALUES (';",
  '',
  '   ',
  '-- a comment',
  '/*',
  '*/',
  '\u{1F600}',
  '-- +goose Up',
  '-- +goose Down',
  ' -- +goose Up',
  '-- +goose Dwon',
  '-- +goose',
  '-- +goose StatementBegin',
  '-- +goose StatementEnd',
  '-- +goose NO TRANSACTION',
  '-- migrate:up',
  '-- migrate:down',
  '-- migrate:up transaction:false',
  ' -- MIGRATE:UP',
  '-- no-transaction',
  '--> statement-breakpoint',
  'DROP TABLE a;--> statement-breakpoint',
  '-- +migrate Up',
  '-- +migrate Up notransaction',
  '-- +migrate Down',
  '-- +migrate StatementBegin',
  '-- +migrate StatementEnd',
  '-- Down Migration',
  '-- Up Migration',
  '---- create above / drop below ----',
  '---- tern: disable-tx ----',
  '--! no-transaction',
  '-- transactional: false',
  '-- evolve-tx-off',
  '-- depends: a',
  '-- @DELIMITER |',
  '|',
  '# --- !Ups',
  '-- !Ups',
  '-- //@UNDO',
  '# --- !Downs',
  'executeInTransaction=false',
  'run_in_transaction = false',
  'run_in_transaction = ',
  'provider = "postgresql"',
  '{"dialect":"postgresql","entries":[{"tag":"1_a","when":2},{"tag":"gone","when":1},{}]}',
  '[flyway]',
  '\0',
];

const text = fc
  .tuple(
    fc.array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...LINES) }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) }), {
      maxLength: 8,
    }),
    fc.constantFrom('\n', '\r\n', '\r'),
    fc.boolean(),
  )
  .map(([lines, newline, isEnded]) => lines.join(newline) + (isEnded ? newline : ''));

const files: fc.Arbitrary<Files> = fc
  .tuple(
    fc.constantFrom('', 'db/', 'supabase/migrations/'),
    fc.dictionary(fc.constantFrom(...NAMES), text, { maxKeys: 8, noNullPrototype: true }),
  )
  .map(([folder, found]) => Object.fromEntries(Object.entries(found).map(([name, content]) => [folder + name, content])));

function layoutOf(tool: MigrationTool, found: Files): Layout {
  const folder = Object.keys(found)[0]?.startsWith('db/')
    ? 'db'
    : Object.keys(found)[0]?.startsWith('supabase/')
      ? 'supabase/migrations'
      : '';
  return tool.layout(viewOf(folder, sources(found)), noFiles, onPostgres);
}

function sqlOf(parts: readonly Part[], found: Files): string {
  return parts.map(({ file, span }) => found[file]!.slice(span.start, span.end).trim()).join('\n');
}

const BODY = 'DROP TABLE first;\nDROP TABLE second;\n';

/** All files after a down is written for the migration; undefined when the tool has no place for it. */
function withDown(tool: MigrationTool, migration: Migration, found: Files): Files | undefined {
  const scaffold = tool.scaffoldDown(migration, BODY, (path) => found[path]);
  if (scaffold === undefined) return undefined;
  if (scaffold.kind === 'edit') return { ...found, [scaffold.file]: applyEdits(found[scaffold.file]!, [scaffold.edit]) };
  assert.equal(found[scaffold.file], undefined, 'no file is overwritten');
  return { ...found, [scaffold.file]: scaffold.text };
}

describe('edits of any files', () => {
  for (const tool of tools) {
    it(`give a down to ${tool.name}, and their ups stay as they are`, () => {
      fc.assert(
        fc.property(files, (found) => {
          for (const migration of layoutOf(tool, found).migrations) {
            const after = migration.up.length > 0 && migration.down.length === 0 ? withDown(tool, migration, found) : undefined;
            if (after === undefined) continue;
            const same = layoutOf(tool, after).migrations.find(({ id }) => id === migration.id);
            assert.equal(sqlOf(same?.up ?? [], after), sqlOf(migration.up, found));
            assert.ok(sqlOf(same!.down, after).replaceAll('\r', '').endsWith(BODY.trim()));
          }
        }),
        { numRuns: runs(1000) },
      );
    });

    if (tool.disableTransaction === undefined) continue;
    it(`take migrations of ${tool.name} out of the transaction, and their SQL stays as it is`, () => {
      fc.assert(
        fc.property(files, (found) => {
          for (const migration of layoutOf(tool, found).migrations) {
            const change = tool.disableTransaction!(migration, (path) => found[path]);
            if (change === undefined) continue;
            const after = { ...found, [change.file]: applyEdits(found[change.file]!, [change.edit]) };
            const same = layoutOf(tool, after).migrations.find(({ id }) => id === migration.id);
            const before = [...migration.up, ...migration.down];
            const now = [...same!.up, ...same!.down];
            assert.ok(sqlOf(same!.up, after).endsWith(sqlOf(migration.up, found)), 'nothing but the marker is added');
            assert.ok(now.some(({ transaction }, i) => transaction === 'off' && before[i]?.transaction === 'on'));
          }
        }),
        { numRuns: runs(1000) },
      );
    });
  }
});
