import { isUntyped } from '../../../schema/apply/queryColumns';
import type { Routine } from '../../../schema/model/routine';
import type { Schema } from '../../../schema/model/schema';
import type { TypeUse } from '../../../schema/model/type';
import { findRelation, searched, typeText } from '../../../schema/queries';
import type { Formula, Query } from '../../../sql/code/formula';
import { baseType, commonType, withoutModifier } from './common';
import { polymorphic } from './polymorphic';
import { resolveType } from './resolve';

/** The type of a column that a query reads; undefined when it is not known. */
export type ColumnType = (path: readonly string[]) => TypeUse | undefined;

/** The type of an expression in a query; undefined when it is known to a database alone. */
export function resultType(formula: Formula, schema: Schema, columnType: ColumnType): TypeUse | undefined {
  const each = (inner: Formula): TypeUse | undefined => resultType(inner, schema, columnType);
  const common = (of: readonly Formula[]): TypeUse | undefined =>
    commonType(
      of.map((branch) => (isUntyped(branch) ? 'untyped' : each(branch))),
      schema,
    );
  switch (formula.kind) {
    case 'constant':
      return constantType(formula.value);
    case 'name':
      return columnType(formula.path);
    case 'cast':
      return castType(formula.type, schema);
    case 'and':
    case 'or':
    case 'not':
    case 'isNull':
    case 'isTrue':
    case 'exists':
      return builtin('boolean');
    case 'coalesce':
      return common(formula.of);
    case 'case':
      if (formula.nullif !== undefined)
        return nullifType(each(formula.otherwise), isUntyped(formula.nullif) ? 'untyped' : each(formula.nullif), schema);
      // ELSE comes first (transformCaseExpr in parse_expr.c).
      return common([formula.otherwise, ...formula.branches.map(([, value]) => value)]);
    case 'list':
      return arrayOf(common(formula.of));
    case 'element':
      return elementOf(each(formula.of));
    case 'operator':
      return formula.over === undefined ? operatorType(formula.operator, formula.operands.map(each)) : builtin('boolean');
    case 'call':
      return formula.name === 'greatest' || formula.name === 'least' ? common(formula.arguments) : callType(formula, schema, each, common);
    case 'value of':
      return valueType(formula.query, schema, columnType);
    case 'parameter':
    case 'field':
    case 'values of':
    case 'unknown':
      return undefined;
  }
}

/** The type of the only output of a nested query, whose own sources come before those of the queries around it. */
function valueType({ outputs: [output], sources }: Query, schema: Schema, outer: ColumnType): TypeUse | undefined {
  if (output?.kind !== 'formula') return undefined;
  return resultType(output.formula, schema, (path) => {
    const [column = '', qualifier] = [...path].reverse();
    for (const source of sources) {
      if (source.kind !== 'relation' || (qualifier !== undefined && qualifier !== source.alias)) continue;
      const id = findRelation(schema, source.name, source.schema)?.id ?? -1;
      const found = (schema.tables.get(id) ?? schema.views.get(id))?.columns.find(({ name }) => name === column);
      if (found !== undefined) return found.type;
    }
    return outer(path);
  });
}

function builtin(text: string): TypeUse {
  return text.endsWith('[]') ? { kind: 'builtin', text: text.slice(0, -2), array: true } : { kind: 'builtin', text, array: false };
}

/** The type of a constant. A string without a type becomes text, as does NULL. */
function constantType(value: string | number | boolean | null): TypeUse {
  return builtin(typeof value === 'number' ? 'integer' : typeof value === 'boolean' ? 'boolean' : 'text');
}

function castType(type: string, schema: Schema): TypeUse | undefined {
  const array = type.endsWith('[]');
  const resolved = resolveType(schema, { name: array ? type.slice(0, -2) : type, modifiers: [], array, span: { start: 0, end: 0 } });
  return resolved.kind === 'unknown' ? undefined : resolved;
}

