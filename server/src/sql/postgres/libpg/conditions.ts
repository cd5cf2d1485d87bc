import type { Node, SelectStmt } from 'libpg-query';
import type { CatalogObject, Condition } from '../../block';
import { constantText } from './expressions';
import { node, strings } from './tree';

/** A condition of PL/pgSQL that the schema can answer; undefined for every other. */
export function lowerCondition(of: Node | undefined): Condition | undefined {
  const logic = node(of, 'BoolExpr');
  if (logic !== undefined) return combined(logic.boolop, (logic.args ?? []).map(lowerCondition));
  const sublink = node(of, 'SubLink');
  if (sublink?.subLinkType === 'EXISTS_SUBLINK') {
    const query = node(sublink.subselect, 'SelectStmt');
    const object = query === undefined ? undefined : catalogObject(query);
    return object === undefined ? undefined : { kind: 'exists', object };
  }
  const test = node(of, 'NullTest');
  if (test !== undefined) return nullTest(test.arg, test.nulltesttype === 'IS_NULL');
  const constant = node(of, 'A_Const')?.boolval;
  return constant === undefined ? undefined : { kind: 'constant', value: constant.boolval === true };
}

function combined(operator: string | undefined, parts: readonly (Condition | undefined)[]): Condition | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length || known.length === 0) return undefined;
  if (operator === 'NOT_EXPR') return { kind: 'not', of: known[0]! };
  return { kind: operator === 'AND_EXPR' ? 'all' : 'any', of: known };
}

/** `to_regclass('a.b') IS NULL` and its like (manual, 9.27.2). */
function nullTest(of: Node | undefined, isNull: boolean): Condition | undefined {
  const call = node(of, 'FuncCall');
  const kind = { to_regclass: 'relation', to_regtype: 'type', to_regnamespace: 'schema' } as const;
  const name = strings(call?.funcname).at(-1) as keyof typeof kind;
  const written = constantText(unwrapped(call?.args?.[0]));
  if (written === undefined || kind[name] === undefined) return undefined;
  const exists: Condition = { kind: 'exists', object: { kind: kind[name], ...qualified(written) } };
  return isNull ? { kind: 'not', of: exists } : exists;
}

function qualified(written: string): { readonly name: string; readonly schema?: string } {
  const [name, schema] = written
    .split('.')
    .map((part) => (part.startsWith('"') ? part.slice(1, -1) : part.toLowerCase()))
    .reverse();
  return { name: name ?? '', ...(schema === undefined ? {} : { schema }) };
}

/** Catalogs and views: what they list, and which of their columns say the name, the schema and the owner. */
const CATALOGS: Readonly<
  Record<string, { readonly kind: CatalogObject['kind']; readonly name: string; readonly schema?: string; readonly of?: string }>
> = {
  pg_type: { kind: 'type', name: 'typname', schema: 'typnamespace' },
  pg_class: { kind: 'relation', name: 'relname', schema: 'relnamespace' },
  pg_tables: { kind: 'relation', name: 'tablename', schema: 'schemaname' },
  pg_views: { kind: 'relation', name: 'viewname', schema: 'schemaname' },
  pg_matviews: { kind: 'relation', name: 'matviewname', schema: 'schemaname' },
  pg_sequences: { kind: 'relation', name: 'sequencename', schema: 'schemaname' },
  pg_indexes: { kind: 'index', name: 'indexname', schema: 'schemaname', of: 'tablename' },
  pg_constraint: { kind: 'constraint', name: 'conname', schema: 'connamespace', of: 'conrelid' },
  pg_trigger: { kind: 'trigger', name: 'tgname', of: 'tgrelid' },
  pg_policies: { kind: 'policy', name: 'policyname', schema: 'schemaname', of: 'tablename' },
  pg_attribute: { kind: 'column', name: 'attname', of: 'attrelid' },
  pg_namespace: { kind: 'schema', name: 'nspname' },
  pg_extension: { kind: 'extension', name: 'extname' },
  pg_enum: { kind: 'enum label', name: 'enumlabel', of: 'enumtypid' },
  pg_proc: { kind: 'routine', name: 'proname', schema: 'pronamespace' },
  tables: { kind: 'relation', name: 'table_name', schema: 'table_schema' },
  views: { kind: 'relation', name: 'table_name', schema: 'table_schema' },
  columns: { kind: 'column', name: 'column_name', schema: 'table_schema', of: 'table_name' },
  table_constraints: { kind: 'constraint', name: 'constraint_name', schema: 'table_schema', of: 'table_name' },
  schemata: { kind: 'schema', name: 'schema_name' },
};

