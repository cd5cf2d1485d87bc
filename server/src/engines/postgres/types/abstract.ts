import { type AbstractKind, type AbstractType, spelledType } from '../../../sql/abstractType';

/** PostgreSQL's type for an abstract one, spelled as Liquibase spells it (the classes in its `datatype/core`). */
export function abstractType(type: AbstractType): string {
  return WRITERS[type.kind](type);
}

type TypeWriter = (type: AbstractType) => string;

const plain =
  (name: string): TypeWriter =>
  (type) =>
    spelledType(name, type);
const always =
  (sql: string): TypeWriter =>
  () =>
    sql;
const withWords =
  (sql: string): TypeWriter =>
  ({ words }) =>
    words === '' ? sql : `${sql} ${words}`;

/** `(255 CHAR)` is Oracle's. Java's largest length stands for no length. */
const characters =
  (name: string): TypeWriter =>
  (type) => {
    const [length] = type.parameters;
    if (length === undefined || type.parameters.length > 1) return spelledType(name, type);
    const bare = length.replace(/(?<=\d)\s*(?:char|byte)$/i, '');
    return bare === '2147483647' ? 'CHARACTER VARYING' : spelledType(name, { ...type, parameters: [bare] });
  };

const numeric: TypeWriter = ({ parameters }) =>
  parameters.length === 0 || Number(parameters[0]) > 1000 ? 'numeric' : `numeric(${parameters.join(', ')})`;

const zoned = (written: string): boolean => /tz|with time ?zone|timestamp_with_timezone/i.test(written);

const dateTime: TypeWriter = ({ written, parameters }) => {
  const precision = parameters.length === 2 ? parameters[1] : parameters[0];
  return `TIMESTAMP${precision === undefined ? '' : `(${precision})`} ${zoned(written) ? 'WITH' : 'WITHOUT'} TIME ZONE`;
};

const timestamp: TypeWriter = (type) => {
  const [precision] = type.parameters;
  const base = precision === undefined ? 'TIMESTAMP' : `TIMESTAMP(${Math.min(Number(precision) || 0, 6)})`;
  if (zoned(type.written)) return `${base} WITH TIME ZONE`;
  return type.words === '' ? dateTime(type) : `${base} ${type.words.replace(/timezone/i, 'TIME ZONE')}`;
};

const time: TypeWriter = ({ written, parameters }) => {
  const precision = parameters.length >= 2 ? parameters[1] : parameters[0];
  return `TIME${precision === undefined ? '' : `(${precision})`} ${zoned(written) ? 'WITH' : 'WITHOUT'} TIME ZONE`;
};

/** `blob` is `oid`, a large object, as Hibernate expects. All others are `bytea` (BlobType.java). */
const binary: TypeWriter = ({ written }) => (/^(?:blob|java\.sql\.types\.blob$)/i.test(written) ? 'OID' : 'BYTEA');

const truth: TypeWriter = (type) =>
  /^bit/i.test(type.written) ? spelledType('BIT', { ...type, words: '' }) : spelledType('BOOLEAN', type);

const WRITERS: Readonly<Record<AbstractKind, TypeWriter>> = {
  bigint: withWords('BIGINT'),
  int: always('INTEGER'),
  smallint: always('SMALLINT'),
  mediumint: plain('MEDIUMINT'),
  binary,
  boolean: truth,
  char: characters('CHAR'),
  nchar: characters('NCHAR'),
  varchar: characters('VARCHAR'),
  nvarchar: (type) => spelledType('VARCHAR', { ...type, words: '' }),
  clob: always('TEXT'),
  currency: always('DECIMAL'),
  datetime: dateTime,
  timestamp,
  date: plain('DATE'),
  time,
  decimal: plain('DECIMAL'),
  number: numeric,
  double: always('DOUBLE PRECISION'),
  float: (type) => (/^real$/i.test(type.written) ? 'REAL' : spelledType('FLOAT', type)),
  uuid: always('UUID'),
  xml: always('XML'),
};
