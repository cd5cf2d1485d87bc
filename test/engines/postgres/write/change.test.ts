import assert from 'node:assert/strict';
import { newDatabase } from '../../../../server/src/schema/newDatabase';
import { testEngine } from '../../../support/memoryProject';

/** A statement is read to one change, and the change is written: the same statement again. */
const SAME: readonly string[] = [
  'DROP TABLE a',
  'DROP TABLE IF EXISTS a, s."B" CASCADE',
  'DROP FOREIGN TABLE a',
  'DROP MATERIALIZED VIEW s.v',
  'DROP INDEX CONCURRENTLY IF EXISTS s.i',
  'DROP SCHEMA s CASCADE',
  'DROP EXTENSION "uuid-ossp"',
  'DROP FUNCTION s.f(text, s."T"[])',
  'DROP PROCEDURE p',
  'DROP TRIGGER t ON s.a',
  'DROP POLICY IF EXISTS p ON a',
  'ALTER TABLE s.a RENAME TO "order"',
  'ALTER TABLE IF EXISTS a RENAME COLUMN b TO "C"',
  'ALTER TABLE a RENAME CONSTRAINT b TO c',
  'ALTER SEQUENCE IF EXISTS s.a RENAME TO b',
  'ALTER TRIGGER a ON s.t RENAME TO b',
  'ALTER POLICY a ON t RENAME TO b',
  "ALTER TYPE s.mood RENAME VALUE 'it''s' TO 'b'",
  "COMMENT ON TABLE s.a IS 'it''s'",
  'COMMENT ON COLUMN s.a."B" IS NULL',
  'COMMENT ON TYPE mood IS NULL',
  'ALTER TABLE IF EXISTS ONLY s.a DROP COLUMN IF EXISTS b CASCADE',
  'ALTER TABLE a DROP CONSTRAINT IF EXISTS b CASCADE',
  'ALTER TABLE a ALTER COLUMN b SET NOT NULL',
  'ALTER TABLE a ALTER COLUMN b DROP NOT NULL',
  "ALTER TABLE a ALTER COLUMN b SET DEFAULT now() - interval '1 day'",
  'ALTER TABLE a ALTER COLUMN b DROP DEFAULT',
  'ALTER TABLE a ENABLE ROW LEVEL SECURITY',
  'ALTER TABLE a DISABLE ROW LEVEL SECURITY',
  'ALTER TABLE a DETACH PARTITION s.b',
  'ALTER TABLE a INHERIT s.b',
  'ALTER TABLE a NO INHERIT b',
];

/** Changes that are not written. */
const NONE: readonly string[] = [
  'DROP AGGREGATE a(int)',
  'ALTER FUNCTION f() RENAME TO g',
  'COMMENT ON FUNCTION f() IS NULL',
  'ALTER TABLE a ADD COLUMN b int',
  'CREATE TABLE a ()',
];

async function written(statement: string): Promise<string | undefined> {
  const engine = await testEngine();
  const { changes } = engine.reader.read(statement);
  assert.equal(changes.length, 1, JSON.stringify(changes));
  return engine.statementOf(newDatabase(engine), changes[0]!);
}

describe('the statement of a change, of PostgreSQL', () => {
  for (const statement of SAME) it(statement, async () => assert.equal(await written(statement), statement));

  for (const statement of NONE) it(`none: ${statement}`, async () => assert.equal(await written(statement), undefined));
});
