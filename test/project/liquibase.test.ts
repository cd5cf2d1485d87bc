import assert from 'node:assert/strict';
import { hoverAt } from '../../server/src/language/hover';
import { createProject, type Project } from '../../server/src/project/project';
import type { Engine } from '../../server/src/schema/model/schema';
import { displayName, listTables } from '../../server/src/schema/queries';
import { changeSet, xml } from '../migrations/liquibase';
import { testEngine } from '../support/memoryProject';

const FILE = 'db/changelog/db.changelog-master.xml';

describe('a Liquibase changelog in a project', () => {
  let dialect: Engine;

  before(async () => {
    dialect = await testEngine();
  });

  const open = (files: Readonly<Record<string, string>>): Project => {
    const project = createProject([dialect]);
    project.update(new Map(Object.entries(files)));
    return project;
  };
  const tables = (project: Project): readonly string[] => {
    const { final } = project.roots()[0]!.history;
    return listTables(final).map((table) => `${displayName(final, table)}(${table.columns.map(({ name }) => name).join(', ')})`);
  };
  const table = (name: string, column = 'id'): string =>
    `<createTable tableName="${name}"><column name="${column}" type="bigint"/></createTable>`;

  it('reports findings about generated SQL at its element, without an edit', () => {
    const text = xml(
      [
        changeSet(table('users'), 'id="1" author="a"'),
        changeSet('<dropColumn tableName="users" columnName="nothing"/>', 'id="2" author="a"'),
        changeSet(
          '<addForeignKeyConstraint baseTableName="users" baseColumnNames="id" constraintName="fk" referencedTableName="users" referencedColumnNames="id"/>',
          'id="3" author="a"',
        ),
      ].join('\n'),
    );
    const project = open({ [FILE]: text });
    const findings = project.findings(project.roots()[0]!);
    assert.ok(
      findings.some(
        ({ rule, span }) =>
          rule === 'unknown-column' && text.slice(span.start, span.end) === '<dropColumn tableName="users" columnName="nothing"/>',
      ),
    );
    assert.ok(findings.some(({ rule }) => rule === 'fk-missing-index'));
    for (const { rule, span, fixes } of findings) {
      assert.match(text.slice(span.start, span.end), /^</, `${rule} stands at an element`);
      assert.deepEqual(
        fixes.filter(({ changes }) => changes.some(({ kind }) => kind === 'edit')),
        [],
        rule,
      );
    }
  });

  it('knows names in SQL that the changelog holds, and none in elements', () => {
    const sql = "\n  ALTER TABLE users ADD note text;\n  COMMENT ON COLUMN users.note IS 'x';\n";
    const text = xml([changeSet(table('users'), 'id="1" author="a"'), changeSet(`<sql>${sql}</sql>`, 'id="2" author="a"')].join('\n'));
    const [root] = open({ [FILE]: text }).roots();
    const hover = (at: string) => hoverAt(root!.history, FILE, text.indexOf(at) + 1);
    assert.deepEqual(text.slice(hover('users.note')!.span.start, hover('users.note')!.span.end), 'users');
    assert.equal(hover('createTable'), undefined);
  });

  it('replays a change set only where its preconditions hold', () => {
    const guarded = (condition: string, change: string, id: string): string =>
      changeSet(`<preConditions onFail="MARK_RAN">${condition}</preConditions>${change}`, `id="${id}" author="a"`);
    const project = open({
      [FILE]: xml(
        [
          guarded('<not><tableExists tableName="a"/></not>', table('a'), '1'),
          guarded('<not><tableExists tableName="a"/></not>', table('a', 'other'), '2'),
          guarded(
            '<columnExists tableName="a" columnName="id"/>',
            '<renameColumn tableName="a" oldColumnName="id" newColumnName="key"/>',
            '3',
          ),
          guarded('<columnExists tableName="a" columnName="id"/>', '<dropTable tableName="a"/>', '4'),
          guarded('<sqlCheck expectedResult="0">SELECT count(*) FROM a</sqlCheck>', table('b'), '5'),
        ].join('\n'),
      ),
    });
    assert.deepEqual(tables(project), ['a(key)', 'b(id)']);
    assert.deepEqual(
      project.findings(project.roots()[0]!).filter(({ severity }) => severity === 'error'),
      [],
    );
  });

  it('leaves a gap where code runs', () => {
    const project = open({ [FILE]: xml(changeSet(`${table('a')}<customChange class="x.Y"/><dropTable tableName="made_by_code"/>`)) });
    assert.deepEqual(
      project.roots()[0]!.history.final.gaps.map(({ reason }) => reason),
      ['code-migration'],
    );
    assert.deepEqual(
      project.findings(project.roots()[0]!).filter(({ severity }) => severity === 'error'),
      [],
    );
  });

  it('replaces properties, where SQL stands as well', () => {
    const project = open({
      [FILE]: xml(
        `<property name="name" value="people"/>${changeSet(`<sql>CREATE TABLE \${name} (id \${type});</sql>${table('a', '${name}_id')}`)}`,
      ),
      'migration-lens.json': '{ "roots": [{ "folder": "db/changelog", "placeholders": { "type": "uuid" } }] }',
    });
    assert.deepEqual(tables(project), ['a(people_id)', 'people(id)']);
  });

  it('answers after an edit as a project that was just opened', () => {
    const before = xml(
      [changeSet(table('a'), 'id="1" author="a"'), changeSet('<sql>CREATE TABLE b (id int);</sql>', 'id="2" author="a"')].join('\n'),
    );
    const edits = [
      before.replace('"a"/>', '"a"/>').replace('tableName="a"', 'tableName="longer"'),
      before.replace('<databaseChangeLog', '<!-- one\n more -->\n<databaseChangeLog'),
      before.replace('id int', 'id int, more text'),
      before.replace('<sql>', '<sql><![CDATA[').replace('</sql>', ']]></sql>'),
      before.replace('id int', 'id int CHECK (id &gt; 0)'),
      before.slice(0, -40),
      '',
      before,
    ];
    const project = open({ [FILE]: before });
    for (const text of edits) {
      project.roots();
      project.update(new Map([[FILE, text]]));
      const fresh = open({ [FILE]: text });
      const answers = (of: Project) => of.roots().map((root) => [of.findings(root).map(({ rule, span }) => [rule, span]), tables(of)]);
      assert.deepEqual(answers(project), answers(fresh));
    }
  });
});
