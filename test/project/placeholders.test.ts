import assert from 'node:assert/strict';
import { createProject, type Project } from '../../server/src/project/project';
import { listTables } from '../../server/src/schema/queries';
import { testEngine } from '../support/memoryProject';

type Files = Readonly<Record<string, string>>;

async function open(files: Files): Promise<Project> {
  const project = createProject([await testEngine()]);
  project.update(new Map(Object.entries(files)));
  return project;
}

/** Tables of the only root, names of placeholders without a value, and the number of gaps. */
function outcome(project: Project): { readonly tables: readonly string[]; readonly missing: readonly string[]; readonly gaps: number } {
  const [root] = project.roots();
  const { final } = root!.history;
  const found = project.findings(root!).filter(({ rule }) => rule === 'placeholder-without-value' || rule === 'syntax-error');
  return {
    tables: listTables(final).map(({ name }) => name),
    missing: found.map(({ rule, file, span }) => `${rule} ${project.text(file)!.slice(span.start, span.end)}`),
    gaps: final.gaps.length,
  };
}

const table = (name: string): string => `CREATE TABLE ${name} (id bigint);\n`;

const cases: Readonly<
  Record<
    string,
    { readonly files: Files; readonly tables: readonly string[]; readonly missing?: readonly string[]; readonly gaps?: number }
  >
> = {
  'Flyway: flyway.toml': {
    files: {
      'sql/V1__a.sql': table('${Prefix}_a'),
      'flyway.toml': '[flyway]\nlocations = ["filesystem:sql"]\n[flyway.placeholders]\nprefix = "x"\n',
    },
    tables: ['x_a'],
  },
  'Flyway: flyway.conf, with brackets of its own': {
    files: {
      'sql/V1__a.sql': `${table('#[p]_a')}COMMENT ON TABLE x_a IS '\${p}';`,
      'flyway.conf': 'flyway.placeholders.p=x\nflyway.placeholderPrefix=#[\nflyway.placeholderSuffix=]\n',
    },
    tables: ['x_a'],
  },
  'Flyway: Spring Boot': {
    files: {
      'src/main/resources/db/migration/V1__a.sql': table('${p}_a') + table('${q-r}_b'),
      'src/main/resources/application.yml':
        'spring:\n  flyway:\n    default-schema: app\n    placeholders:\n      p: x\n      q-r: ${Q:y}\n',
    },
    tables: ['x_a', 'y_b'],
  },
  'Flyway: what it knows itself': {
    files: { 'V1__a.sql': `CREATE SCHEMA app; ${table('${flyway:defaultSchema}.a')}`, 'flyway.conf': 'flyway.schemas=app,other\n' },
    tables: ['a'],
  },
  'Flyway: nothing is replaced': {
    files: { 'V1__a.sql': table('${p}_a'), 'flyway.conf': 'flyway.placeholderReplacement=false\n' },
    tables: [],
    missing: ['syntax-error $'],
    gaps: 1,
  },
  'Flyway: nothing is replaced in one file': {
    files: {
      'V1__a.sql': table('${p}_a'),
      'V1__a.sql.conf': 'placeholderReplacement=false',
      'V2__b.sql': table('${p}_b'),
      'flyway.conf': 'flyway.placeholders.p=x',
    },
    tables: ['x_b'],
    missing: ['syntax-error $'],
    gaps: 1,
  },
  'Flyway: no value, told once a name': {
    files: { 'V1__a.sql': table('${s}.a') + table('${s}.b'), 'V2__c.sql': `ALTER TABLE a \${what};\n${table('c')}` },
    tables: ['a', 'b', 'c'],
    missing: ['placeholder-without-value ${s}', 'placeholder-without-value ${what}'],
    gaps: 1,
  },
  'migration-lens.json wins': {
    files: {
      'db/V1__a.sql': table('${p}_a'),
      'flyway.conf': 'flyway.placeholders.p=x\n',
      'migration-lens.json': '{ "roots": [{ "folder": "db", "placeholders": { "p": "y" } }] }',
    },
    tables: ['y_a'],
  },
  'a tool that replaces nothing, and values all the same': {
    files: {
      'db/1_a.up.sql': table('${P}_a'),
      'db/1_a.down.sql': 'DROP TABLE ${P}_a;',
      'migration-lens.json': '{ "roots": [{ "folder": "db", "tool": "golang-migrate", "placeholders": { "P": "y" } }] }',
    },
    tables: ['y_a'],
  },
  'goose: only where a file asks for it': {
    files: {
      'db/1_a.sql': `-- +goose Up\n-- +goose ENVSUB ON\n${table('${P:-x}_a')}-- +goose ENVSUB OFF\n-- +goose Down\n${'DROP TABLE x_a;'}\n`,
      'db/2_b.sql': `-- +goose Up\n${table('${P:-x}_b')}`,
    },
    tables: ['x_a'],
    missing: ['syntax-error $'],
    gaps: 1,
  },
  'Sqitch: variables of psql': {
    files: {
      'sqitch.plan': '%project=p\n\na 2024-01-01T00:00:00Z A <a@x>\n',
      'sqitch.conf': '[core]\n\tengine = pg\n[deploy "variables"]\n\tt = Big Table\n',
      'deploy/a.sql': `\\set ON_ERROR_STOP on\n${table(':"t"')}SELECT (ARRAY[1, 2])[1:n];\n\\echo done\n${table(':"s".b')}`,
    },
    tables: ['Big Table', 'b'],
    missing: ['placeholder-without-value :"s"'],
  },
  'tern: the data of its configuration': {
    files: {
      'tern.conf': '[database]\nhost = x\n[data]\nprefix = x\n',
      '001_a.sql': `${table('{{.prefix}}_a')}${table('{{ .other }}_b')}`,
    },
    tables: ['other_b', 'x_a'],
    missing: ['placeholder-without-value {{ .other }}'],
  },
  'MyBatis: the environment': {
    files: {
      'environments/development.properties': 'p=x\n',
      'scripts/1_a.sql': `-- // a\n${table('${p}_a')}-- //@UNDO\nDROP TABLE \${p}_a;\n`,
    },
    tables: ['x_a'],
  },
  'tern: templates that are included, and what only the tool works out': {
    files: {
      '001_a.sql': `{{ template "shared/a.sql" . }}\n{{ if .x }}${table('b')}{{ end }}{{ install_snapshot "v1" }}\n${table('c')}---- create above / drop below ----\nDROP TABLE c;\n`,
      'shared/a.sql': table('a'),
      'tern.conf': '',
    },
    tables: ['a', 'b', 'c'],
    gaps: 2,
  },
  'DbUp: no value, and dollar quotes': {
    files: {
      'Scripts/Script1.sql': `${table('$schema$.a')}DO $body$ BEGIN CREATE TABLE b (id bigint); END $body$;`,
      'App.csproj': '<PackageReference Include="dbup-postgresql" />',
    },
    tables: ['a', 'b'],
    missing: ['placeholder-without-value $schema$'],
  },
  'grate: tokens': {
    files: {
      'db/up/1_a.sql': table('{{SchemaName}}.a'),
      'db/sprocs/f.sql': "SELECT '{{1,2},{3,4}}'::int[];",
      'migration-lens.json': '{ "roots": [{ "folder": "db", "placeholders": { "schemaname": "public" } }] }',
    },
    tables: ['a'],
  },
  'Evolve: the project': {
    files: {
      'db/V1__a.sql': table('${p}_a'),
      'migration-lens.json': '{ "roots": [{ "folder": "db", "tool": "evolve", "placeholders": { "p": "x" } }] }',
    },
    tables: ['x_a'],
  },
  'Graphile Migrate: its configuration': {
    files: {
      'migrations/committed/000001.sql': `--! Previous: -\n--! Hash: x\n\n${table(':P_A')}GRANT SELECT ON x TO :VISITOR;\nALTER DATABASE :DATABASE_NAME OWNER TO :DATABASE_OWNER;\n`,
      '.gmrc': '{ /* names */ "placeholders": { ":P_A": "x", ":VISITOR": "!ENV" } }',
    },
    tables: ['x'],
    missing: [],
  },
  'Graphile Migrate: a dump that empties the search path': {
    files: {
      'migrations/init.sql': `SELECT pg_catalog.set_config('search_path', '', false);\n${table('public.a')}`,
      'migrations/committed/000001.sql': '--! Previous: -\n--! Hash: x\n\nALTER TABLE a RENAME TO b;\n',
      '.gmrc': '{ "afterReset": "init.sql" }',
    },
    tables: ['b'],
  },
  'Play: semicolons that are written twice': {
    files: {
      'conf/evolutions/default/1.sql': `-- !Ups\n${table('a')}DO $$ BEGIN CREATE TABLE b (id bigint);; END $$;\n${table('c')}-- !Downs\nDROP TABLE a, b, c;\n`,
    },
    tables: ['a', 'b', 'c'],
  },
  'plain files: variables of psql and of the shell': {
    files: { 'migrations/1_a.sql': `${table(':s.a')}${table('${P}_b')}SELECT '{1,2}'::int[], a[1:x] FROM b;` },
    tables: ['a', 'p_b'],
    missing: ['placeholder-without-value :s', 'placeholder-without-value ${P}'],
  },
};

