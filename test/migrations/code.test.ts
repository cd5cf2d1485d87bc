import assert from 'node:assert/strict';
import { flyway } from '../../server/src/migrations/tools/flyway';
import { golangMigrate } from '../../server/src/migrations/tools/golangMigrate';
import { goose } from '../../server/src/migrations/tools/goose';
import { createProject } from '../../server/src/project/project';
import { listTables } from '../../server/src/schema/queries';
import { testEngine } from '../support/memoryProject';
import { checkLayout } from './layouts';

describe('migrations in code beside those in SQL', () => {
  it('count for goose, which refuses a version in both', () => {
    checkLayout(
      goose,
      {
        '1_a.sql': '-- +goose Up\nSELECT 1;\n',
        '2_b.go': 'package migrations',
        '2_c.sql': '«-- +goose Up»\nSELECT 2;\n',
        '3_d_test.go': '',
        '0_e.go': '',
        'migrations.go': '',
      },
      [
        ...['1 a', '  up 1_a.sql on: SELECT 1;'],
        ...['2 b', '  up code 2_b.go', '  down code 2_b.go'],
        ...['2 c', '  up 2_c.sql on: SELECT 2;'],
        '! 2_c.sql: Version 2 belongs to 2_b.go already: goose refuses to run a folder in which a version occurs twice.',
      ],
    );
  });

  it('are halves of pairs', () => {
    checkLayout(
      golangMigrate,
      {
        '1_a.up.go': '',
        '1_a.down.sql': 'SELECT -1;',
        '2_b.up.sql': 'SELECT 2;',
        '2_b.down.go': '',
        '3_c.up.go': '',
        '4_d.down.sql': '«SELECT -4;»',
        'migrations.go': '',
      },
      [
        ...['1 a', '  down 1_a.down.sql driver: SELECT -1;', '  up code 1_a.up.go'],
        ...['2 b', '  up 2_b.up.sql driver: SELECT 2;', '  down code 2_b.down.go'],
        ...['3 c', '  up code 3_c.up.go'],
        ...['4 d', '  down 4_d.down.sql driver: SELECT -4;'],
        '! 4_d.down.sql: There is no SQL that goes up to 4_d, so this down stands alone.',
      ],
    );
  });

  it('are classes beside the resources of Flyway', () => {
    checkLayout(
      flyway,
      {
        'app/src/main/resources/db/migration/V1__a.sql': 'SELECT 1;',
        'app/src/main/resources/db/migration/V3__c.sql': '«SELECT 3;»',
        'app/src/main/java/db/migration/V2__b.java': '',
        'app/src/main/java/db/migration/V3__d.java': '',
        'app/src/main/java/db/migration/Helper.java': '',
        'app/src/main/java/db/other/V4__e.java': '',
        'app/src/main/kotlin/db/migration/R__f.kt': '',
      },
      [
        ...['1 a', '  up app/src/main/resources/db/migration/V1__a.sql on: SELECT 1;'],
        ...['2 b', '  up code app/src/main/java/db/migration/V2__b.java'],
        ...['3 d', '  up code app/src/main/java/db/migration/V3__d.java'],
        ...['3 c', '  up app/src/main/resources/db/migration/V3__c.sql on: SELECT 3;'],
        ...['repeatable f', '  up code app/src/main/kotlin/db/migration/R__f.kt'],
        '! app/src/main/resources/db/migration/V3__c.sql: Version 3 belongs to V3__d.java already: Flyway refuses to run a folder in which a version occurs twice.',
      ],
      'app/src/main/resources/db/migration',
    );
  });

  it('leave a gap in the schema, from their place on', async () => {
    const project = createProject([await testEngine()]);
    const files = {
      'migrations/1_a.sql': '-- +goose Up\nCREATE TABLE a (id bigint);\nALTER TABLE unknown ADD x text;\n-- +goose Down\nDROP TABLE a;\n',
      'migrations/2_b.go': 'package migrations',
      'migrations/3_c.sql': '-- +goose Up\nALTER TABLE b ADD x text;\n-- +goose Down\nALTER TABLE b DROP x;\n',
    };
    project.update(new Map(Object.entries(files)));
    const [root] = project.roots();
    assert.deepEqual(
      root!.history.migrations.map(({ after }) => after.gaps.map(({ reason, origin }) => `${reason} ${origin.file}`)),
      [[], ['code-migration migrations/2_b.go'], ['code-migration migrations/2_b.go']],
    );
    assert.deepEqual(
      listTables(root!.history.final).map(({ name }) => name),
      ['a'],
    );
    assert.deepEqual(
      project.findings(root!).flatMap(({ rule, file }) => (rule === 'unknown-table' ? [file] : [])),
      ['migrations/1_a.sql'],
    );
  });
});
