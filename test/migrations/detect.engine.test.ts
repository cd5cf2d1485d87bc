import assert from 'node:assert/strict';
import { isWatched } from '../../server/src/migrations/watched';
import { checkEngines as check, neutral, written } from './detections';
import type { Files } from './layouts';

const NOTHING = ['m: PostgreSQL (-)'];

describe('the engine of a root, by what is around it', () => {
  const driver = (file: string, text: string, database: string): Mocha.Test =>
    it(`${file}: ${text.replace(/\s+/g, ' ').slice(0, 80)}`, () => {
      check({ ...neutral, [file]: text }, database === '' ? NOTHING : [`m: ${database} (${file} has a driver for it)`]);
    });
  driver('go.mod', 'module x\n\nrequire (\n\tgithub.com/go-sql-driver/mysql v1.7.1\n)\n', 'MySQL');
  driver('go.mod', 'module x\n\nrequire modernc.org/sqlite v1.29.0\n', 'SQLite');
  driver('go.mod', 'require (\n\tgithub.com/mattn/go-sqlite3 v1.14.0 // indirect\n)\n', '');
  driver('go.mod', 'require (\n\tgithub.com/mattn/go-sqlite3 v1.14.0\n\tgithub.com/lib/pq v1.10.0\n)\n', '');
  driver('package.json', '{ "dependencies": { "mysql2": "3" } }', 'MySQL');
  driver('package.json', '{ "dependencies": { "mysql2": "3", "pg": "8" } }', '');
  driver('package.json', '{ "dependencies": { "pg": "8" }, "devDependencies": { "better-sqlite3": "9" } }', 'PostgreSQL');
  driver('package.json', '{ "dependencies": ', '');
  driver('Cargo.toml', '[dependencies]\nsea-orm = { version = "0.8", features = ["sqlx-mysql"] }\n', 'MySQL');
  driver('Cargo.toml', '[dependencies]\nrusqlite = "0.31"\n', 'SQLite');
  driver('Cargo.toml', '[features]\npg = ["sea-orm/sqlx-postgres"]\nlite = ["sea-orm?/sqlx-sqlite"]\n', '');
  driver('requirements.txt', 'PyMySQL==1.1.0\n', 'MySQL');
  driver('pyproject.toml', '[project]\ndependencies = ["psycopg[binary]>=3", "flask"]\n', 'PostgreSQL');
  driver('composer.json', '{ "require": { "ext-pdo_mysql": "*" } }', 'MySQL');
  driver('Gemfile', "source 'x'\ngem 'trilogy'\n", 'MySQL');
  driver('m/App.csproj', '<PackageReference Include="Microsoft.Data.Sqlite" Version="8" />', 'SQLite');
  driver('Pipfile', '[packages]\nflask = "*"\nPyMySQL = "*"\n', 'MySQL');
  const dependency = (group: string, artifact: string, scope = 'runtime'): string =>
    `<dependency>\n<groupId>${group}</groupId>\n<artifactId>${artifact}</artifactId>\n<scope>${scope}</scope>\n</dependency>`;
  driver('pom.xml', dependency('com.mysql', 'mysql-connector-j'), 'MySQL');
  driver('pom.xml', dependency('org.postgresql', 'postgresql') + dependency('org.xerial', 'sqlite-jdbc', 'test'), 'PostgreSQL');
  driver('pom.xml', `<dependencyManagement>${dependency('com.mysql', 'mysql-connector-j')}</dependencyManagement>`, '');
  driver('pom.xml', `<!-- ${dependency('com.mysql', 'mysql-connector-j')} -->`, '');
  driver('build.gradle', "dependencies {\n  runtimeOnly 'org.xerial:sqlite-jdbc:3.45.0.0'\n}\n", 'SQLite');
  driver('build.gradle', "dependencies {\n  // runtimeOnly 'org.xerial:sqlite-jdbc:3.45.0.0'\n}\n", '');
  driver('build.gradle', "runtimeOnly group: 'com.mysql', name: 'mysql-connector-j', version: '8.3.0'\n", 'MySQL');
  driver(
    'build.gradle.kts',
    'runtimeOnly("org.mariadb.jdbc:mariadb-java-client")\ntestImplementation("org.postgresql:postgresql:42")',
    'MariaDB',
  );
  driver('deps.edn', '{:deps {org.mariadb.jdbc/mariadb-java-client {:mvn/version "3"}}}', 'MariaDB');

  it('asks the nearest manifest with a driver', () => {
    const files = { 'a/m/1_a.sql': neutral['m/1_a.sql']!, 'a/m/2_b.sql': neutral['m/2_b.sql']! };
    const root = { 'package.json': '{ "dependencies": { "mysql2": "3" } }' };
    check({ ...files, ...root, 'a/package.json': '{ "dependencies": { "left-pad": "1" } }' }, [
      'a/m: MySQL (package.json has a driver for it)',
    ]);
    check({ ...files, ...root, 'a/package.json': '{ "dependencies": { "pg": "8" } }' }, [
      'a/m: PostgreSQL (a/package.json has a driver for it)',
    ]);
    check({ ...files, 'b/package.json': root['package.json'] }, ['a/m: PostgreSQL (-)']);
  });

  it('hears the template of the environment, the nearest one before drivers, and never the environment itself', () => {
    const example = (file: string, text: string): Files => ({ ...neutral, [file]: text });
    check(example('.env.example', 'PORT=1\nDATABASE_URL="mysql://root@localhost/x"\n'), ['m: MySQL (.env.example names it)']);
    check(example('m/.env.sample', 'export DATABASE_URL=file:./dev.db'), ['m: SQLite (m/.env.sample names it)']);
    check(example('.env.template', 'GOOSE_DRIVER=sqlite3\nGOOSE_DBSTRING=./x.db'), ['m: SQLite (.env.template names it)']);
    check(example('.env.example', 'DATABASE_URL=jdbc:mariadb://h/x'), ['m: MariaDB (.env.example names it)']);
    check(example('.env.example', '# DATABASE_URL=mysql://h/x\nDATABASE_URL=${OTHER}'), NOTHING);
    const driver = '{ "dependencies": { "better-sqlite3": "9" } }';
    check({ ...example('.env.example', 'DATABASE_URL=postgres://h/x'), 'package.json': driver }, ['m: PostgreSQL (.env.example names it)']);
    check({ ...example('.env.example', 'DATABASE_URL=postgres://h/x'), 'm/package.json': driver }, [
      'm: SQLite (m/package.json has a driver for it)',
    ]);
    for (const secret of ['.env', 'm/.env', '.env.local', '.env.production']) assert.ok(!isWatched(secret), secret);
  });

  it('asks compose files where no driver tells, and takes the version of them', () => {
    const compose = (...images: readonly string[]): string =>
      `services:\n${images.map((image, i) => `  s${i}:\n    image: ${image}\n`).join('')}`;
    check({ ...neutral, 'compose.yaml': compose('mariadb:10.11', 'redis:7') }, ['m: MariaDB (compose.yaml runs it) 10.11']);
    check({ ...neutral, 'docker-compose.dev.yml': compose('"registry.local:5000/library/mysql:8.4-oracle"') }, [
      'm: MySQL (docker-compose.dev.yml runs it) 8.4',
    ]);
    check({ ...neutral, 'compose.yml': compose('postgres:16-alpine', 'mysql:8') }, NOTHING);
    check({ ...written('CREATE TABLE b (id serial);'), 'compose.yml': compose('postgres:16-alpine') }, [
      'm: PostgreSQL (the statements say so) 16',
    ]);
    check({ ...written('CREATE TABLE b (id serial);'), 'compose.yml': compose('cockroachdb/cockroach:v23.1.0') }, [
      'm: CockroachDB (compose.yml runs it) 23.1.0',
    ]);
    const mysql = 'CREATE TABLE b (id int AUTO_INCREMENT);';
    check({ 'm/1_a.sql': mysql, 'm/2_b.sql': mysql, 'compose.yml': compose('cockroachdb/cockroach:v23.1.0') }, [
      'm: MySQL (the statements say so)',
    ]);
    check({ ...neutral, 'compose.yml': compose('mysql:8'), 'go.mod': 'require (\n\tgithub.com/lib/pq v1.10.0\n)\n' }, [
      'm: PostgreSQL (go.mod has a driver for it)',
    ]);
  });

  it('hears names of folders and files', () => {
    const sql = 'CREATE TABLE a (id bigint);';
    check(
      {
        'db/migrations_sqlite/1_a.sql': sql,
        'db/migrations-mariadb/1_a.sql': sql,
        'db/migrations/postgres/1_a.sql': sql,
        'db/migrations/postgres/2_b.sql': sql,
      },
      [
        'db/migrations-mariadb: MariaDB (the name of the folder says so)',
        'db/migrations/postgres: PostgreSQL (the name of the folder says so)',
        'db/migrations_sqlite: SQLite (the name of the folder says so)',
      ],
    );
    check({ 'oracle/m/1_a.sql': sql, 'oracle/m/2_b.sql': sql }, ['oracle/m: PostgreSQL (-)']);
    check({ 'db1/1_a.sql': sql, 'db1/2_b.sql': sql, 'db2/1_a.sql': sql, 'db2/2_b.sql': sql }, [
      'db1: PostgreSQL (-)',
      'db2: PostgreSQL (-)',
    ]);
    check({ 'm/1_a.sqlite.sql': sql, 'm/2_b.sqlite.sql': sql }, ['m: SQLite (the names of the files say so)']);
    check({ 'm/1_a.sqlite.sql': sql, 'm/2_b.sql': sql }, NOTHING);
  });
});

