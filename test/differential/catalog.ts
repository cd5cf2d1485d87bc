import type { PGliteInterface } from '@electric-sql/pglite';
import type { Catalog } from '../../server/src/schema/catalog';

/*
 * Reads the catalog of a real PostgreSQL in the shape of the model's catalog JSON, with one query for each facet. Objects of extensions and
 * of PostgreSQL itself are left out. The queries run with an empty search path, so that format_type and pg_get_expr print schemas.
 */

/** Plans the queries once, because planning them costs far more than running them. */
export async function prepareCatalog(db: PGliteInterface): Promise<void> {
  await db.exec('set plan_cache_mode = force_generic_plan');
  await db.exec(`prepare read_present as ${PRESENT}`);
  for (const [facet, query] of Object.entries(QUERIES)) await db.exec(`prepare read_${facet} as ${query}`);
}

/** Leaves the search path as it was, also in an open transaction in which SET LOCAL has set it. */
export async function readCatalog(db: PGliteInterface, inTransaction: boolean): Promise<Catalog> {
  const present = (await db.exec('execute read_present'))[0]?.rows[0] as Readonly<Record<string, boolean>>;
  const facets = Object.keys(QUERIES).filter((facet) => present[facet] !== false);
  const [before, after] = inTransaction ? ['savepoint reading', 'rollback to reading; release reading'] : ['begin', 'rollback'];
  const reads = facets.map((facet) => `execute read_${facet}`);
  const results = await db.exec([before, "set local search_path = ''", ...reads, after].join(';'));
  const rows = (facet: string): readonly object[] => results[facets.indexOf(facet) + 2]?.rows as object[];
  const read = Object.fromEntries(Object.keys(QUERIES).map((facet) => [facet, present[facet] === false ? [] : rows(facet)]));
  return { ...read, viewColumns: [...read.views!, ...read.materializedViews!].flatMap((view) => columnsOf(view as View)) };
}

