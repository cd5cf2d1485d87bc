import assert from 'node:assert/strict';
import { liquibase } from '../../server/src/migrations/tools/liquibase';
import { type Files, scaffolded, withoutTransaction } from './layouts';

describe('Liquibase edits', () => {
  it('writes a rollback where the language has its place', () => {
    const check = (files: Files, expected: string | undefined, body = 'DROP TABLE a;\nDROP TABLE b;\n'): void => {
      const [file] = Object.keys(files);
      assert.deepEqual(scaffolded(liquibase, files, body), expected === undefined ? undefined : { [file!]: expected });
    };
    const sql = '--liquibase formatted sql\n--changeset a:1\nCREATE TABLE a (id int);\n';
    check({ 'a.sql': sql }, `${sql.trimEnd()}\n--rollback DROP TABLE a;\n--rollback DROP TABLE b;\n`);
    check({ 'a.sql': sql }, `${sql.trimEnd()}\n--rollback empty\n`, '-- Nothing to undo.\n');
    const xml = (rollback: string): string =>
      `<databaseChangeLog>\n  <changeSet id="1" author="a">\n    <sql>SELECT 1</sql>\n  ${rollback}</changeSet>\n</databaseChangeLog>\n`;
    check({ 'changelog.xml': xml('') }, xml('  <rollback><![CDATA[\nDROP TABLE a;\nDROP TABLE b;\n]]></rollback>\n  '));
    const yaml = 'databaseChangeLog:\n- changeSet:\n    id: 1\n    author: a\n    changes:\n    - sql: SELECT 1\n';
    check({ 'changelog.yaml': yaml }, `${yaml.trimEnd()}\n    rollback:\n    - sql: |\n        DROP TABLE a;\n        DROP TABLE b;\n`);
    check({ 'changelog.yaml': 'databaseChangeLog:\n- changeSet: { id: 1, author: a, changes: [ { sql: SELECT 1 } ] }\n' }, undefined);
    check(
      { 'changelog.json': '{ "databaseChangeLog": [{ "changeSet": { "id": 1, "author": "a", "changes": [{ "sql": "SELECT 1" }] } }] }' },
      undefined,
    );
  });

  it('takes a change set out of its transaction', () => {
    const check = (file: string, before: string, after: string | undefined): void =>
      assert.deepEqual(withoutTransaction(liquibase, { [file]: before }), after === undefined ? undefined : { [file]: after });
    const sql = (attributes: string): string => `--liquibase formatted sql\n--changeset a:1${attributes}\nSELECT 1;\n`;
    check('a.sql', sql(' labels:x'), sql(' labels:x runInTransaction:false'));
    check('a.sql', sql(' runInTransaction:false'), undefined);
    const xml = (attributes: string): string =>
      `<databaseChangeLog><changeSet id="1" author="a"${attributes}><sql>SELECT 1</sql></changeSet></databaseChangeLog>`;
    check('changelog.xml', xml(''), xml(' runInTransaction="false"'));
    const yaml = (more: string): string =>
      `databaseChangeLog:\n- changeSet:\n    ${more}id: 1\n    author: a\n    changes:\n    - sql: SELECT 1\n`;
    check('changelog.yaml', yaml(''), yaml('runInTransaction: false\n    '));
  });
});
