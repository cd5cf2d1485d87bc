import { type AbstractKind, type AbstractType, spelledType } from '../../../sql/abstractType';
import type { Quoting } from './names';

/** A data type of a changelog, as Liquibase understands it. */
export interface DataType {
  /** The kind of values, which decides how a default is written. */
  readonly family: Family;
  /** `serial` and the like become an identity in CREATE TABLE. */
  readonly isSerial: boolean;
  /** The type as the database has to write it, or the SQL of a type that Liquibase passes on. */
  readonly type: AbstractType | string;
}

type Family = 'text' | 'number' | 'boolean' | 'time' | 'raw' | 'other';

/** The type in a changelog as a type of the database. */
export function typeSql(definition: string, { abstractType }: Quoting): string {
  const { type } = dataType(definition);
  return typeof type === 'string' ? type : abstractType(type);
}

/**
 * The meaning of a type in a changelog (Liquibase's DataTypeFactory and the classes in `datatype/core`). Liquibase writes an unknown type in
 * upper case.
 */
export function dataType(definition: string): DataType {
  const written = read(definition.trim());
  // Liquibase does not know arrays; the database accepts them as written.
  if (/\[\s*\d*\s*\]\s*$/.test(definition) || /^interval\b/i.test(definition) || definition.startsWith('${'))
    return { family: 'other', type: definition.trim(), isSerial: false };
  const known = byAlias.get(written.name.toLowerCase().replace(' ', '_'));
  if (known === undefined) return { family: 'other', type: spelledType(written.name.toUpperCase(), written), isSerial: false };
  const { kind, family } = known;
  const { parameters, words } = written;
  return {
    family,
    type: { kind, written: written.definition, parameters, words },
    isSerial: /serial/i.test(definition) && family === 'number',
  };
}

interface Written {
  readonly definition: string;
  readonly name: string;
  readonly parameters: readonly string[];
  /** Words after the name: `with time zone`, `precision`. */
  readonly words: string;
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

const TYPES: readonly { readonly kind: AbstractKind; readonly family: Family; readonly names: string }[] = [
  {
    kind: 'bigint',
    family: 'number',
    names: 'bigint java.sql.types.bigint java.math.biginteger java.lang.long integer8 bigserial serial8 int8',
  },
  { kind: 'int', family: 'number', names: 'int integer java.sql.types.integer java.lang.integer serial int4 serial4' },
  { kind: 'smallint', family: 'number', names: 'smallint java.sql.types.smallint int2 smallserial tinyint java.sql.types.tinyint' },
  { kind: 'mediumint', family: 'number', names: 'mediumint' },
  {
    kind: 'binary',
    family: 'raw',
    names:
      'blob longblob longvarbinary java.sql.types.blob java.sql.types.longblob java.sql.types.longvarbinary java.sql.types.varbinary java.sql.types.binary varbinary binary image tinyblob mediumblob long_binary long_varbinary',
  },
  { kind: 'boolean', family: 'boolean', names: 'boolean java.sql.types.boolean java.lang.boolean bit bool' },
  { kind: 'char', family: 'text', names: 'char java.sql.types.char bpchar character' },
  { kind: 'nchar', family: 'text', names: 'nchar java.sql.types.nchar nchar2' },
  { kind: 'varchar', family: 'text', names: 'varchar java.sql.types.varchar java.lang.string varchar2 character_varying' },
  { kind: 'nvarchar', family: 'text', names: 'nvarchar java.sql.types.nvarchar nvarchar2 national' },
  {
    kind: 'clob',
    family: 'text',
    names:
      'clob longvarchar text longtext java.sql.types.longvarchar java.sql.types.clob nclob longnvarchar ntext java.sql.types.longnvarchar java.sql.types.nclob tinytext mediumtext long_varchar long_nvarchar',
  },
  { kind: 'currency', family: 'raw', names: 'currency money smallmoney' },
  { kind: 'datetime', family: 'time', names: 'datetime java.sql.types.datetime java.util.date smalldatetime datetime2' },
  {
    kind: 'timestamp',
    family: 'time',
    names: 'timestamp java.sql.types.timestamp java.sql.types.timestamp_with_timezone java.sql.timestamp timestamptz',
  },
  { kind: 'date', family: 'time', names: 'date java.sql.types.date java.sql.date' },
  { kind: 'time', family: 'time', names: 'time java.sql.types.time java.sql.time timetz' },
  { kind: 'decimal', family: 'raw', names: 'decimal java.sql.types.decimal java.math.bigdecimal' },
  { kind: 'number', family: 'raw', names: 'number numeric java.sql.types.numeric' },
  { kind: 'double', family: 'raw', names: 'double java.sql.types.double java.lang.double' },
  { kind: 'float', family: 'raw', names: 'float java.sql.types.float java.lang.float real java.sql.types.real' },
  { kind: 'uuid', family: 'raw', names: 'uuid uniqueidentifier java.util.uuid' },
  { kind: 'xml', family: 'other', names: 'xml xmltype java.sql.types.sqlxml' },
];

const byAlias = new Map(TYPES.flatMap((type) => type.names.split(' ').map((name) => [name, type] as const)));
