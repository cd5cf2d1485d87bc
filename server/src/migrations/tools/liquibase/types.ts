/** A data type of a changelog, as Liquibase understands it. */
export interface DataType {
  /** The kind of values, which decides how a default is written. */
  readonly family: 'text' | 'number' | 'boolean' | 'time' | 'raw' | 'other';
  /** The type in PostgreSQL's SQL. */
  readonly sql: string;
  /** `serial` and the like become an identity in CREATE TABLE. */
  readonly isSerial: boolean;
}

interface Written {
  readonly definition: string;
  readonly name: string;
  readonly parameters: readonly string[];
  /** Words after the name: `with time zone`, `precision`. */
  readonly words: string;
}

type Writer = (written: Written) => string;

/**
 * The PostgreSQL type for a type in a changelog (Liquibase's DataTypeFactory and the classes in `datatype/core`). Liquibase writes an
 * unknown type in upper case.
 */
export function dataType(definition: string): DataType {
  const written = read(definition.trim());
  const known = byAlias.get(written.name.toLowerCase().replace(' ', '_'));
  // Liquibase does not know arrays; PostgreSQL accepts them as written.
  if (/\[\s*\d*\s*\]\s*$/.test(definition) || /^interval\b/i.test(definition) || definition.startsWith('${'))
    return { family: 'other', sql: definition.trim(), isSerial: false };
  if (known === undefined) return { family: 'other', sql: spelled(written.name.toUpperCase(), written), isSerial: false };
  return { family: known.family, sql: known.sql(written), isSerial: /serial/i.test(definition) && known.family === 'number' };
}

/** Types of two words, which are not split at the blank. */
const TWO_WORDS = /^(?:bit varying|character varying|long varchar|long nvarchar|long binary|long varbinary)/i;

