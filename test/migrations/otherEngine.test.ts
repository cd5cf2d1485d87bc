import { checkForeign, checkRoots, sql } from './detections';

describe('folders for another database', () => {
  const files = sql('migrations/0001_users.sql', 'migrations/0002_posts.sql');
  const toml = '[[d1_databases]]\nbinding = "DB"\ndatabase_name = "x"\n';
  const reason = (config: string): string => `${config} runs it on Cloudflare D1, which is SQLite`;

  it('are those that a worker runs on D1', () => {
    checkForeign({ ...files, 'wrangler.toml': toml }, [`migrations: ${reason('wrangler.toml')}`]);
    checkForeign({ ...sql('db/m/1_a.sql'), 'db/wrangler.jsonc': '{ /* x */ "d1_databases": [{ "migrations_dir": "./m" }], }' }, [
      `db/m: ${reason('db/wrangler.jsonc')}`,
    ]);
    checkForeign({ ...sql('out/1_a/migration.sql'), 'wrangler.json': '{"env":{"prod":{"d1_databases":[{"migrations_dir":"out"}]}}}' }, [
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
    checkForeign({ ...mybatis, [environment]: 'url=jdbc:mysql://x/y\n' }, [`db/scripts: ${environment} says mysql`]);
    checkRoots({ ...mybatis, [environment]: '#url=jdbc:mysql://x/y\nurl=jdbc:postgresql://x/y\n' }, ['mybatis db/scripts proof']);
    const play = { 'conf/evolutions/default/1.sql': '-- !Ups\nSELECT 1;\n' };
    const reason = 'conf/evolutions/default: conf/application.conf says mysql';
    checkForeign({ ...play, 'conf/application.conf': 'db.default.url = "jdbc:mysql://x/y"\n' }, [reason]);
    checkRoots({ ...play, 'conf/application.conf': 'db.default.url = "jdbc:h2:mem:x"\n' }, ['play conf/evolutions/default strong']);
    checkRoots({ ...play, 'conf/application.conf': 'db.default.url="jdbc:postgresql:x"\ndb.old.url="jdbc:mysql://x"\n' }, [
      'play conf/evolutions/default strong',
    ]);
    checkForeign({ ...sql('db/m/1.sql'), 'db/dbconfig.yml': 'development:\n  dialect: mysql\n  dir: m\n' }, [
      'db/m: db/dbconfig.yml says mysql',
    ]);
    checkForeign(sql('api/sqlite_migrations/1_a.sql', 'api/migrations-mysql/1_a.sql'), [
      'api/migrations-mysql: the name of the folder says so',
      'api/sqlite_migrations: the name of the folder says so',
    ]);
  });

  it('are named with the reason', () => {
    checkForeign(sql('db/mysql/1_a.sql', 'db/mysql/more/1_b.sql'), ['db/mysql: the name of the folder says so']);
    checkForeign({ 'db/1_a.sql': 'CREATE TABLE a (id int AUTO_INCREMENT);', 'db/2_b.sql': 'SELECT 1;' }, ['db: the statements say so']);
    checkForeign({ ...sql('m/0_a.sql'), 'm/meta/_journal.json': '{"dialect":"sqlite","entries":[]}' }, [
      'm: m/meta/_journal.json says sqlite',
    ]);
    checkForeign({ ...sql('m/1_a/migration.sql'), 'm/migration_lock.toml': 'provider = "mysql"' }, ['m: m/migration_lock.toml says mysql']);
  });
});
