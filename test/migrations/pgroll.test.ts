import assert from 'node:assert/strict';
import { pgroll } from '../../server/src/migrations/tools/pgroll';
import { createProject } from '../../server/src/project/project';
import { testEngine } from '../support/memoryProject';
import { checkRoots } from './detections';
import { checkLayout, order } from './layouts';

const OPERATIONS = 'operations:\n';

describe('pgroll', () => {
  it('orders names as text, in any language', () => {
    assert.deepEqual(order(pgroll, ['02_b.json', '10_c.yml', '01_a.yaml', '9_d.yaml']), ['01_a', '02_b', '10_c', '9_d']);
  });

  it('reads SQL where it stands, in any style of quotes', () => {
    checkLayout(
      pgroll,
      {
        '01_a.yaml': `${OPERATIONS}  - sql:\n      up: CREATE TABLE a (id int)\n      down: DROP TABLE a\n`,
        '02_b.yml': `${OPERATIONS}  - sql:\n      up: |\n        CREATE TABLE b (id int);\n        CREATE TABLE c (id int);\n      onComplete: true\n`,
        '03_c.json': '{ "operations": [{ "sql": { "up": "CREATE TABLE d (id int)", "down": "DROP TABLE\\td" } }] }',
      },
      [
        '01 a',
        '  up 01_a.yaml on: CREATE TABLE a (id int)',
        '  down 01_a.yaml on: DROP TABLE a',
        '02 b',
        '  up 02_b.yml on: CREATE TABLE b (id int); CREATE TABLE c (id int);',
        '03 c',
        '  up 03_c.json on: CREATE TABLE d (id int)',
        '  down 03_c.json on: DROP TABLE d',
      ],
    );
  });

  it('reports files that are not migrations of pgroll, and unknown operations', () => {
    checkLayout(pgroll, { 'a.yaml': '«steps: []»\n', 'b.json': '«{»', 'c.yaml': `${OPERATIONS}  - «make_table:\n      name: a»\n` }, [
      'a',
      '  up code a.yaml',
      'b',
      '  up code b.json',
      'c',
      '  up c.yaml on: make_table: name: a',
      '  down code c.yaml',
      '! a.yaml: pgroll cannot read this file: it has no list of operations.',
      '! b.json: pgroll cannot read this file: it has no list of operations.',
      '! c.yaml: pgroll knows no operation “make_table”.',
    ]);
  });

  it('is known by its operations', () => {
    checkRoots({ 'migrations/01_a.yaml': `${OPERATIONS}  - create_table:\n      name: a\n` }, ['pgroll migrations strong']);
    checkRoots({ 'db/pgroll/x/01_a.json': '{\n  "operations": [\n    {\n      "sql": {}}]}' }, ['pgroll db/pgroll/x strong']);
    checkRoots({ 'migrations/job.yaml': 'operations:\n  - restart\n' }, []);
  });

  /** Operations, and the statements that create the resulting schema. */
  const cases: Readonly<Record<string, readonly [operations: string, expected: RegExp]>> = {
    'a table with every property of a column': [
      `  - create_table:
      name: users
      columns:
        - { name: id, type: bigint, pk: true, generated: { identity: { user_specified_values: ALWAYS } } }
        - { name: email, type: text, unique: true, comment: "it's unique" }
        - { name: age, type: int, nullable: true, default: 7, check: { name: adult, constraint: age > 17 } }
        - { name: team, type: bigint, references: { name: fk_team, table: teams, column: id, on_delete: CASCADE } }
      constraints:
        - { name: one, type: unique, columns: [age, team], nulls_not_distinct: true }
`,
      /id bigint .*GENERATED ALWAYS AS IDENTITY[\s\S]*email text NOT NULL[\s\S]*age integer DEFAULT 7,[\s\S]*team bigint NOT NULL[\s\S]*CHECK \(age > 17\)[\s\S]*NULLS NOT DISTINCT \(age, team\)[\s\S]*ON DELETE CASCADE[\s\S]*'it''s unique'/,
    ],
    'a key of two columns': [
      '  - create_table: { name: a, columns: [{ name: x, type: int, pk: true }, { name: y, type: int, pk: true }] }\n',
      /PRIMARY KEY \(x, y\)/,
    ],
    'columns that come, change and go': [
      `  - create_table: { name: a, columns: [{ name: x, type: int }, { name: y, type: int }] }
  - add_column: { table: a, column: { name: z, type: text, nullable: true } }
  - alter_column: { table: a, column: x, name: w, type: bigint, nullable: true, default: 1, unique: { name: a_w }, up: x, down: w }
  - drop_column: { table: a, column: y }
  - rename_table: { from: a, to: b }
`,
      /CREATE TABLE [\w.]*b \(\s*w bigint DEFAULT 1[^,]*,\s*z text[\s\S]*UNIQUE \(w\)/,
    ],
    'indexes and constraints': [
      `  - create_table: { name: a, columns: [{ name: x, type: int }, { name: y, type: text }] }
  - create_index: { name: i, table: a, columns: [{ column: x, sort: DESC }, y], unique: true, predicate: x > 0 }
  - create_index: { name: j, table: a, columns: { y: { opclass: { name: text_pattern_ops } } } }
  - create_constraint: { table: a, name: c, type: check, check: x > 1, columns: [x], up: {}, down: {} }
  - rename_constraint: { table: a, from: c, to: d }
`,
      /CONSTRAINT d CHECK \(x > 1\)[\s\S]*UNIQUE INDEX i ON .*\(x DESC, y\) WHERE x > 0[\s\S]*INDEX j ON .*\(y text_pattern_ops\)/,
    ],
  };

  for (const [title, [operations, expected]] of Object.entries(cases)) {
    it(`runs operations: ${title}`, async () => {
      const dialect = await testEngine();
      const project = createProject([dialect]);
      const teams = `${OPERATIONS}  - sql: { up: CREATE TABLE teams (id bigint PRIMARY KEY) }\n`;
      project.update(
        new Map([
          ['migrations/1.yaml', teams],
          ['migrations/2.yaml', OPERATIONS + operations],
        ]),
      );
      const [root] = project.roots();
      const { final } = root!.history;
      assert.deepEqual(
        root!.history.migrations.flatMap(({ up }) => up.flatMap(({ steps }) => steps.flatMap(({ problems }) => problems))),
        [],
      );
      assert.deepEqual(final.gaps, []);
      assert.match(final.engine.statements(final), expected);
    });
  }
});
