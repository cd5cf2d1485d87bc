import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createProject, type Project, type Root } from '../../server/src/project/project';
import { catalog } from '../../server/src/schema/catalog';
import type { Engine } from '../../server/src/schema/model/schema';
import { testEngine } from '../support/memoryProject';
import { runs } from '../support/runs';

type Files = Readonly<Record<string, string>>;

const FILES: Files = {
  'migrations/1_people.up.sql':
    "create type mood as enum ('calm', 'cross');\n\n-- People.\ncreate table people (id bigserial primary key, mood mood, name text not null);\ncreate index on people (name);\ncreate view calm_people as select id, name from people where mood = 'calm';\ncomment on table people is 'Who; what';\n",
  'migrations/1_people.down.sql': 'drop view calm_people;\ndrop table people;\ndrop type mood;\n',
  'migrations/2_pets.up.sql':
    "create table pets (id int primary key, owner_id bigint references people (id));\ncreate table visits (pet_id int not null references pets, at timestamptz);\n/* Later. */ alter table pets add column born date;\ncreate function f() returns trigger language plpgsql as $$ begin return new; end; $$;\ncreate trigger t before update on pets for each row execute function f();\ninsert into pets values (1, null, 'it''s');\n",
  'migrations/2_pets.down.sql': 'drop table visits;\ndrop table pets;\ndrop function f();\n',
  'migrations/3_more.up.sql':
    'begin;\nalter table people rename name to full_name;\ncreate table places (id serial, name text);\ncommit;\nalter table visits add column place_id int;\ncreate index visits_at on visits (at);\ncreate table notes (body text) ;\ncreate table vets (id int) inherits (notes);\nalter table places drop column name;\ncreate table other.boxes (id int);\ndrop function if exists g;\n',
  'migrations/3_more.down.sql': 'drop table vets;\ndrop table notes;\ndrop table places;\n',
};

const SNIPPETS = [
  ...['x', ' ', '\n', ';', '(', ')', ',', "'", '"', '$$', '--', '/*', '*/', '\r\n', ';;', 'create table ', 'drop table people cascade;'],
  ...[
    'create table extra (id int);\n',
    'create table if not exists notes (a int);\n',
    'create index on extra (id);\n',
    'begin;\n',
    'rollback;\n',
    'creat u;\n',
  ],
  ...[
    'set search_path to other;\n',
    'set local search_path to other;\n',
    'create temp table passing (id int) on commit drop;\n',
    'create schema other;\n',
    'create function g() returns int language sql as $$ select 1 $$;\n',
    'copy people from stdin;\n',
    '1\t2\n\\.\n',
    '\\i other.sql\n',
    '-- migration-lens: ignore\n',
  ],
  ...[
    'alter table people add column age int;\n',
    'drop index visits_at;\n',
    'create view v as select * from people;\n',
    ', extra int',
    ' cascade',
  ],
  ...[
    'do $$ begin execute format($f$create table %I ()$f$, now()); end $$;\n',
    'create sequence pets_seq;\n',
    'alter table pets drop column owner_id;\n',
  ],
];

/** Inserted at the start of a line, these are statements; anywhere else they mostly end in a syntax error. */
const STATEMENTS = SNIPPETS.filter((snippet) => snippet.endsWith(';\n'));

/** An edit: the file, the offset or the line, the number of characters to remove and the text to insert. `undo` reverts the edit before. */
const edit = fc.oneof(
  { weight: 4, arbitrary: fc.record({ file: fc.nat(), at: fc.nat(), cut: fc.nat({ max: 40 }), put: fc.constantFrom('', ...SNIPPETS) }) },
  { weight: 2, arbitrary: fc.record({ file: fc.nat(), at: fc.nat(), cut: fc.constant(0), put: fc.constantFrom(...SNIPPETS) }) },
  { weight: 4, arbitrary: fc.record({ file: fc.nat(), line: fc.nat(), cut: fc.constant(0), put: fc.constantFrom(...STATEMENTS) }) },
  { weight: 2, arbitrary: fc.constant('undo' as const) },
  { weight: 1, arbitrary: fc.record({ file: fc.nat(), at: fc.constant(-1), cut: fc.constant(0), put: fc.constant('') }) },
);

/** All answers of a project: places and texts, but no ids, which need only be consistent. */
function answers(project: Project): unknown {
  return project.roots().map((root) => ({
    model: catalog(root.history.final),
    steps: root.history.migrations.flatMap(({ migration, up, down }) =>
      [...up, ...down].map((part) => ({
        of: `${migration.id} ${part.part.direction}`,
        statements: part.statements.map(({ located, problem }) => [located.file, located.offset, located.statement.text, problem]),
        steps: part.steps.map(({ change, problems, located, after }) => [change.kind, problems, located.offset, after.gaps.length]),
        after: catalog(part.after),
      })),
    ),
    places: [...root.history.final.tables.values()].map(({ name, created, changed }) => [name, placeOf(created), placeOf(changed)]).sort(),
    findings: findingsOf(project, root, undefined),
    ofEachFile: [...root.files].map((file) => findingsOf(project, root, new Set([file]))),
  }));
}

function findingsOf(project: Project, root: Root, files: ReadonlySet<string> | undefined): unknown {
  return project.findings(root, files);
}

function placeOf({ file, span }: { readonly file: string; readonly span: { readonly start: number; readonly end: number } }): string {
  return `${file} ${span.start} ${span.end}`;
}

interface TextEdit {
  readonly at?: number;
  readonly line?: number;
  readonly cut: number;
  readonly put: string;
}

function edited(text: string, { at = 0, line, cut, put }: TextEdit): string {
  const lines = text.split(/(?<=\n)/);
  const start = line === undefined ? at % (text.length + 1) : lines.slice(0, line % (lines.length + 1)).join('').length;
  return text.slice(0, start) + put + text.slice(start + cut);
}

describe('a project that is edited', () => {
  let dialect: Engine;
  before(async () => {
    dialect = await testEngine();
  });

  it('answers after any edits as a project that was just opened', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(edit, fc.integer({ min: 0, max: 3 })), { maxLength: 12 }), (edits) => {
        const project = createProject([dialect]);
        const files = new Map<string, string | undefined>(Object.entries(FILES));
        const past: (readonly [string, string | undefined])[] = [];
        project.update(files);
        answers(project);
        for (const [one, patience] of edits) {
          const change = one === 'undo' ? past.pop() : changeOf(one, files);
          if (change === undefined) continue;
          if (one !== 'undo') past.push([change[0], files.get(change[0])]);
          files.set(...change);
          project.update(new Map([change]));
          // At times several edits come before the next question.
          if (patience === 0) continue;
          const fresh = createProject([dialect]);
          fresh.update(files);
          assert.deepEqual(answers(project), answers(fresh));
        }
      }),
      { numRuns: runs(60, 1000) },
    );
  });
});

function changeOf(
  one: TextEdit & { readonly file: number },
  files: ReadonlyMap<string, string | undefined>,
): readonly [string, string | undefined] {
  const paths = [...files.keys()];
  const file = paths[one.file % paths.length]!;
  return [file, one.at === -1 ? undefined : edited(files.get(file) ?? FILES[file]!, one)];
}