interface View {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

function columnsOf({ schema, name: view, columns }: View): readonly object[] {
  return columns.map(({ name, type }) => ({ schema, view, name, type }));
}

/** First oid of objects that PostgreSQL does not bring along (FirstNormalObjectId). Comparing with it uses an index instead of a scan. */
const FIRST_NORMAL_OID = 16_384;

/** Condition for namespaces in which migrations create objects. */
const OURS = `n.oid >= ${FIRST_NORMAL_OID} and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;

function notOfExtension(catalog: string, oid: string): string {
  return `not exists (select from pg_depend e where e.classid = '${catalog}'::regclass and e.objid = ${oid} and e.deptype = 'e')`;
}

/** Names of the columns whose numbers an array holds, in its order. */
function columnNames(numbers: string, relation: string): string {
  return `coalesce((select json_agg(a.attname order by k.place)
    from unnest(${numbers}) with ordinality k (number, place)
    join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.number), '[]')`;
}

function action(letter: string): string {
  return `case ${letter} when 'a' then 'NO ACTION' when 'r' then 'RESTRICT' when 'c' then 'CASCADE' when 'n' then 'SET NULL' else 'SET DEFAULT' end`;
}

const COLUMNS = `(select coalesce(json_agg(json_build_object(
    'name', a.attname,
    'type', format_type(a.atttypid, a.atttypmod),
    'notNull', a.attnotnull,
    'default', case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end,
    'generated', case a.attgenerated when 's' then json_build_object('kind', 'stored') when 'v' then json_build_object('kind', 'virtual') end,
    'identity', case a.attidentity when 'a' then 'always' when 'd' then 'by default' end,
    'comment', col_description(a.attrelid, a.attnum)) order by a.attnum), '[]')
  from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)`;

const INDEXES = `(select coalesce(json_agg(json_build_object(
    'name', i.relname,
    'columns', (select json_agg(coalesce(a.attname::text, '(expression)') order by k.place)
      from unnest(x.indkey::int2[]) with ordinality k (number, place)
      left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.number and k.number <> 0
      where k.place <= x.indnkeyatts),
    'include', (select coalesce(json_agg(a.attname order by k.place), '[]')
      from unnest(x.indkey::int2[]) with ordinality k (number, place)
      join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.number
      where k.place > x.indnkeyatts),
    'unique', x.indisunique,
    'primary', x.indisprimary,
    'method', m.amname,
    'predicate', pg_get_expr(x.indpred, x.indrelid),
    'constraint', (select conname from pg_constraint o where o.conindid = i.oid and o.conrelid = c.oid and o.contype in ('p', 'u', 'x'))
  ) order by i.relname collate "C"), '[]')
  from pg_index x join pg_class i on i.oid = x.indexrelid join pg_am m on m.oid = i.relam where x.indrelid = c.oid)`;

function constraints(letter: string, facts: string, more = 'true'): string {
  return `(select coalesce(json_agg(json_build_object('name', o.conname${facts}) order by o.conname collate "C"), '[]')
    from pg_constraint o where o.conrelid = c.oid and o.contype = '${letter}' and ${more})`;
}

/** Condition that leaves out the additional rows of a foreign key to a partitioned table: PostgreSQL stores one for each partition. */
const OWN_FOREIGN_KEY = `not exists (select from pg_constraint p where p.oid = o.conparentid and p.conrelid = o.conrelid)`;

const FOREIGN_KEY = `, 'columns', ${columnNames('o.conkey', 'o.conrelid')},
  'refSchema', (select rn.nspname from pg_class r join pg_namespace rn on rn.oid = r.relnamespace where r.oid = o.confrelid),
  'refTable', (select r.relname from pg_class r where r.oid = o.confrelid),
  'refColumns', ${columnNames('o.confkey', 'o.confrelid')},
  'onDelete', ${action('o.confdeltype')}, 'onUpdate', ${action('o.confupdtype')},
  'deferrable', o.condeferrable, 'initiallyDeferred', o.condeferred, 'validated', o.convalidated`;

const PARENTS = `(select json_agg(pn.nspname || '.' || p.relname order by h.inhseqno)
  from pg_inherits h join pg_class p on p.oid = h.inhparent join pg_namespace pn on pn.oid = p.relnamespace where h.inhrelid = c.oid)`;

const TABLES = `select n.nspname as schema, c.relname as name,
    case c.relkind when 'r' then 'table' when 'p' then 'partitioned table' else 'foreign table' end as kind,
    obj_description(c.oid, 'pg_class') as comment, c.relrowsecurity as "rowSecurity",
    case when c.relispartition then ${PARENTS} ->> 0 end as "partitionOf",
    case when not c.relispartition then ${PARENTS} end as inherits,
    ${COLUMNS} as columns,
    ${constraints('p', `, 'columns', ${columnNames('o.conkey', 'o.conrelid')}`)} -> 0 as "primaryKey",
    ${constraints('u', `, 'columns', ${columnNames('o.conkey', 'o.conrelid')}`)} as "uniqueConstraints",
    ${constraints('c', `, 'columns', ${columnNames('o.conkey', 'o.conrelid')}, 'validated', o.convalidated`)} as checks,
    ${constraints('x', '')} as exclusions,
    ${constraints('f', FOREIGN_KEY, OWN_FOREIGN_KEY)} as "foreignKeys",
    ${INDEXES} as indexes
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'f') and c.oid >= ${FIRST_NORMAL_OID} and ${OURS} and ${notOfExtension('pg_class', 'c.oid')}`;

function views(kind: string, more = ''): string {
  return `select n.nspname as schema, c.relname as name, obj_description(c.oid, 'pg_class') as comment, ${COLUMNS} as columns ${more}
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = '${kind}' and c.oid >= ${FIRST_NORMAL_OID} and ${OURS} and ${notOfExtension('pg_class', 'c.oid')}`;
}

function types(letter: string, facts: string, more = 'true'): string {
  return `select n.nspname as schema, t.typname as name, ${facts}
    from pg_type t join pg_namespace n on n.oid = t.typnamespace
    where t.typtype = '${letter}' and t.oid >= ${FIRST_NORMAL_OID} and ${OURS} and ${notOfExtension('pg_type', 't.oid')} and ${more}`;
}

/** Facts that the catalog JSON lacks: names of NOT NULL constraints, and whether they are local. */
const NOT_NULLS = `select n.nspname as schema, c.relname as table, o.conname as name, o.conislocal as local,
    (select attname from pg_attribute a where a.attrelid = c.oid and a.attnum = o.conkey[1]) as column
  from pg_constraint o join pg_class c on c.oid = o.conrelid join pg_namespace n on n.oid = c.relnamespace
  where o.contype = 'n' and o.oid >= ${FIRST_NORMAL_OID} and ${OURS}`;

/** Whether objects of a kind exist. Most histories have few kinds. */
const PRESENT = `select ${Object.entries({
  views: "from pg_class where oid >= $ and relkind = 'v'",
  materializedViews: "from pg_class where oid >= $ and relkind = 'm'",
  sequences: "from pg_class where oid >= $ and relkind = 'S'",
  enums: "from pg_type where oid >= $ and typtype = 'e'",
  domains: "from pg_type where oid >= $ and typtype = 'd'",
  compositeTypes: "from pg_class where oid >= $ and relkind = 'c'",
  functions: 'from pg_proc where oid >= $',
  triggers: 'from pg_trigger where oid >= $ and not tgisinternal',
  policies: 'from pg_policy',
  extensions: 'from pg_extension where oid >= $',
})
  .map(([facet, rows]) => `exists (select ${rows.replace('$', String(FIRST_NORMAL_OID))}) as "${facet}"`)
  .join(', ')}`;

const QUERIES: Readonly<Record<string, string>> = {
  schemas: `select n.nspname as name from pg_namespace n where ${OURS}`,
  extensions: `select e.extname as name, n.nspname as schema from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname <> 'plpgsql'`,
  tables: TABLES,
  views: views('v'),
  materializedViews: views('m', `, ${INDEXES} as indexes`),
  notNulls: NOT_NULLS,
  sequences: `select n.nspname as schema, c.relname as name,
      (select r.relname || '.' || a.attname from pg_depend d join pg_class r on r.oid = d.refobjid
        join pg_attribute a on a.attrelid = r.oid and a.attnum = d.refobjsubid
        where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i')) as "ownedBy"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and c.oid >= ${FIRST_NORMAL_OID} and ${OURS} and ${notOfExtension('pg_class', 'c.oid')}`,
  enums: types(
    'e',
    '(select coalesce(json_agg(e.enumlabel order by e.enumsortorder), $$[]$$) from pg_enum e where e.enumtypid = t.oid) as labels',
  ),
  domains: types('d', 'format_type(t.typbasetype, t.typtypmod) as "baseType", t.typnotnull as "notNull"'),
  compositeTypes: types(
    'c',
    `(select coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum), '[]')
      from pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped) as columns`,
    `(select relkind from pg_class c where c.oid = t.typrelid) = 'c'`,
  ),
  functions: `select n.nspname as schema, p.proname as name,
      case p.prokind when 'f' then 'function' when 'p' then 'procedure' when 'a' then 'aggregate' else 'window' end as kind,
      (select coalesce(json_agg(format_type(k.type, null) order by k.place), '[]') from unnest(p.proargtypes) with ordinality k (type, place)) as "argTypes",
      l.lanname as language, p.prosecdef as "securityDefiner"
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
    where p.oid >= ${FIRST_NORMAL_OID} and ${OURS} and ${notOfExtension('pg_proc', 'p.oid')}`,
  triggers: `select n.nspname as schema, c.relname as table, t.tgname as name
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where not t.tgisinternal and ${OURS}`,
  policies: `select n.nspname as schema, c.relname as table, p.polname as name, p.polcmd as command, p.polpermissive as permissive
    from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where ${OURS}`,
};
