import assert from 'node:assert/strict';
import { hasura } from '../../server/src/migrations/tools/hasura';
import { checkOther, checkRoots, sql } from './detections';
import { checkLayout, order, scaffolded } from './layouts';

const CONFIG = 'version: 3\nendpoint: http://localhost:8080\nmetadata_directory: metadata\n';

describe('Hasura', () => {
  it('orders folders by their numbers', () => {
    const names = ['1651234567890_b', '9_a', '1651234567889_c'].map((name) => `${name}/up.sql`);
    assert.deepEqual(order(hasura, names), ['9_a', '1651234567889_c', '1651234567890_b']);
  });

  it('reads folders, and the flat files of its first version', () => {
    checkLayout(
      hasura,
      {
        '1_a/up.sql': 'SELECT 1;',
        '1_a/down.sql': 'SELECT -1;',
        '2_b.up.sql': 'SELECT 2;',
        '2_b.up.yaml': '- type: run_sql\n  args: { sql: SELECT 22; }',
        '3_c/up.sql': '',
        '4_d/down.sql': '«SELECT -4;»',
        'x/up.sql': 'SELECT 9;',
      },
      [
        '1 a',
        '  up 1_a/up.sql driver: SELECT 1;',
        '  down 1_a/down.sql driver: SELECT -1;',
        '2 b',
        '  up 2_b.up.sql driver: SELECT 2;',
        '3 c',
        '  up 3_c/up.sql driver: ',
        '4 d',
        '  down 4_d/down.sql driver: SELECT -4;',
        '! 4_d/down.sql: There is no SQL that goes up to 4_d, so this down stands alone.',
      ],
    );
  });

  it('reads SQL in requests', () => {
    checkLayout(
      hasura,
      {
        '1_a.up.yaml':
          '- args:\n    sql: |-\n      SELECT 1;\n      SELECT 2;\n  type: run_sql\n- args: { name: a }\n  type: track_table\n- type: run_sql\n  args:\n    sql: "SELECT\\n3;"\n',
        '1_a.down.yaml': "- args:\n    sql: 'SELECT -1;'\n  type: run_sql\n",
        '2_b.up.yaml': '- type: track_table\n',
        '3_c.up.yaml': '{',
      },
      [
        '1 a',
        '  up 1_a.up.yaml driver: SELECT 1; SELECT 2;',
        '  up 1_a.up.yaml driver: SELECT 3;',
        '  down 1_a.down.yaml driver: SELECT -1;',
      ],
    );
    assert.equal(scaffolded(hasura, { '1_a.up.yaml': '- type: run_sql\n  args: { sql: SELECT 1; }\n' }, 'SELECT 2;\n'), undefined);
  });

  it('is proved by config.yaml, one root for each database', () => {
    const both = sql('h/migrations/default/1_a/up.sql', 'h/migrations/other/1_a/up.sql', 'h/migrations/other/1_a/down.sql');
    checkRoots({ ...both, 'h/config.yaml': CONFIG }, ['hasura h/migrations/default proof', 'hasura h/migrations/other proof']);
    checkRoots({ ...sql('m/1_a/up.sql'), 'config.yaml': 'version: 2\nendpoint: x\nmigrations_directory: ./m\n' }, ['hasura m proof']);
    checkRoots({ ...sql('migrations/1_a.up.sql'), 'config.yaml': 'endpoint: x\n' }, ['hasura migrations proof']);
  });

  it('is guessed by milliseconds, and never by the name of a config file alone', () => {
    checkRoots(sql('db/1651234567890_a/up.sql', 'db/1651234567890_a/down.sql'), ['hasura db guess']);
    checkRoots({ ...sql('migrations/1_a/up.sql'), 'config.yaml': 'theme: dark\n' }, ['diesel migrations guess']);
  });

  it('leaves databases of another kind alone', () => {
    const databases = (kind: string) => `- name: default\n  kind: ${kind}\n  configuration: {}\n`;
    const files = { ...sql('migrations/default/1_a/up.sql'), 'config.yaml': CONFIG };
    checkOther({ ...files, 'metadata/databases/databases.yaml': databases('mssql') }, [
      'migrations/default: SQL Server (Hasura runs these on mssql)',
    ]);
    checkRoots({ ...files, 'metadata/databases/databases.yaml': databases('postgres') }, ['hasura migrations/default proof']);
    checkRoots({ ...files, 'metadata/databases/databases.yaml': '- "!include x"\n' }, ['hasura migrations/default proof']);
  });

  it('writes down.sql into the folder', () => {
    assert.deepEqual(scaffolded(hasura, { '1_a/up.sql': 'SELECT 1;\r\n' }, 'SELECT 2;\n'), { '1_a/down.sql': 'SELECT 2;\r\n' });
  });
});