/** NULLIF returns its first argument as the operator = takes it (manual, 9.18.3): varchar as text, a domain as its base type. */
function nullifType(left: TypeUse | undefined, right: TypeUse | 'untyped' | undefined, schema: Schema): TypeUse | undefined {
  if (left === undefined || right === undefined) return undefined;
  const bare = baseType(left, schema);
  if (!bare.array && bare.text.startsWith('character varying')) return builtin('text');
  const isWidened =
    right !== 'untyped' && withoutModifier(baseType(right, schema)).text === 'numeric' && /^(smallint|integer|bigint)$/.test(bare.text);
  return isWidened ? builtin('numeric') : bare;
}

function arrayOf(type: TypeUse | undefined): TypeUse | undefined {
  return type === undefined ? undefined : { ...type, array: true };
}

function elementOf(type: TypeUse | undefined): TypeUse | undefined {
  return type?.array === true ? { ...type, array: false } : undefined;
}

/** String functions return `text` even for `varchar` arguments: pg_proc declares them on text. */
function asText(type: TypeUse): TypeUse {
  const bare = withoutModifier(type);
  return !bare.array && bare.text === 'character varying' ? builtin('text') : bare;
}

const NUMBERS = ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision'];

/** The rank of a numeric type, from the narrowest to the widest; -1 for any other type. */
function width(type: TypeUse | undefined): number {
  return type === undefined || type.array ? -1 : NUMBERS.indexOf(withoutModifier(type).text);
}

function widest(types: readonly (TypeUse | undefined)[]): TypeUse | undefined {
  const widths = types.map(width);
  return widths.includes(-1) ? undefined : builtin(NUMBERS[Math.max(...widths)]!);
}

const COMPARISONS = /^(=|<>|!=|<|<=|>|>=|~~|~~\*|~|~\*|!~|!~\*|@>|<@|\?|\?\||\?&|&&|@@|is distinct from)$/;

function operatorType(operator: string, [left, right]: readonly (TypeUse | undefined)[]): TypeUse | undefined {
  if (COMPARISONS.test(operator)) return builtin('boolean');
  if (left === undefined) return undefined;
  const of = withoutModifier(left);
  switch (operator) {
    case '||':
      if (of.array || of.text === 'jsonb' || of.text === 'tsvector' || of.text === 'bytea') return of;
      return right?.array === true ? right : builtin('text');
    case '->':
    case '#>':
      return of;
    case '->>':
    case '#>>':
      return builtin('text');
    default:
      return right === undefined ? (width(of) === -1 ? undefined : of) : arithmeticType(operator, of, withoutModifier(right));
  }
}

const IN_TIME = /^(timestamp with time zone|timestamp without time zone)$/;

function arithmeticType(operator: string, left: TypeUse, right: TypeUse): TypeUse | undefined {
  const isDate = left.text === 'date';
  if (operator === '-' && isDate && right.text === 'date') return builtin('integer');
  if (operator === '-' && IN_TIME.test(left.text) && IN_TIME.test(right.text)) return builtin('interval');
  if (/^[+-]$/.test(operator) && right.text === 'interval') return isDate ? builtin('timestamp without time zone') : left;
  if (/^[+-]$/.test(operator) && isDate && right.text === 'integer') return left;
  if (left.text === 'jsonb' && operator === '-') return left;
  const result = widest([left, right]);
  // A real and a number of another type are calculated in double precision.
  return result?.text === 'real' && !(left.text === 'real' && right.text === 'real') ? builtin('double precision') : result;
}

