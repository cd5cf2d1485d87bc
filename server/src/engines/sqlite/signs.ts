import { columnOfType, type EngineSigns, sqlPattern } from '../../sql/signs';

export const sqlite: EngineSigns = {
  id: 'sqlite',
  name: 'SQLite',
  names: [
    'sqlite',
    'sqlite3',
    'libsql',
    'turso',
    'd1',
    'd1-http',
    'better-sqlite3',
    'bun-sqlite',
    'expo',
    'durable-sqlite',
    'sqlite+aiosqlite',
  ],
  words: ['sqlite', 'sqlite3', 'libsql'],
  ambiguousWords: ['d1', 'turso'],
  drivers: {
    go: [
      'github.com/mattn/go-sqlite3',
      'modernc.org/sqlite',
      'github.com/glebarez/sqlite',
      'github.com/glebarez/go-sqlite',
      'github.com/ncruces/go-sqlite3',
      'zombiezen.com/go/sqlite',
      'gorm.io/driver/sqlite',
    ],
    npm: ['sqlite3', 'better-sqlite3', 'sqlite', 'sql.js', '@libsql/client', 'expo-sqlite', 'node-sqlite3-wasm'],
    cargo: ['rusqlite', 'libsql', 'deadpool-sqlite', 'sqlx/sqlite', 'diesel/sqlite', 'sea-orm/sqlx-sqlite', 'refinery/rusqlite'],
    python: ['aiosqlite', 'pysqlite3', 'pysqlite3-binary', 'libsql-client', 'apsw'],
    composer: ['ext-sqlite3', 'ext-pdo_sqlite', 'ext-pdo-sqlite'],
    gem: ['sqlite3'],
    nuget: ['microsoft.data.sqlite', 'system.data.sqlite', 'microsoft.entityframeworkcore.sqlite', 'dbup-sqlite'],
    jvm: ['org.xerial/sqlite-jdbc'],
  },
  images: [],
  statements: {
    only: [
      sqlPattern('autoincrement'),
      sqlPattern('^pragma'),
      sqlPattern('\\) (?:strict , )?without rowid'),
      sqlPattern('^create (?:temp |temporary )?table .*\\) strict(?: ,| ;)'),
      sqlPattern('^create virtual table'),
      sqlPattern('^insert or (?:replace|ignore|abort|rollback|fail) into'),
      sqlPattern('(?:sqlite_\\w+|(?:strftime|julianday|unixepoch|randomblob|zeroblob|typeof) \\()'),
      sqlPattern("datetime \\( ''"),
      sqlPattern('blob (?:not null )?primary key'),
      // Other databases want EXECUTE or FOR EACH ROW here.
      sqlPattern(
        '^create (?:temp |temporary )?trigger (?:if not exists )?<name> (?:before |after |instead of )?(?:insert|delete|update(?: of <name>(?: , <name>)*)?) on <name> (?:when .* )?begin (?:insert|update|delete|select|replace)',
        'trigger',
      ),
      // A column without a type. PostgreSQL accepts it where a query fills the table.
      sqlPattern(
        '^create (?:temp |temporary )?table (?:if not exists )?<name> \\( <name> (?:primary key |unique |not null )*[,)](?!.* as )',
        'table',
      ),
    ],
    // PostgreSQL has no collation of this name, unless a migration creates one.
    mostly: [sqlPattern('collate (?:nocase|rtrim)')],
    shared: [
      // Any word may be a type, so types of other databases may occur.
      columnOfType('datetime|blob|tinyint|double'),
      columnOfType('mediumint|tinytext|mediumtext|longtext|tinyblob|mediumblob|longblob'),
      columnOfType('(?:tinyint|smallint|mediumint|int|integer|bigint|decimal|float|double)(?: \\( [\\d ,]+ \\))? unsigned'),
      columnOfType('(?:tinyint|smallint|int|bigint) \\( \\d+ \\)'),
      sqlPattern('`\\w+`'),
      sqlPattern('^replace into'),
      sqlPattern('ifnull \\('),
      sqlPattern('^create .*trigger .* for each row (?:when .* )?begin', 'trigger'),
    ],
    usual: [sqlPattern('integer(?: not null)? primary key'), columnOfType('integer|real')],
  },
};
