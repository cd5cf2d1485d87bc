import assert from 'node:assert/strict';
import fc from 'fast-check';
import { detectRoots, viewOf } from '../../server/src/migrations/detect';
import { toolById, tools } from '../../server/src/migrations/tools';
import { databases, noFiles, onPostgres } from '../support/databases';
import { runs } from '../support/runs';
import { type Files, sources } from './layouts';

const line = fc.constantFrom(
  ...['-- +goose Up', '-- +goose Down', ' -- +goose Up', '-- +goose StatementBegin', '-- +goose StatementEnd', '-- +goose NO TRANSACTION'],
  ...['-- +goose', '-- migrate:up', '-- migrate:down', '-- migrate:up transaction:false', '--> statement-breakpoint', '-- no-transaction'],
  ...[
    '/*',
    '*/',
    '$$',
    'DO $x$ BEGIN',
    'CREATE TABLE a (id int);',
    'SELECT 1',
    'END $x$;',
    "'",
    '',
    '   ',
    '-- Down Migration',
    '-- //@UNDO',
    '--bun:split',
    '--bun:splt',
    '--;;',
    '-- :disable-transaction',
    '-- postgres-migrations disable-transaction',
    '-- atlas:txmode none',
    '-- atlas:txtar',
    '-- migration.sql --',
    '-- down.sql --',
    '-- atlas:delimiter -- end',
    '-- end',
    '-- +goose ENVSUB ON',
    'a 2024-01-01T00:00:00Z A <a@x>',
    '@v1 2024-01-01T00:00:00Z A <a@x>',
    'operations:',
    '  - sql: { up: "SELECT 1", down: SELECT 2 }',
    '  - create_table: { name: a }',
    '\\i sub/1_a.sql',
    '--! Previous: -',
    '--! Hash: x',
    '--!include f.sql',
    '-- depends: a 1_a',
    '-- transactional: false',
    '-- evolve-tx-off',
    '-- @DELIMITER |',
    'SELECT 1; |',
    '-- +migrate Up',
    '-- +migrate Down notransaction',
    '-- +migrate down',
    '-- +migrate ',
    '-- +migrate StatementBegin',
    '-- +migrate StatementEnd',
    '-- Up Migration',
    '---- create above / drop below ----',
    '---- tern: disable-tx ----',
    '{{ template "b/x.sql" . }}',
    '# --- !Ups',
    '-- !Downs',
  ],
);
const text = fc.oneof(
  fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r', '')), { maxLength: 14 }).map((lines) => lines.flat().join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const name = fc.oneof(
  fc.constantFrom(
    'meta/_journal.json',
    'migration_lock.toml',
    '1_a/metadata.toml',
    '1_a/up.sql',
    '1_a/down.sql',
    '1_a/migration.sql',
    'V1__a.sql.conf',
    'sqitch.plan',
    'deploy/a.sql',
    'revert/a.sql',
    'atlas.sum',
    '1_a.yaml',
    '2_b.json',
    'sqls/1-a-up.sql',
    '1-a.js',
    '1_a.postgres.up.sql',
    '1_a.tx.up.sql',
    '1_a.go',
    'b/x.sql',
    '1.sql',
    '02.sql',
    'bootstrap.sql',
    'committed/000001.sql',
    'committed/2-b.sql',
    'current.sql',
    'current/1.sql',
    'fixtures/f.sql',
    'up/1_a.sql',
    'sprocs/f.sql',
    'a.sql',
    '1_a.rollback.sql',
  ),
  fc
    .tuple(
      fc.constantFrom('', 'V', 'U', 'B', 'R', 'v'),
      fc.constantFrom('', '0', '1', '01', '1.0', '1_1', '20240101120000', '99999999999999999999999'),
      fc.constantFrom('', '_', '__', '-', '.do.', '.'),
      fc.constantFrom('', 'a', 'init', 'a.up', 'a.down', 'x.rollback', '-down', '\u{1F600}'),
      fc.constantFrom('.sql', '.SQL', '.up.sql', '.down.sql', '', '.go', '.up.go', '.java', '.rs', '.js', '.py'),
    )
    .map((parts) => parts.join('')),
);
const journal = fc.constantFrom(
  '{"dialect":"postgresql","entries":[{"tag":"1_a","when":3},{"tag":"1_a","when":2},{"tag":5},null]}',
  '[]',
  '{',
  'null',
);
const files: fc.Arbitrary<Files> = fc
  .dictionary(name, text, { maxKeys: 8 })
  .chain((some) => journal.map((written) => ('meta/_journal.json' in some ? { ...some, 'meta/_journal.json': written } : some)));

describe('every tool, given any files', () => {
  for (const tool of tools) {
    it(`${tool.id} lays them out`, () => {
      fc.assert(
        fc.property(files, (some) => {
          const { migrations, problems } = tool.layout(viewOf('', sources(some)), noFiles, onPostgres);
          assert.equal(new Set(migrations.map(({ id }) => id)).size, migrations.length, 'ids are unique');
          for (const { file, span, message } of problems) {
            assert.ok(0 <= span.start && span.start <= span.end && span.end <= some[file]!.length, `${message} stands in the file`);
          }
          const seen = new Map<string, number>();
          // tern makes a template a part of each migration that includes it.
          const repeated = new Set<string>();
          for (const { up, down, code } of migrations) {
            assert.ok(up.every(({ direction }) => direction === 'up') && down.every(({ direction }) => direction === 'down'));
            assert.ok(up.length + down.length > 0 || code !== undefined || problems.length > 0, 'a migration without anything is told of');
            const inFile = [...up, ...down].sort((a, b) => a.span.start - b.span.start);
            for (const { file, span, marker } of inFile) {
              const place = `${file} ${span.start}-${span.end}`;
              if (repeated.has(place)) continue;
              repeated.add(place);
              const least = seen.get(file) ?? 0;
              assert.ok(least <= span.start && span.start <= span.end && span.end <= some[file]!.length, 'parts lie in the file and apart');
              if (marker !== undefined) assert.ok(least <= marker.start && marker.end <= span.start, 'the marker stands before its part');
              seen.set(file, span.end);
            }
          }
        }),
        { numRuns: runs(300) },
      );
    });
  }

  it('has a root at most once, and a tool that can read it', () => {
    fc.assert(
      fc.property(files, (some) => {
        const roots = detectRoots(sources(some), (path) => some[path], databases);
        assert.equal(new Set(roots.map(({ folder }) => folder)).size, roots.length);
        for (const { tool, folder } of roots) {
          const { migrations, problems } = toolById(tool).layout(viewOf(folder, sources(some)), noFiles, onPostgres);
          assert.ok(migrations.length + problems.length > 0);
        }
      }),
      { numRuns: runs(500) },
    );
  });
});
