import { columnOfType, type EngineSigns, NO_STATEMENTS, type StatementSigns, sqlPattern } from '../../sql/signs';

/*
 * Databases that are only recognised. A database with an entry `reads` is read as the engine that it names, once there is one.
 */

interface Other extends Partial<EngineSigns> {
  readonly id: string;
  readonly name: string;
}

/** The signs of a database. Settings, paths and images contain its id, unless `own` lists other words. */
function other({ id, ...own }: Other): EngineSigns {
  return { id, names: [id], words: [id], drivers: {}, images: [id], statements: NO_STATEMENTS, ...own };
}

const sqlServer: StatementSigns = {
  only: [
    sqlPattern('identity \\( \\d+ ,'),
    sqlPattern('^(?:create|alter|drop) table (?:if exists )?\\['),
    columnOfType('datetime2|uniqueidentifier|smalldatetime|datetimeoffset|(?:\\[ )?n?varchar(?: \\])? \\( max \\)'),
    columnOfType('nvarchar|nchar|ntext'),
    sqlPattern('(?:sysdatetime|getutcdate|getdate|newid) \\( \\)'),
  ],
  shared: [columnOfType('datetime|tinyint|binary|varbinary'), sqlPattern('^set @ ?\\w+ =')],
  usual: [],
};

const oracle: StatementSigns = {
  only: [
    columnOfType('varchar2|nvarchar2|number'),
    sqlPattern('default (?:sysdate|systimestamp)|(?:sysdate|systimestamp) (?:[-+] [\\d(]\\w*|from dual)'),
  ],
  shared: [columnOfType('blob|clob')],
  usual: [],
};

const clickhouse: StatementSigns = {
  only: [
    sqlPattern('^(?:create|attach) .*engine (?:= )?(?:\\w*mergetree|distributed|kafka|tinylog)'),
    sqlPattern('^(?:create|attach) .*engine = (?:log|null)'),
    sqlPattern('^(?:create|alter) table .* <name> (?:lowcardinality|nullable) \\('),
    // Behind the name of an index or a trigger, `cluster` is the table.
    sqlPattern(
      '^(?:create|alter|attach|detach|drop|optimize|rename|truncate) (?:table|database|dictionary|(?:materialized )?view) (?:if (?:not )?exists )?<name> on cluster',
    ),
    sqlPattern('^alter table <name> .*(?:materialize|type bloom_filter|type minmax)'),
  ],
  shared: [sqlPattern('`\\w+`')],
  usual: [],
};

/** The columns of an index. Numbers would be the length of a type. */
const COLUMNS = '\\( (?!\\d|point )<name>(?: asc| desc)?(?: , (?!\\d)<name>(?: asc| desc)?)* \\)';

/** What CockroachDB has beyond PostgreSQL. MySQL has its inline indexes. */
const cockroach: StatementSigns = {
  only: [
    sqlPattern('unique_rowid \\( \\)'),
    sqlPattern('storing \\( <name>'),
    sqlPattern('^create table .* , family (?:<name> )?\\( (?!point )<name> (?:, <name> )*\\)', 'family'),
    sqlPattern('^alter .* configure zone', 'configure'),
    sqlPattern('using hash with (?:bucket_count|\\( bucket_count)', 'bucket_count'),
  ],
  mostly: [
    sqlPattern(`^create table .* , (?:inverted )?index (?:<name> )?${COLUMNS}`, 'index'),
    sqlPattern(`^create table .* , unique index (?:<name> )?${COLUMNS}`, 'index'),
  ],
  // PostgreSQL takes it for the name of a type, as other databases do.
  shared: [columnOfType('string')],
  usual: [],
};

export const others: readonly EngineSigns[] = [
  other({
    id: 'cockroachdb',
    name: 'CockroachDB',
    reads: 'postgresql',
    names: ['cockroachdb', 'cockroach', 'crdb'],
    words: ['cockroachdb', 'cockroach', 'crdb'],
    images: ['cockroach'],
    statements: cockroach,
  }),
  other({
    id: 'yugabytedb',
    name: 'YugabyteDB',
    reads: 'postgresql',
    names: ['yugabytedb', 'yugabyte'],
    words: ['yugabytedb', 'yugabyte'],
    images: ['yugabyte'],
  }),
  other({ id: 'redshift', name: 'Amazon Redshift', reads: 'postgresql' }),
  other({ id: 'tidb', name: 'TiDB', reads: 'mysql' }),
  other({ id: 'singlestore', name: 'SingleStore', reads: 'mysql', names: ['singlestore', 'memsql'], words: ['singlestore', 'memsql'] }),
  other({
    id: 'sqlserver',
    name: 'SQL Server',
    names: ['sqlserver', 'mssql', 'sql_server', 'jtds', 'azuresql', 'mssql+pyodbc'],
    words: ['sqlserver', 'mssql'],
    drivers: {
      go: ['github.com/microsoft/go-mssqldb', 'github.com/denisenkom/go-mssqldb'],
      npm: ['mssql', 'tedious'],
      cargo: ['tiberius', 'refinery/tiberius'],
      python: ['pymssql'],
      gem: ['tiny_tds', 'activerecord-sqlserver-adapter'],
      nuget: ['microsoft.data.sqlclient', 'system.data.sqlclient', 'microsoft.entityframeworkcore.sqlserver', 'dbup-sqlserver'],
      jvm: ['com.microsoft.sqlserver/mssql-jdbc'],
    },
    images: ['mssql/server', 'azure-sql-edge'],
    statements: sqlServer,
  }),
  other({
    id: 'oracle',
    name: 'Oracle',
    words: [],
    ambiguousWords: ['oracle'],
    drivers: {
      npm: ['oracledb'],
      python: ['oracledb', 'cx-oracle'],
      nuget: ['oracle.manageddataaccess.core'],
      jvm: ['com.oracle.database.jdbc/ojdbc11', 'com.oracle.database.jdbc/ojdbc8'],
    },
    images: ['oracle-xe', 'oracle-free'],
    statements: oracle,
  }),
  other({ id: 'clickhouse', name: 'ClickHouse', images: ['clickhouse-server', 'clickhouse'], statements: clickhouse }),
  other({ id: 'h2', name: 'H2', isStandIn: true, words: [], ambiguousWords: ['h2'] }),
  other({ id: 'hsqldb', name: 'HSQLDB', isStandIn: true, names: ['hsqldb', 'hsql'] }),
  other({ id: 'derby', name: 'Derby', isStandIn: true, words: [], ambiguousWords: ['derby'] }),
  ...(
    [
      ['bigquery', 'BigQuery'],
      ['cassandra', 'Cassandra'],
      ['databricks', 'Databricks'],
      ['duckdb', 'DuckDB'],
      ['firebird', 'Firebird'],
      ['informix', 'Informix'],
      ['snowflake', 'Snowflake'],
      ['spanner', 'Spanner'],
      ['sybase', 'Sybase'],
      ['vertica', 'Vertica'],
    ] as const
  ).map(([id, name]) => other({ id, name, words: [], ambiguousWords: [id] })),
  // A folder `db2` is a second database as a rule.
  other({ id: 'db2', name: 'Db2', words: [] }),
  other({ id: 'mongodb', name: 'MongoDB', names: ['mongodb', 'mongo'], words: [] }),
];
