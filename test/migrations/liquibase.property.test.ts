import assert from 'node:assert/strict';
import fc from 'fast-check';
import { detectRoots } from '../../server/src/migrations/detect';
import { databases } from '../support/databases';
import { runs } from '../support/runs';
import { type Files, sources } from './layouts';
import { layoutOf } from './liquibase';

const piece = fc.constantFrom(
  ...[
    '<databaseChangeLog>',
    '</databaseChangeLog>',
    '<changeSet id="1" author="a">',
    '<changeSet id="2" author="a" dbms="!h2">',
    '</changeSet>',
  ],
  ...[
    '<sql>',
    '</sql>',
    '<![CDATA[',
    ']]>',
    '<!-- ',
    ' -->',
    '&lt;',
    '&nope;',
    '<',
    '>',
    '"',
    'SELECT 1;',
    '\n',
    '\r\n',
    '${x}',
    '\u{1F600}',
  ],
  ...[
    '<createTable tableName="t">',
    '</createTable>',
    '<column name="a" type="int"/>',
    '<rollback/>',
    '<rollback>',
    '</rollback>',
    '<preConditions onFail="MARK_RAN">',
  ],
  ...[
    '<include file="b.xml"/>',
    '<includeAll path="."/>',
    '<not>',
    '</not>',
    '<tableExists tableName="t"/>',
    '</preConditions>',
    '<?xml version="1.0"?>',
  ],
);
const line = fc.constantFrom(
  ...[
    'databaseChangeLog:',
    '- changeSet:',
    '  - changeSet:',
    '    id: 1',
    '    author: a',
    '    changes:',
    '    - sql: |',
    '      SELECT 1;',
    '    - sql: "SELECT',
  ],
  ...[
    '    - createTable: { tableName: t, columns: [ { column: { name: a, type: int } } ] }',
    '- include: { file: a.xml }',
    '  x: &a [*a, *a]',
    '    <<: *a',
    '\t',
    '{',
    '}',
    ']',
  ],
  ...[
    '--liquibase formatted sql',
    '--changeset a:1',
    '--changeset a:2 endDelimiter:\\n/\\s*$',
    '--rollback SELECT 1;',
    '--rollback',
    '/* liquibase rollback',
    '*/',
    'SELECT 1;',
  ],
  ...[
    '--ignoreLines:start',
    '--ignoreLines:end',
    '--ignoreLines:9',
    '--preconditions onFail:MARK_RAN',
    '--precondition-table-exists table:t',
    '--property name:x value:${x}',
    '/',
    'GO',
  ],
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 25 }).map((pieces) => `<databaseChangeLog>${pieces.join('')}`),
  fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '')), { maxLength: 20 }).map((lines) => lines.flat().join('')),
  fc.array(line, { maxLength: 20 }).map((lines) => `databaseChangeLog:\n${lines.join('\n')}`),
  fc.array(line, { maxLength: 20 }).map((lines) => `--liquibase formatted sql\n${lines.join('\n')}`),
  fc.string({ unit: 'binary', maxLength: 60 }).map((noise) => `databaseChangeLog${noise}`),
);
const name = fc.constantFrom('changelog.xml', 'changelog.yaml', 'changelog.json', 'a.xml', 'b.xml', 'c/d.xml', 'c/e.sql', 'f.sql');
const files: fc.Arbitrary<Files> = fc.dictionary(name, text, { maxKeys: 5 });

describe('Liquibase, given any changelogs', () => {
  it('lays them out, with every part and problem in its file', () => {
    fc.assert(
      fc.property(files, (some) => {
        const { migrations, problems } = layoutOf(some);
        assert.equal(new Set(migrations.map(({ id }) => id)).size, migrations.length, 'ids are unique');
        const places = [...problems, ...migrations.flatMap(({ up, down }) => [...up, ...down])];
        for (const { file, span } of places) assert.ok(0 <= span.start && span.start <= span.end && span.end <= some[file]!.length, file);
        for (const { up } of migrations) assert.notEqual(up.length, 0, 'each change set has an up');
      }),
      { numRuns: runs(600) },
    );
  });

  it('has each root once', () => {
    fc.assert(
      fc.property(files, (some) => {
        const roots = detectRoots(sources(some), (path) => some[path], databases);
        assert.equal(new Set(roots.map(({ folder }) => folder)).size, roots.length);
      }),
      { numRuns: runs(300) },
    );
  });

  it('finishes with elements that are nested without end, and with anchors that repeat each other', () => {
    const nested = `<databaseChangeLog>${'<a>'.repeat(20_000)}`;
    assert.deepEqual(layoutOf({ 'changelog.xml': nested }).migrations, []);
    assert.equal(layoutOf({ 'changelog.json': `{"databaseChangeLog": ${'['.repeat(20_000)}` }).migrations.length, 0);
    const anchors = Array.from({ length: 30 }, (_, i) => `a${i}: &a${i} { x: *a${Math.max(i - 1, 0)}, y: *a${Math.max(i - 1, 0)} }`);
    assert.deepEqual(layoutOf({ 'changelog.yaml': `${anchors.join('\n')}\ndatabaseChangeLog: *a29\n` }).migrations, []);
  });
});
