import { checkOther, checkRoots, sql } from './detections';

describe('folders for another database', () => {
  const files = sql('migrations/0001_users.sql', 'migrations/0002_posts.sql');
  const toml = '[[d1_databases]]\nbinding = "DB"\ndatabase_name = "x"\n';
  const reason = (config: string): string => `SQLite (${config} runs it on Cloudflare D1)`;

  it('are those that a worker runs on D1', () => {
    checkOther({ ...files, 'wrangler.toml': toml }, [`migrations: ${reason('wrangler.toml')}`]);
    checkOther({ ...sql('db/m/1_a.sql'), 'db/wrangler.jsonc': '{ /* x */ "d1_databases": [{ "migrations_dir": "./m" }], }' }, [
      `db/m: ${reason('db/wrangler.jsonc')}`,
    ]);
    checkOther({ ...sql('out/1_a/migration.sql'), 'wrangler.json': '{"env":{"prod":{"d1_databases":[{"migrations_dir":"out"}]}}}' }, [
      `out: ${reason('wrangler.json')}`,
    ]);
  });

  it('are not those of a worker that has another folder or no such database', () => {
    checkRoots({ ...files, 'wrangler.toml': `${toml}migrations_dir = "d1"\n` }, ['plain migrations guess']);
    checkRoots({ ...files, 'wrangler.toml': 'name = "x"\n' }, ['plain migrations guess']);
    checkRoots({ ...files, 'wrangler.jsonc': '{ "d1_databases": ' }, ['plain migrations guess']);
  });

  it('are not those with files for several, one of which is PostgreSQL', () => {
    const mysql = 'CREATE TABLE a (id int AUTO_INCREMENT);';
    const postgres = sql('m/1_a.postgres.up.sql', 'm/1_a.postgres.down.sql');
    checkRoots({ ...postgres, 'm/1_a.mysql.up.sql': mysql, 'm/2_b.mysql.up.sql': mysql, 'm/3_c.mysql.up.sql': mysql }, ['pop m strong']);
  });

  it('are those whose configuration names it', () => {
    const mybatis = sql('db/scripts/1_a.sql');
    const environment = 'db/environments/development.properties';
    checkOther({ ...mybatis, [environment]: 'url=jdbc:mysql://x/y\n' }, [`db/scripts: MySQL (${environment} says mysql)`]);
    checkRoots({ ...mybatis, [environment]: '#url=jdbc:mysql://x/y\nurl=jdbc:postgresql://x/y\n' }, ['mybatis db/scripts proof']);
    const play = { 'conf/evolutions/default/1.sql': '-- !Ups\nSELECT 1;\n' };
    const reason = 'conf/evolutions/default: MySQL (conf/application.conf says mysql)';
    checkOther({ ...play, 'conf/application.conf': 'db.default.url = "jdbc:mysql://x/y"\n' }, [reason]);
    checkRoots({ ...play, 'conf/application.conf': 'db.default.url = "jdbc:h2:mem:x"\n' }, ['play conf/evolutions/default strong']);
    checkRoots({ ...play, 'conf/application.conf': 'db.default.url="jdbc:postgresql:x"\ndb.old.url="jdbc:mysql://x"\n' }, [
      'play conf/evolutions/default strong',
    ]);
    checkOther({ ...sql('db/m/1.sql'), 'db/dbconfig.yml': 'development:\n  dialect: mysql\n  dir: m\n' }, [
      'db/m: MySQL (db/dbconfig.yml says mysql)',
    ]);
    checkOther(sql('api/sqlite_migrations/1_a.sql', 'api/migrations-mysql/1_a.sql'), [
      'api/migrations-mysql: MySQL (the name of the folder says so)',
      'api/sqlite_migrations: SQLite (the name of the folder says so)',
    ]);
  });

  it('are named with the reason', () => {
    checkOther(sql('db/mysql/1_a.sql', 'db/mysql/more/1_b.sql'), ['db/mysql: MySQL (the name of the folder says so)']);
    checkOther({ 'db/1_a.sql': 'CREATE TABLE a (id int AUTO_INCREMENT);', 'db/2_b.sql': 'SELECT 1;' }, [
      'db: MySQL (the statements say so)',
    ]);
    checkOther({ ...sql('m/0_a.sql'), 'm/meta/_journal.json': '{"dialect":"sqlite","entries":[]}' }, [
      'm: SQLite (m/meta/_journal.json says sqlite)',
    ]);
    checkOther({ ...sql('m/1_a/migration.sql'), 'm/migration_lock.toml': 'provider = "mysql"' }, [
      'm: MySQL (m/migration_lock.toml says mysql)',
    ]);
  });
});
