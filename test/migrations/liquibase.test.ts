import assert from 'node:assert/strict';
import { liquibase } from '../../server/src/migrations/tools/liquibase';
import { checkLayout, type Files } from './layouts';
import { changeSet, HEAD, ids, layoutOf, xml } from './liquibase';

const problems = (files: Files): readonly string[] => layoutOf(files).problems.map(({ file, message }) => `${file}: ${message}`);

describe('Liquibase changelogs', () => {
  const one = (id: string): string => xml(changeSet(`<tagDatabase tag="${id}"/>`, `id="${id}" author="a"`));

  it('reads the same from XML, YAML and JSON', () => {
    const expected = [
      '1 changelog',
      '  up FILE off: CREATE TABLE a (id BIGINT NOT NULL);',
      '  up FILE off: CREATE INDEX i ON a (id)',
      '  down FILE off: DROP TABLE a;',
    ];
    const asXml = `<databaseChangeLog><changeSet id="1" author="ann" runInTransaction="false">
      <createTable tableName="a"><column name="id" type="bigint"><constraints nullable="false"/></column></createTable>
      <sql>CREATE INDEX i ON a (id)</sql>
      <rollback><dropTable tableName="a"/></rollback></changeSet></databaseChangeLog>`;
    const asYaml = `databaseChangeLog:
  - changeSet:
      id: 1
      author: ann
      runInTransaction: false
      changes:
        - createTable:
            tableName: a
            columns:
              - column: { name: id, type: bigint, constraints: { nullable: false } }
        - sql: { sql: CREATE INDEX i ON a (id) }
      rollback:
        - dropTable: { tableName: a }
`;
    const asJson = `{\n\t"databaseChangeLog": [{"changeSet": {"id": "1", "author": "ann", "runInTransaction": false, "changes": [
      {"createTable": {"tableName": "a", "columns": [{"column": {"name": "id", "type": "bigint", "constraints": {"nullable": false}}}]}},
      {"sql": "CREATE INDEX i ON a (id)"}], "rollback": {"dropTable": {"tableName": "a"}}}}]}`;
    for (const [file, text] of Object.entries({ 'changelog.xml': asXml, 'changelog.yaml': asYaml, 'changelog.json': asJson })) {
      checkLayout(
        liquibase,
        { [file]: text },
        expected.map((line) => line.replace('FILE', file)),
      );
    }
  });

  it('points at the SQL in the file wherever it stands there as it is', () => {
    const script = 'CREATE TABLE a (id int);\nCREATE TABLE b (id int);';
    const part = (files: Files): readonly (string | undefined)[] => {
      const [up] = layoutOf(files).migrations[0]!.up;
      return [Object.values(files)[0]!.slice(up!.span.start, up!.span.end), up!.generated];
    };
    assert.deepEqual(part({ 'changelog.xml': xml(changeSet(`<sql>${script}</sql>`)) }), [script, undefined]);
    assert.deepEqual(part({ 'changelog.xml': xml(changeSet(`<sql><![CDATA[${script}]]></sql>`)) }), [script, undefined]);
    assert.deepEqual(part({ 'changelog.xml': xml(changeSet('<sql>SELECT 1 &lt; 2</sql>')) }), ['SELECT 1 &lt; 2', 'SELECT 1 < 2']);
    const yaml = (value: string): Files => ({
      'changelog.yaml': `databaseChangeLog:\n- changeSet:\n    id: 1\n    author: a\n    changes:\n    - sql: ${value}\n`,
    });
    const block = '        CREATE TABLE a (id int);\n        CREATE TABLE b (id int);\n';
    assert.deepEqual(part(yaml(`|\n${block}`)), [block, undefined]);
    assert.deepEqual(part(yaml('SELECT 1')), ['SELECT 1', undefined]);
    assert.deepEqual(part(yaml('"SELECT \'a\\tb\'"')), ["SELECT 'a\\tb'", "SELECT 'a\tb'"]);
    assert.deepEqual(part(yaml('>\n        SELECT 1 -- one\n        + 2\n'))[1], 'SELECT 1 -- one + 2\n');
  });

  it('includes files and folders in place, from the changelog’s folder or one above it', () => {
    const files = {
      'res/db/changelog/db.changelog-master.xml': xml(`
        ${changeSet('<tagDatabase tag="0"/>', 'id="0" author="a"')}
        <include file="v1/b.xml" relativeToChangelogFile="true"/>
        <include file="classpath:/db/changelog/c.yaml"/>
        <includeAll path="db/changelog/all"/>
        <include file="db\\changelog\\v1\\d.sql"/>
        ${changeSet('<tagDatabase tag="9"/>', 'id="9" author="a"')}`),
      'res/db/changelog/v1/b.xml': one('b'),
      'res/db/changelog/v1/d.sql': `${HEAD}--changeset a:d\nSELECT 1;\n`,
      'res/db/changelog/c.yaml': 'databaseChangeLog:\n- changeSet: { id: c, author: a, changes: [{ tagDatabase: { tag: c } }] }\n',
      'res/db/changelog/all/2.sql': 'SELECT 2;\n',
      'res/db/changelog/all/10.xml': one('10'),
      'res/db/changelog/all/sub/1.xml': one('sub'),
      'res/db/changelog/all/readme.txt': 'databaseChangeLog',
    };
    assert.deepEqual(ids(files, 'res/db/changelog'), [
      'db.changelog-master.xml::0::a',
      'v1/b.xml::b::a',
      'c.yaml::c::a',
      'all/10.xml::10::a',
      'all/2.sql::raw::includeAll',
      'all/sub/1.xml::sub::a',
      'v1/d.sql::d::a',
      'db.changelog-master.xml::9::a',
    ]);
    assert.deepEqual(problems(files), []);
  });

  it('includes a file once, also one that includes itself', () => {
    const files = {
      'changelog.xml': xml('<include file="a.xml"/><include file="a.xml"/>'),
      'a.xml': xml(`<include file="changelog.xml"/><include file="a.xml"/>${changeSet('<tagDatabase tag="x"/>')}`),
    };
    assert.deepEqual(ids({ ...files, 'b.xml': xml('<include file="changelog.xml"/>') }), ['a.xml::1::ann']);
  });

  it('reports missing files, repeated ids, and files that are not XML or YAML', () => {
    const missing = 'as far as this folder shows.';
    checkLayout(
      liquibase,
      {
        'changelog.xml': xml(`<include file="«a.xml»"/>
<include file="b.xml" errorIfMissing="false"/><include file="\${dir}/c.xml"/>
<includeAll path="«all»"/>
<changeSet id="1" author="a"><sqlFile path="«s.sql»"/></changeSet>
«<changeSet id="1" author="a">»<tagDatabase tag="x"/></changeSet>`),
      },
      [
        ...['1 changelog', '  up changelog.xml on: ', '1 changelog', '  up changelog.xml on: ', '  down changelog.xml on: '],
        `! changelog.xml: Liquibase stops here: there is no a.xml, ${missing}`,
        `! changelog.xml: Liquibase stops here: there are no changelogs in all, ${missing}`,
        `! changelog.xml: Liquibase stops here: there is no s.sql, ${missing}`,
        '! changelog.xml: Liquibase refuses to run: a has a change set 1 in this changelog already.',
      ],
    );
    const broken =
      '<databaseChangeLog>\n<changeSet id="1" author="a"><sql>SELECT 1</sql></changeSet>\n«<oops>\n</databaseChangeLog>»'.replace(
        '«<oops>\n',
        '<oops>\n«',
      );
    checkLayout(liquibase, { 'changelog.xml': broken }, [
      ...['1 changelog', '  up changelog.xml on: SELECT 1'],
      '! changelog.xml: The XML cannot be read from here on: unexpected close tag.',
    ]);
    const files = {
      'changelog.yaml': 'databaseChangeLog:\n- changeSet: { id: 1, author: a, changes: [ { sql: SELECT 1 } ] }\n- changeSet: { id: "2\n',
    };
    assert.deepEqual(ids(files)[0], 'changelog.yaml::1::a');
    assert.match(problems(files)[0]!, /^changelog\.yaml: The YAML cannot be read from here on: Missing closing "quote\.$/);
  });

  it('takes files and procedures from elsewhere', () => {
    checkLayout(
      liquibase,
      {
        'db/changelog.xml': xml(
          changeSet(
            '<sqlFile path="sql/a.sql" relativeToChangelogFile="true" endDelimiter="GO"/><createProcedure path="sql/p.sql"/><createView viewName="v" path="db/sql/v.sql"/>',
          ),
        ),
        'db/sql/a.sql': 'SELECT 1\nGO\nSELECT 2\nGO\n',
        'db/sql/p.sql': 'CREATE PROCEDURE p() LANGUAGE sql AS $$ SELECT 1 $$',
        'db/sql/v.sql': 'SELECT 3',
      },
      [
        '1 changelog',
        '  up db/sql/a.sql on: SELECT 1',
        '  up db/sql/a.sql on: SELECT 2',
        '  up db/sql/p.sql on: CREATE PROCEDURE p() LANGUAGE sql AS $$ SELECT 1 $$',
        '  up db/changelog.xml on: CREATE VIEW v AS SELECT 3;',
      ],
      'db',
    );
  });

  it('derives a rollback where it can, and else takes that of the change set', () => {
    const downs = (content: string): readonly string[] =>
      layoutOf({ 'changelog.xml': xml(changeSet(content)) }).migrations.flatMap(({ down }) =>
        down.map((part) => part.generated ?? '(as written)'),
      );
    const rename = '<renameTable oldTableName="a" newTableName="b"/>';
    assert.deepEqual(downs(`${rename}<renameColumn tableName="b" oldColumnName="c" newColumnName="d"/>`), [
      'ALTER TABLE b RENAME COLUMN d TO c;\nALTER TABLE b RENAME TO a;',
    ]);
    assert.deepEqual(downs(`${rename}<dropTable tableName="c"/>`), []);
    assert.deepEqual(downs(`${rename}<rollback/>`), ['-- The changelog says that there is nothing to roll back.']);
    assert.deepEqual(downs(`${rename}<rollback>SELECT 1</rollback>`), ['(as written)']);
    assert.deepEqual(downs(`${rename}<rollback><sql>SELECT 1</sql><dropTable tableName="x"/></rollback>`), [
      '(as written)',
      'DROP TABLE x;',
    ]);
    assert.deepEqual(downs('<tagDatabase tag="1"/>'), ['']);
    const twice = xml(
      `${changeSet(rename)}${changeSet('<dropTable tableName="b"/><rollback changeSetId="1" changeSetAuthor="ann"/>', 'id="2" author="ann"')}`,
    );
    assert.deepEqual(
      layoutOf({ 'changelog.xml': twice }).migrations[1]!.down.map(({ generated }) => generated),
      ['ALTER TABLE a RENAME TO b;'],
    );
  });

  it('knows properties for attributes, of those for PostgreSQL the first one', () => {
    const files = {
      'changelog.xml': xml(`<property name="type" value="varchar2(9)" dbms="oracle"/><property name="TYPE" value="clob" dbms="postgresql"/>
<property name="type" value="int"/><property name="table" value="t_\${kind}"/><property name="kind" value="x"/>
${changeSet('<addColumn tableName="${table}"><column name="a" type="${type}"/></addColumn>')}`),
    };
    assert.equal(layoutOf(files).migrations[0]!.up[0]!.generated, 'ALTER TABLE t_x ADD a TEXT;');
  });

  it('asks the schema whether a change set runs', () => {
    const when = (preconditions: string, onFail = 'MARK_RAN') =>
      layoutOf({
        'changelog.xml': xml(changeSet(`<preConditions onFail="${onFail}">${preconditions}</preConditions><tagDatabase tag="x"/>`)),
      }).migrations[0]!.when;
    const table = { kind: 'exists', object: { kind: 'relation', name: 'a' } };
    assert.deepEqual(when('<tableExists tableName="A"/>'), table);
    assert.deepEqual(when('<not><tableExists tableName="a"/></not>', 'continue'), { kind: 'not', of: table });
    assert.deepEqual(when('<columnExists schemaName="s" tableName="a" columnName="userId"/>'), {
      kind: 'exists',
      object: { kind: 'column', name: 'userId', schema: 's', of: 'a' },
    });
    assert.deepEqual(when('<or><tableExists tableName="a"/><and><dbms type="postgresql"/><tableExists tableName="a"/></and></or>'), {
      kind: 'any',
      of: [table, table],
    });
    assert.deepEqual(when('<dbms type="oracle"/>'), { kind: 'constant', value: false });
    for (const always of [
      '<dbms type="oracle,postgresql"/>',
      '<sqlCheck expectedResult="0">SELECT 1</sqlCheck>',
      '<or><tableExists tableName="a"/><runningAs username="x"/></or>',
      '<not><sqlCheck expectedResult="0">SELECT 1</sqlCheck></not>',
    ])
      assert.equal(when(always), undefined, always);
    assert.equal(when('<tableExists tableName="a"/>', 'HALT'), undefined, 'whatever stops the run is taken to hold');
  });
});
