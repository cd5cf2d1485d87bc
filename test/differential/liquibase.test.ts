import assert from 'node:assert/strict';
import { changeSet, layoutOf, xml } from '../migrations/liquibase';
import { type Server, sharedServer } from './server';

/** A changelog with every change type that becomes SQL. Changes without an automatic rollback are in change sets of their own. */
const CHANGE_SETS: readonly string[] = [
  `<createTable tableName="users" remarks="People">
     <column name="id" type="bigint" autoIncrement="true"><constraints primaryKey="true"/></column>
     <column name="email" type="varchar(255 CHAR)" remarks="Lower case"><constraints nullable="false" unique="true" uniqueConstraintName="uq"/></column>
     <column name="createdAt" type="datetime(3)" defaultValueComputed="CURRENT_TIMESTAMP"/>
     <column name="order" type="int" defaultValueNumeric="0"/>
     <column name="photo" type="blob"/>
     <column name="file" type="longblob"/>
     <column name="about" type="clob" defaultValue="it's"/>
     <column name="ok" type="boolean" defaultValueBoolean="true"/>
     <column name="key" type="java.sql.Types.VARCHAR(36)"/>
     <column name="price" type="currency" defaultValue="1"/>
     <column name="at" type="timestamp(6) with time zone" defaultValueDate="2024-01-02T03:04:05"/>
     <column name="tags" type="text[]"/>
   </createTable>`,
  `<createSequence sequenceName="numbers" startValue="5" incrementBy="50" cacheSize="0"/>`,
  `<createTable tableName="ORDERS">
     <column name="id" type="uuid" defaultValueComputed="gen_random_uuid()"><constraints primaryKey="true" primaryKeyName="pk_orders"/></column>
     <column name="line" type="smallint" autoIncrement="true" startWith="10" incrementBy="5"/>
     <column name="user_id" type="bigint"><constraints nullable="false" foreignKeyName="fk_user" references="users(id)" deleteCascade="true"/></column>
     <column name="number" type="bigint" defaultValueSequenceNext="numbers"/>
   </createTable>`,
  `<addColumn tableName="orders">
     <column name="state" type="varchar(10)" value="new"><constraints nullable="false"/></column>
     <column name="userId" type="bigint"><constraints unique="true" uniqueConstraintName="uq_user" foreignKeyName="fk_user2" references="users(id)"/></column>
   </addColumn>`,
  `<createIndex tableName="orders" indexName="i" unique="true"><column name="state" descending="true"/><column name="lower(state)"/></createIndex>`,
  `<addUniqueConstraint tableName="users" columnNames="key, order" constraintName="uq_key"/>
   <addDefaultValue tableName="users" columnName="key" defaultValue="k"/>
   <addNotNullConstraint tableName="users" columnName="key" defaultNullValue="k"/>
   <dropNotNullConstraint tableName="users" columnName="key"/>`,
  `<addForeignKeyConstraint baseTableName="orders" baseColumnNames="userId" referencedTableName="users" referencedColumnNames="id" constraintName="fk3" onDelete="SET NULL" onUpdate="RESTRICT" deferrable="true" initiallyDeferred="true"/>`,
  `<createView viewName="v" remarks="A view">SELECT id, email FROM users</createView>`,
  `<renameView oldViewName="v" newViewName="seen"/>`,
  `<renameColumn tableName="users" oldColumnName="email" newColumnName="mail"/>`,
  `<renameTable oldTableName="users" newTableName="people"/>`,
  `<renameSequence oldSequenceName="numbers" newSequenceName="counts"/>`,
  `<addCheckConstraint tableName="people" constraintName="ck" constraintBody="id &gt; 0"/>`,
  `<addLookupTable existingTableName="orders" existingColumnName="state" newTableName="states" newColumnName="name" newColumnDataType="varchar(10)"/>`,
];