describe('the engine of a root, by the settings of its tool', () => {
  const prisma = { 'p/migrations/1_a/migration.sql': 'CREATE TABLE `a` (id int AUTO_INCREMENT);' };

  it('settles it against everything else', () => {
    check({ ...prisma, 'p/migrations/migration_lock.toml': 'provider = "postgresql"' }, [
      'p/migrations: PostgreSQL (p/migrations/migration_lock.toml says postgresql)',
    ]);
    check({ ...prisma, 'p/migrations/migration_lock.toml': 'provider = "cockroachdb"' }, [
      'p/migrations: CockroachDB (p/migrations/migration_lock.toml says cockroachdb)',
    ]);
    check({ 'db/001_a.sql': 'CREATE TABLE `a` (b int AUTO_INCREMENT);', 'db/tern.conf': '' }, [
      'db: PostgreSQL (tern knows no other database)',
    ]);
  });

  it('finds them beside the tool that has none of its own', () => {
    const step = { 'p/migrations/1_a/migration.sql': 'CREATE TABLE a (id int PRIMARY KEY);' };
    const schema = (provider: string): string =>
      `generator x {\n  provider = "y"\n}\ndatasource db { // provider = "z"\n  provider = "${provider}"\n}\n`;
    check({ ...step, 'p/schema.prisma': schema('sqlite') }, ['p/migrations: SQLite (p/schema.prisma says sqlite)']);
    check({ ...step, 'p/schema.prisma': schema('mysql'), 'p/migrations/migration_lock.toml': 'provider = "postgresql"' }, [
      'p/migrations: PostgreSQL (p/migrations/migration_lock.toml says postgresql)',
    ]);
    const sqls = { 'migrations/sqls/1-a-up.sql': 'CREATE TABLE a (id int);', 'migrations/sqls/1-a-down.sql': 'DROP TABLE a;' };
    check({ ...sqls, 'migrations/1-a.js': '', 'database.json': '{ "defaultEnv": "dev", "dev": { "driver": "mysql" } }' }, [
      'migrations: MySQL (database.json says mysql)',
    ]);
    check({ ...neutral, 'database.json': '{ "dev": { "driver": "mysql" } }' }, NOTHING);
    check({ ...sqls, 'database.json': '{ "dev": { "driver": { "ENV": "DRIVER" } } }' }, ['migrations: PostgreSQL (-)']);
    const sqlc = (engine: string, schema: string): string => `version: "2"\nsql:\n  - engine: ${engine}\n    schema: ${schema}\n`;
    check({ ...neutral, 'sqlc.yaml': sqlc('mysql', '"m"') }, ['m: MySQL (sqlc.yaml says mysql)']);
    check({ ...neutral, 'sqlc.yml': sqlc('sqlite', '["other", "./m/1_a.sql"]') }, ['m: SQLite (sqlc.yml says sqlite)']);
    check({ ...neutral, 'sqlc.yaml': sqlc('mysql', 'db') }, NOTHING);
    check({ ...neutral, 'sqlc.yaml': sqlc('mysql', 'm/mysql/1_a.sql') }, NOTHING);
    check({ ...neutral, 'sqlc.json': '{ "packages": [{ "engine": "mysql", "schema": "m/" }] }' }, ['m: MySQL (sqlc.json says mysql)']);
  });

  it('leaves the choice to the statements where it has several', () => {
    const config = (...dialects: readonly string[]): Files => ({
      'dbconfig.yml': dialects.map((dialect) => `${dialect}:\n  dialect: ${dialect}\n  dir: m\n`).join(''),
    });
    check({ ...neutral, ...config('sqlite3', 'postgres') }, ['m: PostgreSQL (dbconfig.yml says postgres)']);
    check({ ...neutral, ...config('mysql', 'sqlite3') }, ['m: MySQL (dbconfig.yml says mysql)']);
    check({ ...written('PRAGMA x;'), ...config('mysql', 'sqlite3') }, ['m: SQLite (the statements say so)']);
    check({ ...neutral, ...config('no-such-database') }, NOTHING);
  });

  it('reads addresses', () => {
    const flyway = { 'src/main/resources/db/V1__a.sql': 'CREATE TABLE a (id bigint);' };
    const folder = 'src/main/resources/db';
    const file = 'src/main/resources/application.yml';
    const url = (...urls: readonly string[]): Files => ({ ...flyway, [file]: urls.map((each, i) => `url${i}: ${each}\n`).join('') });
    check(url('jdbc:mysql://x/y'), [`${folder}: MySQL (${file} says mysql)`]);
    check(url('jdbc:tc:postgresql:16:///x'), [`${folder}: PostgreSQL (${file} says postgresql)`]);
    check(url('jdbc:h2:mem:x', '# jdbc:mysql://x'), [`${folder}: PostgreSQL (-)`]);
    check(url('jdbc:mysql://x', 'jdbc:postgresql://x'), [`${folder}: PostgreSQL (${file} says postgresql)`]);
  });
});

describe('roots of several engines', () => {
  const mysql = 'CREATE TABLE a (id int AUTO_INCREMENT PRIMARY KEY);';

  it('stand beside each other, and one that is not read takes no folder below it away', () => {
    check({ 'db/V1__a.sql': mysql, 'db/postgres/V1__a.sql': 'CREATE TABLE a (id bigint);' }, [
      'db: MySQL (the statements say so)',
      'db/postgres: PostgreSQL (the name of the folder says so)',
    ]);
    check({ 'db/mysql/1_a/up.sql': mysql, 'db/mysql/2_b/up.sql': mysql }, ['db/mysql: MySQL (the name of the folder says so)']);
  });
});