/** Result types of the functions whose result depends on the type of the first argument. */
const BY_ARGUMENT: Readonly<Record<string, (type: TypeUse) => TypeUse | undefined>> = {
  sum: (type) => builtin(({ smallint: 'bigint', integer: 'bigint', bigint: 'numeric' } as Record<string, string>)[type.text] ?? type.text),
  avg: (type) => (type.text === 'interval' ? type : builtin(width(type) > 3 ? 'double precision' : 'numeric')),
  stddev: (type) => builtin(width(type) > 3 ? 'double precision' : 'numeric'),
  variance: (type) => builtin(width(type) > 3 ? 'double precision' : 'numeric'),
  min: asText,
  max: asText,
  abs: (type) => type,
  sign: rounded,
  round: rounded,
  ceil: rounded,
  ceiling: rounded,
  floor: rounded,
  trunc: rounded,
  sqrt: rounded,
  exp: rounded,
  ln: rounded,
  lower: textual,
  upper: textual,
  btrim: textual,
  ltrim: textual,
  rtrim: textual,
  reverse: textual,
  substr: textual,
  substring: textual,
  overlay: textual,
  string_agg: textual,
  length: () => builtin('integer'),
  age: () => builtin('interval'),
  date_trunc: (type) => (type.text === 'date' ? builtin('timestamp with time zone') : type),
  array_agg: (type) => ({ ...type, array: true }),
  unnest: (type) => elementOf(type),
  generate_series: (type) => type,
  array_append: (type) => type,
  array_cat: (type) => type,
  array_remove: (type) => type,
  array_replace: (type) => type,
  any_value: (type) => type,
  first_value: (type) => type,
  last_value: (type) => type,
  nth_value: (type) => type,
  lag: (type) => type,
  lead: (type) => type,
  nullif: (type) => type,
  timezone: (type) => builtin(type.text === 'timestamp with time zone' ? 'timestamp without time zone' : 'timestamp with time zone'),
};

/** Functions that return double precision for integers. */
function rounded(type: TypeUse): TypeUse {
  return builtin(type.text === 'numeric' ? 'numeric' : 'double precision');
}

function textual(type: TypeUse): TypeUse | undefined {
  return !type.array && /^(text|character varying|character|name)$/.test(type.text)
    ? builtin('text')
    : type.text === 'bytea'
      ? type
      : undefined;
}

/** Functions whose second argument determines the type. The first one is an option, such as the field of date_trunc. */
const SECOND: ReadonlySet<string> = new Set(['date_trunc', 'timezone']);

/**
 * The routine of a name that takes arguments of these types; undefined where the rules of conversion would have to decide (manual, 10.3).
 */
function calledRoutine(schema: Schema, call: Call, given: readonly (TypeUse | 'untyped' | undefined)[]): Routine | undefined {
  const namespaces = searched(schema, call.schema).map(({ id }) => id);
  const named = [...schema.routines.values()].filter(
    ({ name, kind, namespace, argumentTypes }) =>
      name === call.name && kind !== 'procedure' && namespaces.includes(namespace) && argumentTypes.length >= given.length,
  );
  const taken = (type: TypeUse | 'untyped' | undefined, wanted: TypeUse | undefined): boolean =>
    type === 'untyped' ||
    (type !== undefined && wanted !== undefined && typeText(schema, withoutModifier(type)) === typeText(schema, wanted));
  const exact = named.filter(({ argumentTypes }) => given.every((type, i) => taken(type, argumentTypes[i])));
  const [first, ...others] = exact.length === 0 ? named : exact;
  const result = ({ returns }: Routine): string => (returns === undefined ? '' : typeText(schema, returns));
  return first !== undefined && others.every((other) => result(other) === result(first)) ? first : undefined;
}

type Call = Extract<Formula, { readonly kind: 'call' }>;

function callType(
  call: Call,
  schema: Schema,
  each: (of: Formula) => TypeUse | undefined,
  common: (of: readonly Formula[]) => TypeUse | undefined,
): TypeUse | undefined {
  if (call.returns !== undefined) return builtin(call.returns);
  if (call.name === 'random' && call.arguments.length === 0) return builtin('double precision');
  const type = call.arguments[SECOND.has(call.name) ? 1 : 0];
  const rule = call.schema === undefined ? BY_ARGUMENT[call.name] : undefined;
  if (rule === undefined) {
    const given = call.arguments.map((argument) => (isUntyped(argument) ? 'untyped' : each(argument)));
    const routine = calledRoutine(schema, call, given);
    return routine?.returns === undefined ? undefined : polymorphic(routine.returns, routine.argumentTypes, call.arguments, common);
  }
  const given = type === undefined ? undefined : each(type);
  if (given === undefined) return undefined;
  const bare = withoutModifier(given);
  // A domain over an array type is accepted where an array is.
  const base = baseType(bare, schema);
  return rule(base.array && /^(array_|unnest$)/.test(call.name) ? base : bare);
}
