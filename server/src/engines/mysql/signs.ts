import { alterTableClause, columnOfType, type EngineSigns, sqlPattern } from '../../sql/signs';

/** A string, whose quotes may be double. */
const TEXT = `(?:''|"\\w*")`;
/** A column of an index, or its first letters. */
const KEY_PART = '(?!\\d)<name>(?: \\( \\d+ \\))?(?: asc| desc)?';

export const mysql: EngineSigns = {
  id: 'mysql',
  name: 'MySQL',
  names: [
    'mysql',
    'mysql2',
    'mysqlx',
    'mysqli',
    'pdo_mysql',
    'mysql+pymysql',
    'aurora-mysql',
    'percona',
    'planetscale',
    'vitess',
    'mysqlgdc',
  ],
  words: ['mysql', 'mysql2', 'mysql5', 'mysql8', 'percona'],
  drivers: {
    go: ['github.com/go-sql-driver/mysql', 'gorm.io/driver/mysql'],
    npm: ['mysql', 'mysql2', '@planetscale/database', 'serverless-mysql'],
    cargo: [
      'mysql',
      'mysql_async',
      'sqlx/mysql',
      'diesel/mysql',
      'diesel-async/mysql',
      'sea-orm/sqlx-mysql',
      'refinery/mysql',
      'refinery/mysql_async',
    ],
    python: ['pymysql', 'mysqlclient', 'mysql-connector-python', 'aiomysql', 'asyncmy'],
    composer: ['ext-mysqli', 'ext-pdo_mysql', 'ext-pdo-mysql'],
    gem: ['mysql2', 'trilogy'],
    nuget: ['mysql.data', 'mysqlconnector', 'pomelo.entityframeworkcore.mysql', 'dbup-mysql'],
    jvm: ['mysql/mysql-connector-java', 'com.mysql/mysql-connector-j', 'io.asyncer/r2dbc-mysql', 'io.quarkus/quarkus-jdbc-mysql'],
  },
  images: ['mysql', 'mysql-server', 'percona', 'percona-server'],
  statements: {
    only: [
      sqlPattern('auto_increment'),
      sqlPattern('^(?:create|alter) .*engine (?:= )?(?:innodb|myisam|memory|aria|rocksdb|ndb|ndbcluster|archive|csv)'),
      columnOfType(`(?:enum|set) \\( ${TEXT} (?:, ${TEXT} )*\\)`),
      sqlPattern('on update (?:current_timestamp|now \\( (?:\\d )?\\))'),
      sqlPattern('^drop index <name> on <name>'),
      sqlPattern('^create (?:fulltext|spatial) index <name> on'),
      // PostgreSQL names the method in front of the columns.
      sqlPattern('^create (?:unique )?index <name> (?:on <name> \\(.* \\) using (?:btree|hash)|using (?:btree|hash) on)', 'using'),
      // The first letters of a column. In PostgreSQL it would be a function of a number.
      sqlPattern('^create (?:unique )?index <name> on <name> \\( (?:[^()\\n]* , )?<name> \\( \\d+ \\) (?:asc |desc )?[,)]', 'index'),
      alterTableClause('modify (?:column )?<name> [a-z]+'),
      alterTableClause('change (?:column )?<name> <name> [a-z]+'),
      // Behind a number it is the length of a type: PostgreSQL takes `key` and `index` for names, as in `ADD key varchar(20)`.
      alterTableClause('add (?:unique |fulltext |spatial )?(?:index|key) (?:<name> )?(?:using btree )?\\( (?!\\d)[^ \\n]+'),
      alterTableClause(
        'add (?:column )?(?!(?:constraint|unique|primary|foreign|check|exclude) )<name> [a-z](?:[^,()\\n]|\\([^()\\n]*\\))* (?:after <name>|(?<!references )first)(?= [,;]| $)',
        'after|first',
      ),
      alterTableClause('drop (?:foreign key|index|key) (?!(?:cascade|restrict) )<name>|drop primary key'),
      sqlPattern('^create (?:[a-z]+ )?table .* , (?:unique|fulltext|spatial) (?:key|index) (?:<name> )?\\('),
      // PostgreSQL takes `key` and `index` for names of columns, as in `index geometry (point, 4326)`.
      sqlPattern(
        `^create (?:[a-z]+ )?table .* , (?:key|index) (?!geo)(?:<name> )?(?:using [a-z]+ )?\\( ${KEY_PART} (?:, ${KEY_PART} )*\\)`,
        'key|index',
      ),
      sqlPattern('(?:default )?(?:charset|character set) (?:= )?(?:utf8\\w*|latin1|ascii|binary)'),
      sqlPattern('collate (?:= )?"?(?:utf8\\w*|latin1_\\w+)"?'),
      sqlPattern("comment ''"),
      // An option behind the columns; elsewhere a comparison with a column of that name.
      sqlPattern("^create (?:[a-z]+ )?table .*\\) (?:[^()\\n]* )?comment = ''(?![^\\n]*[()])"),
      alterTableClause("comment = ''"),
      sqlPattern('^set names (?!default )[a-z]\\w*', 'names'),
      sqlPattern('^create .*trigger .* for each row set', 'trigger'),
      sqlPattern('^(?:/\\*!|delimiter|lock tables|unlock tables|set foreign_key_checks)'),
      sqlPattern('^show (?:columns|create|databases|engines|full|global|grants|index|keys|session|status|tables|variables|warnings)'),
      sqlPattern('^insert ignore'),
      sqlPattern('on duplicate key update'),
      sqlPattern('^rename table'),
    ],
    shared: [
      // SQLite accepts any word as a type.
      columnOfType('datetime|blob|tinyint|binary|varbinary|double|year'),
      columnOfType('mediumint|tinytext|mediumtext|longtext|tinyblob|mediumblob|longblob'),
      columnOfType('(?:tinyint|smallint|mediumint|int|integer|bigint|decimal|float|double)(?: \\( [\\d ,]+ \\))? unsigned'),
      columnOfType('(?:tinyint|smallint|int|bigint) \\( \\d+ \\)'),
      sqlPattern('<name> (?:binary|varbinary) \\( \\d+ \\)'),
      sqlPattern('`\\w+`'),
      sqlPattern('^replace into'),
      sqlPattern('^set @ ?\\w+ :?='),
      sqlPattern('ifnull \\('),
      sqlPattern('^create .*trigger .* for each row begin', 'trigger'),
    ],
    usual: [columnOfType('int')],
    refused: [
      // Double quotes are those of a string, and a key of a text needs a length.
      sqlPattern('^create (?:temporary )?table (?:if not exists )?"\\w*"'),
      sqlPattern('^create .*table .* (?:text|blob) (?:not null )?primary key', 'text|blob'),
    ],
  },
};

export const mariadb: EngineSigns = {
  id: 'mariadb',
  name: 'MariaDB',
  reads: 'mysql',
  names: ['mariadb', 'maria', 'mariadb+pymysql'],
  words: ['mariadb'],
  drivers: {
    npm: ['mariadb'],
    python: ['mariadb'],
    jvm: ['org.mariadb.jdbc/mariadb-java-client', 'org.mariadb/r2dbc-mariadb', 'io.quarkus/quarkus-jdbc-mariadb'],
  },
  images: ['mariadb'],
  statements: {
    only: [
      sqlPattern('(?:with|add|drop) system versioning', 'versioning'),
      sqlPattern('/\\*m!'),
      sqlPattern('default nextval \\( [a-z`]'),
      columnOfType('inet6|inet4'),
    ],
    // PostgreSQL has these, too.
    shared: [columnOfType('uuid'), sqlPattern('^(?:create|alter|drop) sequence')],
    usual: [],
  },
};
