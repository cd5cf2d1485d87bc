import assert from 'node:assert/strict';
import { fallbackReader } from '../../server/src/engines/postgres/read/fallback/reader';
import type { Engine } from '../../server/src/schema/model/schema';
import type { Change } from '../../server/src/sql/change';
import { withSpans } from '../../server/src/sql/shapes/spans';
import { CASES } from '../differential/cases/index';
import { testEngine } from '../support/memoryProject';
import { moved } from './byReflection';
import { exampleMigrations } from './examples';

describe('spans of changes', () => {
  let dialect: Engine;
  before(async () => {
    dialect = await testEngine();
  });

  it('are moved wherever they stand, in every kind of change', () => {
    const examples = exampleMigrations().flatMap(({ text }) => dialect.split(text, 0, text.length).map((statement) => statement.text));
    const cases = Object.values(CASES).flatMap((family) => Object.values(family).flat());
    const texts = [...examples, ...cases.map((text) => text.replace(/^!/, '')), ...RARE];
    const statements = texts.flatMap((text) => dialect.split(text, 0, text.length).map((statement) => statement.text));
    const seen = new Set<string>();
    for (const reader of [dialect.reader, fallbackReader()]) {
      for (const text of statements) {
        const { changes } = reader.read(text);
        for (const { kind } of changes) seen.add(kind);
        const actual = withSpans(changes, ({ start, end }) => ({ start: start + 1, end: end + 1 }));
        assert.deepEqual(actual, moved(changes, false), text);
      }
    }
    const kinds = Object.keys(KINDS).sort();
    assert.deepEqual([...seen].sort(), kinds);
  });
});

/** Kinds of changes that neither the examples nor the differential cases have. */
const RARE: readonly string[] = ['begin'];

const KINDS: { readonly [K in Change['kind']]: true } = {
  createSchema: true,
  createTable: true,
  createTableAs: true,
  copyLike: true,
  addColumn: true,
  dropColumn: true,
  alterColumnType: true,
  setDefault: true,
  setNotNull: true,
  setIdentity: true,
  setGenerated: true,
  addKey: true,
  addCheck: true,
  addForeignKey: true,
  addExclusion: true,
  validateConstraint: true,
  alterConstraint: true,
  dropConstraint: true,
  createIndex: true,
  createView: true,
  createSequence: true,
  alterSequence: true,
  createEnum: true,
  addEnumValue: true,
  renameEnumValue: true,
  createDomain: true,
  alterDomain: true,
  createComposite: true,
  createOtherType: true,
  createExtension: true,
  createRoutine: true,
  alterRoutine: true,
  createTrigger: true,
  createPolicy: true,
  alterPolicy: true,
  setRowSecurity: true,
  setComment: true,
  rename: true,
  setSchema: true,
  drop: true,
  attachPartition: true,
  detachPartition: true,
  setInheritance: true,
  setSearchPath: true,
  transaction: true,
  modifyRows: true,
  opaque: true,
  runBlock: true,
  callRoutines: true,
};