function read(definition: string): Written {
  const bare = definition
    .replace(/\s*\(.*\)/s, '')
    .replace(/\s*\{.*/s, '')
    .replace(/\s+identity$/i, '')
    .replace(/^(["`'])([^"`']*)\1/, '$2')
    .replace(/^\[([^[\]]*)\]/, '$1')
    .trim();
  const parameters = (/\(([^)]*)\)/.exec(definition)?.[1] ?? '')
    .split(',')
    .map((parameter) => parameter.trim())
    .filter((parameter) => parameter !== '');
  if (TWO_WORDS.test(bare)) return { definition, name: bare.replace(/\s+/g, ' '), parameters, words: '' };
  const [name = '', ...words] = bare.split(/\s+/);
  return { definition, name, parameters, words: words.join(' ') };
}

function spelled(name: string, { parameters, words }: Written): string {
  return `${name}${parameters.length === 0 ? '' : `(${parameters.join(', ')})`}${words === '' ? '' : ` ${words}`}`;
}

const plain =
  (name: string): Writer =>
  (written) =>
    spelled(name, written);
const always =
  (sql: string): Writer =>
  () =>
    sql;
const withWords =
  (sql: string): Writer =>
  ({ words }) =>
    words === '' ? sql : `${sql} ${words}`;

/** `(255 CHAR)` is Oracle's. Java's largest length stands for no length. */
const characters =
  (name: string): Writer =>
  (written) => {
    const [length] = written.parameters;
    if (length === undefined || written.parameters.length > 1) return spelled(name, written);
    const bare = length.replace(/(?<=\d)\s*(?:char|byte)$/i, '');
    return bare === '2147483647' ? 'CHARACTER VARYING' : spelled(name, { ...written, parameters: [bare] });
  };

const numeric: Writer = ({ parameters }) =>
  parameters.length === 0 || Number(parameters[0]) > 1000 ? 'numeric' : `numeric(${parameters.join(', ')})`;

const zoned = (definition: string): boolean => /tz|with time ?zone|timestamp_with_timezone/i.test(definition);

const dateTime: Writer = ({ definition, parameters }) => {
  const precision = parameters.length === 2 ? parameters[1] : parameters[0];
  return `TIMESTAMP${precision === undefined ? '' : `(${precision})`} ${zoned(definition) ? 'WITH' : 'WITHOUT'} TIME ZONE`;
};

const timestamp: Writer = (written) => {
  const [precision] = written.parameters;
  const base = precision === undefined ? 'TIMESTAMP' : `TIMESTAMP(${Math.min(Number(precision) || 0, 6)})`;
  if (zoned(written.definition)) return `${base} WITH TIME ZONE`;
  return written.words === '' ? dateTime(written) : `${base} ${written.words.replace(/timezone/i, 'TIME ZONE')}`;
};

const time: Writer = ({ definition, parameters }) => {
  const precision = parameters.length >= 2 ? parameters[1] : parameters[0];
  return `TIME${precision === undefined ? '' : `(${precision})`} ${zoned(definition) ? 'WITH' : 'WITHOUT'} TIME ZONE`;
};

/** `blob` is `oid`, a large object, as Hibernate expects. All others are `bytea` (BlobType.java). */
const blob: Writer = ({ definition }) => (/^(?:blob|java\.sql\.types\.blob$)/i.test(definition) ? 'OID' : 'BYTEA');

const truth: Writer = (written) =>
  /^bit/i.test(written.definition) ? spelled('BIT', { ...written, words: '' }) : plain('BOOLEAN')(written);
const float: Writer = (written) => (/^real$/i.test(written.definition) ? 'REAL' : plain('FLOAT')(written));

const TYPES: readonly { readonly names: string; readonly family: DataType['family']; readonly sql: Writer }[] = [
  {
    names: 'bigint java.sql.types.bigint java.math.biginteger java.lang.long integer8 bigserial serial8 int8',
    family: 'number',
    sql: withWords('BIGINT'),
  },
  { names: 'int integer java.sql.types.integer java.lang.integer serial int4 serial4', family: 'number', sql: always('INTEGER') },
  { names: 'smallint java.sql.types.smallint int2 smallserial tinyint java.sql.types.tinyint', family: 'number', sql: always('SMALLINT') },
  { names: 'mediumint', family: 'number', sql: plain('MEDIUMINT') },
  {
    names:
      'blob longblob longvarbinary java.sql.types.blob java.sql.types.longblob java.sql.types.longvarbinary java.sql.types.varbinary java.sql.types.binary varbinary binary image tinyblob mediumblob long_binary long_varbinary',
    family: 'raw',
    sql: blob,
  },
  { names: 'boolean java.sql.types.boolean java.lang.boolean bit bool', family: 'boolean', sql: truth },
  { names: 'char java.sql.types.char bpchar character', family: 'text', sql: characters('CHAR') },
  { names: 'nchar java.sql.types.nchar nchar2', family: 'text', sql: characters('NCHAR') },
  { names: 'varchar java.sql.types.varchar java.lang.string varchar2 character_varying', family: 'text', sql: characters('VARCHAR') },
  {
    names: 'nvarchar java.sql.types.nvarchar nvarchar2 national',
    family: 'text',
    sql: (written) => spelled('VARCHAR', { ...written, words: '' }),
  },
  {
    names:
      'clob longvarchar text longtext java.sql.types.longvarchar java.sql.types.clob nclob longnvarchar ntext java.sql.types.longnvarchar java.sql.types.nclob tinytext mediumtext long_varchar long_nvarchar',
    family: 'text',
    sql: always('TEXT'),
  },
  { names: 'currency money smallmoney', family: 'raw', sql: always('DECIMAL') },
  { names: 'datetime java.sql.types.datetime java.util.date smalldatetime datetime2', family: 'time', sql: dateTime },
  {
    names: 'timestamp java.sql.types.timestamp java.sql.types.timestamp_with_timezone java.sql.timestamp timestamptz',
    family: 'time',
    sql: timestamp,
  },
  { names: 'date java.sql.types.date java.sql.date', family: 'time', sql: plain('DATE') },
  { names: 'time java.sql.types.time java.sql.time timetz', family: 'time', sql: time },
  { names: 'decimal java.sql.types.decimal java.math.bigdecimal', family: 'raw', sql: plain('DECIMAL') },
  { names: 'number numeric java.sql.types.numeric', family: 'raw', sql: numeric },
  { names: 'double java.sql.types.double java.lang.double', family: 'raw', sql: always('DOUBLE PRECISION') },
  { names: 'float java.sql.types.float java.lang.float real java.sql.types.real', family: 'raw', sql: float },
  { names: 'uuid uniqueidentifier java.util.uuid', family: 'raw', sql: always('UUID') },
  { names: 'xml xmltype java.sql.types.sqlxml', family: 'other', sql: always('XML') },
];

const byAlias = new Map(TYPES.flatMap((type) => type.names.split(' ').map((name) => [name, type] as const)));