describe('placeholders in a project', () => {
  for (const [title, { files, tables, missing = [], gaps = 0 }] of Object.entries(cases)) {
    it(title, async () => assert.deepEqual(outcome(await open(files)), { tables, missing, gaps }));
  }

  it('follow the values that they are given', async () => {
    const project = await open({ 'db/V1__a.sql': table('${p}_a'), 'flyway.conf': 'flyway.placeholders.p=x' });
    assert.deepEqual(outcome(project).tables, ['x_a']);
    const known = project.roots()[0]!.history;
    project.update(new Map([['db/V1__a.sql', `${table('${p}_a')}-- more`]]));
    assert.equal(project.roots()[0]!.history.migrations[0]!.after, known.migrations[0]!.after, 'the same values make the same schema');
    project.update(new Map([['flyway.conf', 'flyway.placeholders.p=y']]));
    assert.deepEqual(outcome(project).tables, ['y_a']);
  });

  it('keep their places in the file', async () => {
    const text = "CREATE TABLE ${schema}.orders (\n  user_id bigint REFERENCES ${schema}.users (id),\n  note text DEFAULT '${note}'\n);\n";
    const project = await open({ 'V1__users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY);', 'V2__orders.sql': text });
    const [root] = project.roots();
    const [orders] = listTables(root!.history.final);
    assert.equal(text.slice(orders!.created.span.start, orders!.created.span.end), 'orders');
    const index = project.findings(root!).find(({ rule }) => rule === 'fk-missing-index')!;
    assert.equal(text.slice(index.span.start, index.span.end), 'user_id');
  });
});