/** Predicates that leave the question what it is: every object of ours fulfils them. */
const HARMLESS: ReadonlySet<string> = new Set([
  'relkind',
  'constraint_type',
  'contype',
  'attisdropped',
  'attnum',
  'table_type',
  'constraint_schema',
  'table_catalog',
]);

/** Columns of catalogs that are joined to say where the object is: its schema, or its table or enum. */
const JOINED: Readonly<Record<string, 'schema' | 'of'>> = { nspname: 'schema', relname: 'of', typname: 'of' };

/** What `SELECT … FROM catalog JOIN … WHERE name = '…' AND …` looks for; undefined when it asks more than names. */
function catalogObject(query: SelectStmt): CatalogObject | undefined {
  const relations = (query.fromClause ?? []).flatMap(relationsOf);
  const catalogs = relations.map((name) => CATALOGS[name ?? '']);
  const predicates = equalities(query.whereClause);
  const catalog = catalogs[0];
  if (catalog === undefined || predicates === undefined || catalogs.includes(undefined)) return undefined;
  let object: Partial<Record<'name' | 'schema' | 'of', string>> = {};
  for (const [column, value] of predicates) {
    const joined = relations.length > 1 ? JOINED[column] : undefined;
    if (column === catalog.name) object = { ...object, name: value };
    else if (column === catalog.schema) object = { ...object, schema: value };
    else if (column === catalog.of) {
      const owner = qualified(value);
      object = { ...object, of: owner.name, ...(owner.schema === undefined ? {} : { schema: owner.schema }) };
    } else if (joined !== undefined) object = { ...object, [joined]: value };
    else if (!HARMLESS.has(column)) return undefined;
  }
  return object.name === undefined ? undefined : { ...object, kind: catalog.kind, name: object.name };
}

/** Names of the relations of FROM, those of joins in order; undefined for what is no relation. */
function relationsOf(of: Node): readonly (string | undefined)[] {
  const join = node(of, 'JoinExpr');
  if (join === undefined) return [node(of, 'RangeVar')?.relname];
  return [join.larg, join.rarg].flatMap((side) => (side === undefined ? [] : relationsOf(side)));
}

/** Columns and the texts that they must equal, columns that must equal columns left out; undefined when there is any other predicate. */
function equalities(where: Node | undefined): readonly (readonly [string, string])[] | undefined {
  const logic = node(where, 'BoolExpr');
  if (logic?.boolop === 'AND_EXPR') {
    const parts = (logic.args ?? []).map(equalities);
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  }
  if (logic?.boolop === 'NOT_EXPR') {
    const negated = strings(node(logic.args?.[0], 'ColumnRef')?.fields).at(-1);
    return negated === undefined ? undefined : [[negated, 'f']];
  }
  const comparison = node(where, 'A_Expr');
  const column = strings(node(unwrapped(comparison?.lexpr), 'ColumnRef')?.fields).at(-1);
  if (comparison?.kind !== 'AEXPR_OP' || strings(comparison.name)[0] !== '=' || column === undefined) return undefined;
  if (node(comparison.rexpr, 'ColumnRef') !== undefined) return [];
  const value = namedBy(comparison.rexpr);
  return value === undefined ? undefined : [[column, value]];
}

/** A constant, `'t'::regclass`, current_schema() or the oid of a schema by its name. */
function namedBy(of: Node | undefined): string | undefined {
  const constant = constantText(unwrapped(of));
  if (constant !== undefined) return constant;
  if (strings(node(of, 'FuncCall')?.funcname).at(-1) === 'current_schema') return 'public';
  const query = node(node(of, 'SubLink')?.subselect, 'SelectStmt');
  const predicates = query === undefined ? undefined : equalities(query.whereClause);
  return predicates?.length === 1 && /^(nspname|relname)$/.test(predicates[0]![0]) ? predicates[0]![1] : undefined;
}

function unwrapped(of: Node | undefined): Node | undefined {
  const cast = node(of, 'TypeCast');
  return cast === undefined ? of : unwrapped(cast.arg);
}