const NO_WAY_BACK: readonly string[] = [
  `<createTable tableName="t"><column name="a" type="int"/><column name="b" type="text"/><column name="c" type="text"/><column name="d" type="int"/></createTable>`,
  `<createSequence sequenceName="own"/>`,
  `<insert tableName="t"><column name="a" valueNumeric="1"/><column name="b" value="x"/></insert>`,
  `<update tableName="t"><column name="b" value="y"/><where>a = 1</where></update>`,
  `<delete tableName="t"><where>a = 1</where></delete>`,
  `<modifyDataType tableName="t" columnName="b" newDataType="varchar(20)"/>`,
  `<mergeColumns tableName="t" column1Name="b" column2Name="c" joinString=" " finalColumnName="e" finalColumnType="text"/>`,
  `<addAutoIncrement tableName="t" columnName="a" startWith="3"/>`,
  `<addDefaultValue tableName="t" columnName="d" defaultValueSequenceNext="own"/>`,
  `<setTableRemarks tableName="t" remarks="It's"/>`,
  `<setColumnRemarks tableName="t" columnName="a" remarks="A"/>`,
  `<alterSequence sequenceName="own" incrementBy="7"/>`,
  `<addPrimaryKey tableName="t" columnNames="a"/>`,
  `<addUniqueConstraint tableName="t" columnNames="d" constraintName="u"/>`,
  `<dropUniqueConstraint tableName="t" constraintName="u"/>`,
  `<dropDefaultValue tableName="t" columnName="d"/>`,
  `<createView viewName="w" replaceIfExists="true">SELECT a FROM t</createView>`,
  `<dropView viewName="w"/>`,
  `<createProcedure>CREATE PROCEDURE p() LANGUAGE sql AS $$ DELETE FROM t $$</createProcedure>`,
  `<dropProcedure procedureName="p"/>`,
  `<createIndex tableName="t" indexName="i"><column name="d"/></createIndex>`,
  `<dropIndex tableName="t" indexName="i"/>`,
  `<dropColumn tableName="t"><column name="d"/><column name="e"/></dropColumn>`,
  `<createSequence sequenceName="other"/>`,
  `<dropSequence sequenceName="other"/>`,
  `<dropTable tableName="t" cascadeConstraints="true"/>`,
];

/** SQL statements of all parts of a direction. The downs run from the last change set to the first. */
function statements(changeSets: readonly string[], direction: 'up' | 'down'): readonly string[] {
  const content = changeSets.map((change, i) => changeSet(change, `id="${i}" author="ann"`)).join('\n');
  const files = { 'changelog.xml': xml(content) };
  const { migrations, problems } = layoutOf(files);
  assert.deepEqual(problems, []);
  const ordered = direction === 'up' ? migrations : [...migrations].reverse();
  return ordered.flatMap((migration) => {
    assert.notEqual(migration[direction].length, 0, `${migration.id} has a ${direction}`);
    return migration[direction].flatMap(({ generated, span }) =>
      (generated ?? files['changelog.xml'].slice(span.start, span.end)).split(/;(?:\n|$)/).filter((statement) => statement.trim() !== ''),
    );
  });
}

describe('what Liquibase changelogs become, and a real PostgreSQL', () => {
  let server: Server;

  before(async () => {
    server = await sharedServer();
  });
  beforeEach(() => server.reset());

  const accepted = async (script: readonly string[]): Promise<void> => {
    const found = await server.compare(script);
    if (found !== undefined) assert.fail([found.statement, ...found.lines].join('\n    '));
  };

  it('is accepted, and makes the schema of the model', () => accepted(statements(CHANGE_SETS, 'up')));

  it('is undone by the rollbacks that Liquibase derives', async () => {
    await accepted([...statements(CHANGE_SETS, 'up'), ...statements(CHANGE_SETS, 'down')]);
    assert.deepEqual(await server.facts(), ['schema public']);
  });

  it('is accepted where there is no rollback', () => accepted(statements(NO_WAY_BACK, 'up')));
});
