import assert from 'node:assert/strict';
import fc from 'fast-check';
import { completionsAt } from '../../server/src/language/completion';
import { definitionAt } from '../../server/src/language/definition';
import { folds } from '../../server/src/language/folding';
import { hoverAt } from '../../server/src/language/hover';
import { mentionsOfRef, nameAt } from '../../server/src/language/names';
import { highlightsAt, referencesAt } from '../../server/src/language/references';
import { documentSymbols } from '../../server/src/language/symbols';
import { workspaceSymbols } from '../../server/src/language/workspaceSymbols';
import type { History } from '../../server/src/migrations/replay/step';
import { createProject, type Root } from '../../server/src/project/project';
import type { Engine } from '../../server/src/schema/model/schema';
import type { Span } from '../../server/src/text/span';
import { testEngine } from '../support/memoryProject';
import { runs } from '../support/runs';

const STATEMENTS = [
  'CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE, parent int REFERENCES users (id));',
  'CREATE TABLE shop.orders (id int, user_id int REFERENCES users (id), CHECK (id > user_id));',
  'ALTER TABLE users RENAME TO accounts;',
  'ALTER TABLE accounts RENAME COLUMN email TO mail;',
  'ALTER TABLE users DROP COLUMN email CASCADE;',
  'CREATE INDEX by_mail ON users (lower(email)) WHERE email IS NOT NULL;',
  "CREATE TYPE mood AS ENUM ('sad');",
  "ALTER TYPE mood ADD VALUE 'happy';",
  'ALTER TABLE users ADD COLUMN mood public.mood[] DEFAULT NULL;',
  'CREATE VIEW everyone AS SELECT u.id, email FROM users u JOIN shop.orders o ON o.user_id = u.id;',
  "INSERT INTO users (id, email) VALUES (1, 'users');",
  "COMMENT ON COLUMN users.email IS 'mail';",
  'DROP TABLE IF EXISTS users, accounts CASCADE;',
  'DROP TYPE mood CASCADE;',
  'BEGIN; CREATE TABLE scratch (id int); ROLLBACK;',
  'CREATE TABLE copy (LIKE users INCLUDING ALL);',
  'CREATE TABLE child () INHERITS (users);',
  'CREATE SEQUENCE numbers OWNED BY users.id;',
  'CREATE FUNCTION touch(users) RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;',
  '-- a comment\n/* another\n */',
] as const;

/** Whole statements, and statements that are cut off. */
const script = fc
  .array(
    fc.tuple(
      fc.constantFrom(...STATEMENTS),
      fc.oneof({ arbitrary: fc.constant(1), weight: 3 }, { arbitrary: fc.double({ min: 0, max: 1, noNaN: true }), weight: 1 }),
    ),
    {
      maxLength: 8,
    },
  )
  .map((parts) => parts.map(([statement, share]) => statement.slice(0, Math.ceil(statement.length * share))).join('\n'));

describe('language features, anywhere in any migrations', () => {
  let dialect: Engine;
  before(async () => {
    dialect = await testEngine();
  });

  it('answer with places that exist and agree with each other', () => {
    fc.assert(
      fc.property(script, script, script, fc.nat(), (first, second, down, at) => {
        const files = new Map([
          ['migrations/000001_a.up.sql', first],
          ['migrations/000002_b.up.sql', second],
          ['migrations/000002_b.down.sql', down],
        ]);
        const project = createProject([dialect]);
        project.update(files);
        const root: Root | undefined = project.roots()[0];
        assert.ok(root !== undefined);
        for (const [file, text] of files) {
          const lies = (span: Span, inside = text): void =>
            assert.ok(0 <= span.start && span.start <= span.end && span.end <= inside.length, JSON.stringify(span));
          const offset = at % (text.length + 1);
          const history: History = root.history;
          const name = nameAt(history, file, offset);
          const references = referencesAt(history, file, offset);
          for (const { file: other, span } of references) lies(span, files.get(other)!);
          for (const { span } of highlightsAt(history, file, offset)) lies(span);
          const origin = definitionAt(history, file, offset);
          if (origin !== undefined) lies(origin.span, files.get(origin.file)!);
          const hover = hoverAt(history, file, offset);
          assert.equal(hover === undefined, name === undefined);
          if (name !== undefined) lies(name.span);
          // A request at any of the references finds the same references.
          for (const { file: other, span } of references)
            assert.deepEqual(spans(referencesAt(history, other, span.end)), spans(references));
          for (const { span } of completionsAt(history, dialect, file, offset)) lies(span);
          for (const { span } of folds(history, file, text)) lies(span);
          for (const { span } of documentSymbols(history, file)) lies(span);
        }
        for (const { origin } of workspaceSymbols(root.history.final, '')) assert.ok(files.has(origin.file));
      }),
      { numRuns: runs(300) },
    );
  });

  it('find every mention from every other', async () => {
    const project = createProject([dialect]);
    const text = STATEMENTS.join('\n');
    project.update(new Map([['migrations/001_all.sql', text]]));
    const { history }: Root = project.roots()[0]!;
    let names = 0;
    for (let offset = 0; offset <= text.length; offset++) {
      const name = nameAt(history, 'migrations/001_all.sql', offset);
      if (name === undefined) continue;
      names++;
      for (const mention of mentionsOfRef(history, name.ref)) {
        const back = nameAt(history, mention.file, mention.span.start);
        assert.deepEqual(back?.ref, name.ref, text.slice(mention.span.start, mention.span.end));
      }
    }
    assert.ok(names > 150, `${names} offsets with a name`);
  });
});

function spans(references: readonly { readonly file: string; readonly span: Span }[]): readonly string[] {
  return references.map(({ file, span }) => `${file} ${span.start}-${span.end}`);
}
