import assert from 'node:assert/strict';
import type { ReadStatement } from '../../server/src/sql/script';
import { CASES } from '../differential/cases/index';
import { exampleMigrations } from '../sql/examples';
import { diceOf } from '../support/dice';
import { testEngine } from '../support/memoryProject';
import { scriptReader } from '../support/readScript';
import { count, runs, seed } from '../support/runs';
import { fileText } from './folders';

let readAll: (text: string) => readonly ReadStatement[];

/** Scripts as people write them: those of the examples, and the cases that are compared with a real PostgreSQL. */
function fixtures(): readonly string[] {
  const cases = Object.values(CASES).flatMap((family) => Object.values(family));
  return [
    ...exampleMigrations().map(({ text }) => text),
    ...cases.map((statements) => statements.map((sql) => `${sql.replace(/^!/, '')};\n`).join('')),
  ];
}

/** Checks that the extents of the statements cover the text without gap or overlap. */
function assertCovers(text: string): void {
  let end = 0;
  for (const { statement } of readAll(text)) {
    const { span, extent } = statement;
    assert.equal(extent.start, end, JSON.stringify(text));
    assert.ok(extent.start <= span.start && span.start <= span.end && span.end <= extent.end, JSON.stringify(text));
    assert.equal(statement.text, text.slice(span.start, span.end));
    end = extent.end;
  }
  if (end > 0) assert.equal(end, text.length, JSON.stringify(text));
}

describe('tolerance', () => {
  before(async () => {
    readAll = scriptReader(await testEngine());
  });

  it('statements cover any text without gap or overlap', () => {
    const dice = diceOf(seed);
    const texts = runs(2000);
    for (let i = 0; i < texts; i++) assertCovers(fileText(dice));
    count('texts', texts);
  });

  it('any prefix of any script is read', () => {
    for (const text of fixtures()) for (let end = 0; end <= text.length; end += 7) assertCovers(text.slice(0, end));
  });

  it('a statement cut short keeps 99.7 % of the others in its file', () => {
    let [kept, all] = [0, 0];
    for (const { text } of exampleMigrations()) {
      const statements = readAll(text);
      for (const [i, { statement }] of statements.entries()) {
        const others = statements.filter((_, j) => j !== i).map((other) => other.statement.text);
        for (let length = 1; length < statement.text.length; length += 3) {
          const cut = text.slice(0, statement.span.start + length) + text.slice(statement.extent.end);
          const found = new Set(readAll(cut).flatMap((one) => (one.reading.problem === undefined ? [one.statement.text] : [])));
          all += others.length;
          kept += others.filter((other) => found.has(other)).length;
        }
      }
    }
    assert.ok(all > 1000, `${all} cases`);
    assert.ok(kept / all >= 0.997, `${kept} of ${all} kept: ${((100 * kept) / all).toFixed(2)} %`);
  });

  describe('a broken CREATE TABLE keeps its other columns', () => {
    const COLUMNS = ['a int primary key', "b text not null default 'x, y'", 'c numeric(8, 2) check (c > 0)', 'd int references t (a)'];

    /** Puts `broken` in the place of each column in turn. `lost` is how many of the other columns are missing in sum. */
    function check(kind: string, broken: string, lost = 0): void {
      it(kind, () => {
        let missing = 0;
        for (let place = 0; place < COLUMNS.length; place++) {
          const written = COLUMNS.map((column, i) => (i === place ? broken : column));
          const [table, ...rest] = readAll(`create table t (\n  ${written.join(',\n  ')}\n);\n\ncreate table after (id int);\n`);
          const [change] = table!.reading.changes;
          const columns = change?.kind === 'createTable' ? change.columns.map(({ name }) => name.text) : [];
          missing += COLUMNS.filter((column, i) => i !== place && !columns.includes(column[0]!)).length;
          assert.deepEqual(
            rest.flatMap(({ reading }) => reading.changes.map((found) => found.kind)),
            ['createTable'],
            written.join(),
          );
        }
        assert.equal(missing, lost, `${missing} of 12 columns are lost`);
      });
    }

    check('a name without a type', 'x');
    check('half a type', 'x numeric(8');
    check('half a NOT NULL', 'x int not');
    check('half a DEFAULT', 'x int default');
    check('half a REFERENCES', 'x int references');
    check('half a CHECK', 'x int check (x >');
    check('half a PRIMARY KEY', 'x int primary');
    check('a misspelt clause', 'x int nott nulll');
    check('two types', 'x int text');
    check('a reserved word', 'order int');
    check('nothing but a comma', '');
    check('half a constraint', 'constraint u unique');
    check('half a foreign key', 'foreign key (a) references');
    check('an operator', 'x int = 4');
    check('a quote that stays open', "x text default 'y");
    check('a quoted name that stays open', '"x int');
    // The comment takes the rest of the text.
    check('a comment that stays open', 'x int /* later', 6);
    check('a dollar quote that stays open', 'x text default $$y');
    check('a parenthesis too many', 'x int)');
  });
});
