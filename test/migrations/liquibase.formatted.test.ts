import assert from 'node:assert/strict';
import { liquibase } from '../../server/src/migrations/tools/liquibase';
import { checkLayout, type Files } from './layouts';
import { HEAD, ids, xml } from './liquibase';

describe('Liquibase formatted SQL', () => {
  it('cuts a file at its change sets', () => {
    checkLayout(
      liquibase,
      {
        'a.sql': `${HEAD}
--changeset ann:1 runInTransaction:false
--comment: Users
CREATE TABLE users (id int);
--rollback DROP TABLE users;

-- changeset "ann b":create-index labels:x context:"a or b"
CREATE INDEX i ON users (id);
CREATE INDEX j ON users (id);
--rollback DROP INDEX i;
--rollback DROP INDEX j;
--changeset ann:3 runOnChange:true
SELECT 1;
`,
      },
      [
        '1 Users',
        '  up a.sql off: --comment: Users CREATE TABLE users (id int);',
        '  down a.sql off: DROP TABLE users;',
        'create-index a',
        '  up a.sql on: CREATE INDEX i ON users (id); CREATE INDEX j ON users (id);',
        '  down a.sql on: DROP INDEX i;',
        '  down a.sql on: DROP INDEX j;',
        'repeatable a',
        '  up a.sql on: SELECT 1;',
      ],
    );
  });

  it('runs what is for PostgreSQL', () => {
    const files = (attributes: string): Files => ({ 'a.sql': `${HEAD}--changeset a:1 ${attributes}\nSELECT 1;\n` });
    for (const [attributes, runs] of [
      ['dbms:postgresql', true],
      ['dbms:mysql,postgresql', true],
      ['dbms:!h2', true],
      ['dbms:all', true],
      ['dbms:mysql', false],
      ['dbms:!postgresql', false],
      ['dbms:none', false],
      ['ignore:true', false],
      ['context:mysql', false],
      ['context:"(h2 or oracle) and test"', false],
      ['contextFilter:!postgresql', false],
      ['context:postgresql,mysql', true],
      ['context:"not mysql"', true],
      ['context:test', true],
      ['context:"prod and !initial"', true],
    ] as const)
      assert.equal(ids(files(attributes)).length, runs ? 1 : 0, attributes);
  });

  it('runs what the context of an element lets in', () => {
    const files = {
      'changelog.xml': xml('<changeSet id="1" author="a" context="mysql"/><changeSet id="2" author="a" context="postgresql AND x"/>'),
    };
    assert.equal(ids(files).length, 1);
  });

  it('cuts statements where the change set says so', () => {
    checkLayout(
      liquibase,
      {
        'a.sql': `${HEAD}--changeset a:1 endDelimiter://
CREATE TABLE a (id int)
//
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$
//
--changeset a:2 endDelimiter:\\n/\\s*\\n|\\n/\\s*$
SELECT 1
/
SELECT 2
/
--changeset a:3 splitStatements:false
SELECT 3; SELECT 4;
--changeset a:4
SELECT 5
GO
SELECT 6
`,
      },
      [
        '1 a',
        '  up a.sql on: CREATE TABLE a (id int)',
        '  up a.sql on: CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$',
        '2 a',
        '  up a.sql on: SELECT 1',
        '  up a.sql on: SELECT 2',
        '3 a',
        '  up a.sql on: SELECT 3; SELECT 4;',
        '4 a',
        '  up a.sql on: SELECT 5',
        '  up a.sql on: SELECT 6',
      ],
    );
  });

  it('reads rollbacks on lines, in blocks, by name, and those that do nothing on purpose', () => {
    checkLayout(
      liquibase,
      {
        'a.sql': `${HEAD}--changeset a:1
CREATE TABLE a (id int);
--rollback DROP TABLE
--rollback   a
--rollback ;
--changeset a:2
DROP TABLE a;
--rollback changesetId:1 changesetAuthor:a
--changeset a:3
CREATE TABLE b (id int);
/* liquibase rollback
DROP TABLE b;
DROP TABLE c;
*/
--changeset a:4
INSERT INTO a VALUES (1);
--rollback empty
`,
      },
      [
        ...['1 a', '  up a.sql on: CREATE TABLE a (id int);', '  down a.sql on: DROP TABLE a ;'],
        ...['2 a', '  up a.sql on: DROP TABLE a;', '  down a.sql on: CREATE TABLE a (id int);'],
        ...['3 a', '  up a.sql on: CREATE TABLE b (id int);', '  down a.sql on: DROP TABLE b; DROP TABLE c;'],
        ...['4 a', '  up a.sql on: INSERT INTO a VALUES (1);'],
        '  down a.sql on: -- The changelog says that there is nothing to roll back.',
      ],
    );
  });

  it('reports text that Liquibase does not read as it was meant', () => {
    const line = 'Liquibase puts the lines of this block together';
    checkLayout(
      liquibase,
      {
        'a.sql': `${HEAD}«CREATE TABLE early (id int);»
--changeset a:1
CREATE TABLE a (id int);
«--rollback: DROP TABLE a;»
--changeset a:2
CREATE TABLE b (id int);
«-- rollback»
DROP TABLE b;
«--changeset a: 3»
SELECT 1;
--changeset a:4
CREATE TABLE c (id int);
/* liquibase rollback
«DROP TABLE c»
CASCADE;
«SELECT 1; -- one»
SELECT 2;
*/
--changeset a:5
«-changeset a:6»
--changeset a:7
SELECT 1;
«/* liquibase rollback»
SELECT 2;
`,
      },
      [
        ...['1 a', '  up a.sql on: CREATE TABLE a (id int); --rollback: DROP TABLE a;'],
        ...['2 a', '  up a.sql on: CREATE TABLE b (id int); -- rollback DROP TABLE b; --changeset a: 3 SELECT 1;'],
        ...['4 a', '  up a.sql on: CREATE TABLE c (id int);'],
        '  down a.sql on: DROP TABLE cCASCADE;SELECT 1; -- oneSELECT 2;',
        ...['5 a', '  up a.sql on: -changeset a:6'],
        ...['7 a', '  up a.sql on: SELECT 1;', '  down a.sql on: SELECT 2;'],
        '! a.sql: Liquibase never runs this: it stands in front of the first “--changeset”.',
        '! a.sql: Liquibase takes this for a comment: it wants a blank behind “--rollback”, and no colon.',
        '! a.sql: Liquibase takes this for a comment: the SQL of a rollback has to stand on the same line, and each further line needs a “--rollback” of its own.',
        '! a.sql: Liquibase refuses this line: it wants “--changeset author:id”, without a blank behind the colon.',
        `! a.sql: ${line} without a blank between them: it reads “cCASCADE”.`,
        `! a.sql: ${line}, so everything behind this “--” is a comment.`,
        '! a.sql: Liquibase refuses this line: “--changeset” begins with two dashes.',
        '! a.sql: Liquibase refuses a rollback that is not closed with “*/”.',
      ],
    );
  });

  it('leaves out lines on request, and refuses a change set without SQL', () => {
    checkLayout(
      liquibase,
      {
        'a.sql': `${HEAD}--changeset a:1
SELECT 1;
--ignoreLines:start
SELECT 2;
--ignoreLines:end
SELECT 3;
--ignoreLines:1
SELECT 4;
«--changeset a:2»
--changeset a:3
SELECT 5;
`,
      },
      [
        ...['1 a', '  up a.sql on: SELECT 1;', '  up a.sql on: SELECT 3;', '2 a', '  up a.sql on: ', '3 a', '  up a.sql on: SELECT 5;'],
        '! a.sql: Liquibase refuses a change set without SQL.',
      ],
    );
  });
});
