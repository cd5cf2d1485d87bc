import { findType } from '../../../schema/findType';
import type { Schema } from '../../../schema/model/schema';
import type { TypeUse } from '../../../schema/model/type';
import { findRelation } from '../../../schema/queries';
import type { TypeName } from '../../../sql/change';
import { printIdentifier } from '../names/print';

/** The type that a written type means at this point. Built-in types come before those of the search path, as pg_catalog does. */
export function resolveType(schema: Schema, type: TypeName): TypeUse {
  const copied = type.ofTable === undefined ? undefined : columnType(schema, type.name, type.ofTable);
  if (copied !== undefined) return { ...copied, array: copied.array || type.array };
  const builtin = type.schema === undefined || type.schema === 'pg_catalog' ? builtinText(type) : undefined;
  if (builtin !== undefined) return { kind: 'builtin', text: builtin, array: type.array };
  const modifier = type.modifiers.length === 0 ? '' : `(${type.modifiers.join(',')})`;
  const id = findType(schema, type);
  if (id !== undefined) return { kind: 'object', id, text: modifier, array: type.array };
  // An array type has the name of its element type with `_` in front (manual, CREATE TYPE).
  if (type.name.startsWith('_') && !type.array) {
    const element = resolveType(schema, { ...type, name: type.name.slice(1), array: true });
    if (element.kind !== 'unknown') return element;
  }
  return {
    kind: 'unknown',
    text: `${printIdentifier(type.schema ?? schema.searchPath[0] ?? schema.engine.defaultSchema)}.${printIdentifier(type.name)}${modifier}`,
    array: type.array,
  };
}

/** The type of `%TYPE`: that of the column at this point, without its length (manual, CREATE FUNCTION). */
function columnType(schema: Schema, column: string, table: { readonly schema?: string; readonly name: string }): TypeUse | undefined {
  const id = findRelation(schema, table.name, table.schema)?.id ?? -1;
  const type = (schema.tables.get(id) ?? schema.views.get(id))?.columns.find(({ name }) => name === column)?.type;
  return type === undefined ? undefined : { ...type, text: type.text.replace(/\([^)]*\)/, '') };
}

/** Spellings of format_type (manual, 9.27) for types that have another internal name. */
const SPELLINGS: Readonly<Record<string, string>> = {
  bool: 'boolean',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  varchar: 'character varying',
  bpchar: 'character',
  varbit: 'bit varying',
  char: '"char"',
  any: '"any"',
};

const SAME_SPELLING = new Set(
  `text uuid json jsonb jsonpath bytea inet cidr macaddr macaddr8 oid regclass regproc regprocedure regoper regoperator regtype regrole
  regnamespace regconfig regdictionary regcollation tsvector tsquery gtsvector xml money point line lseg box path polygon circle date name bit numeric
  timestamp timestamptz time timetz interval pg_lsn pg_snapshot txid_snapshot xid xid8 cid tid aclitem int2vector oidvector refcursor void record trigger event_trigger
  cstring internal anyelement anyarray anynonarray anyenum anyrange anymultirange anycompatible anycompatiblearray anycompatiblenonarray
  anycompatiblerange anycompatiblemultirange language_handler fdw_handler index_am_handler tsm_handler table_am_handler
  int4range int8range numrange tsrange tstzrange daterange int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange
  pg_node_tree unknown`.split(/\s+/),
);

function builtinText(type: TypeName): string | undefined {
  const { name, modifiers } = type;
  const [first, second] = modifiers;
  const withLength = (spelling: string): string => (first === undefined ? spelling : `${spelling}(${first})`);
  switch (name) {
    case 'timestamp':
      return `${withLength('timestamp')} without time zone`;
    case 'timestamptz':
      return `${withLength('timestamp')} with time zone`;
    case 'time':
      return `${withLength('time')} without time zone`;
    case 'timetz':
      return `${withLength('time')} with time zone`;
    case 'numeric':
      return first === undefined ? 'numeric' : `numeric(${first},${second ?? '0'})`;
    case 'interval':
      return intervalText(first, second);
    case 'bpchar':
      return first === undefined ? 'bpchar' : `character(${first})`;
    default: {
      const spelling = SPELLINGS[name] ?? (SAME_SPELLING.has(name) ? name : undefined);
      return spelling === undefined ? undefined : withLength(spelling);
    }
  }
}

/** Bits of INTERVAL_MASK in timestamp.h, in the order in which fields are printed. */
const INTERVAL_FIELDS: readonly (readonly [number, string])[] = [
  [4, 'year'],
  [2, 'month'],
  [8, 'day'],
  [1024, 'hour'],
  [2048, 'minute'],
  [4096, 'second'],
];

function intervalText(mask: string | undefined, precision: string | undefined): string {
  const bits = Number(mask ?? 32767);
  const fields = bits === 32767 ? [] : INTERVAL_FIELDS.filter(([bit]) => (bits & bit) !== 0).map(([, field]) => field);
  const range = fields.length === 0 ? '' : fields.length === 1 ? ` ${fields[0]}` : ` ${fields[0]} to ${fields.at(-1)}`;
  return `interval${range}${precision === undefined ? '' : `(${precision})`}`;
}
