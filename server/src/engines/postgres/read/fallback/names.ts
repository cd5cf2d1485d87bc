import type { BasicDataTypeDef, DataTypeDef, PGNode, QName } from 'pgsql-ast-parser';
import type { Name, QualifiedName, TypeName } from '../../../../sql/change';
import { identifierText } from '../identifier';
import type { Source } from '../source';
import { typeSpan } from '../typeSpan';

/** Index of the first token of a node. */
export function tokenOf(node: PGNode, source: Source): number {
  return source.cursor.indexAt(node._location?.start ?? 0);
}

export function nameOf(node: { readonly name: string } & PGNode, source: Source): Name {
  return source.name(node.name, tokenOf(node, source));
}

export function qualifiedName(node: QName, source: Source): QualifiedName {
  const first = tokenOf(node, source);
  return source.qualified(node.schema === undefined ? [node.name] : [node.schema, node.name], first, first + 3);
}

export function isTemporary(node: { readonly temporary?: boolean; readonly name: QName }): boolean {
  return node.temporary === true || node.name.schema === 'pg_temp';
}

/** Built-in types under the names that PostgreSQL's own grammar gives them (gram.y, SimpleTypename). */
const INTERNAL: Readonly<Record<string, string>> = {
  int: 'int4',
  integer: 'int4',
  smallint: 'int2',
  bigint: 'int8',
  real: 'float4',
  float: 'float8',
  'double precision': 'float8',
  decimal: 'numeric',
  dec: 'numeric',
  numeric: 'numeric',
  boolean: 'bool',
  bit: 'bit',
  'bit varying': 'varbit',
  varchar: 'varchar',
  'character varying': 'varchar',
  char: 'bpchar',
  character: 'bpchar',
  timestamp: 'timestamp',
  'timestamp without time zone': 'timestamp',
  'timestamp with time zone': 'timestamptz',
  time: 'time',
  'time without time zone': 'time',
  'time with time zone': 'timetz',
  interval: 'interval',
  json: 'json',
};

/** The type that begins at token `first`. The parser's own location is that of the type's last word. */
export function typeName(type: DataTypeDef, source: Source, first: number): TypeName {
  if (type.kind === 'array') return { ...typeName(type.arrayOf, source, first), array: true };
  const internal = type.schema === undefined && type.doubleQuoted !== true ? internalName(type) : undefined;
  const schema = internal === undefined ? type.schema : 'pg_catalog';
  return {
    ...(schema === undefined ? {} : { schema }),
    name: internal ?? type.name,
    modifiers: modifiers(type, internal, source, first),
    array: false,
    span: typeSpan(source, first),
  };
}

/** FLOAT(1) to FLOAT(24) is the smaller type. */
function internalName({ name, config }: BasicDataTypeDef): string | undefined {
  const [precision] = config ?? [];
  return name === 'float' && precision !== undefined && precision <= 24 ? 'float4' : INTERNAL[name];
}

/** CHAR is CHAR(1), BIT is BIT(1), and the precision of a FLOAT only chooses the type, as in gram.y. */
function modifiers(type: BasicDataTypeDef, internal: string | undefined, source: Source, first: number): readonly string[] {
  if (type.name === 'float') return [];
  if (type.config !== undefined) return type.config.map(String);
  const isBare = identifierText(source.text, source.cursor.tokens[first]!) !== 'bpchar';
  return isBare && (internal === 'bpchar' || internal === 'bit') ? ['1'] : [];
}
