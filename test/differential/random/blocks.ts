import { columnName, list, type Maker, nameOf, newColumn, newName, newTable, newType, quoted, someSchema } from './situation';

/* DO blocks as migrations have them: guarded creation, loops over the catalog, and dynamic SQL. */

const block = (body: string, declared = ''): string => `do $do$ ${declared}begin ${body} end $do$`;

const BLOCKS: readonly Maker[] = [
  (of) => {
    const name = newTable(of);
    const plain = name.replaceAll('"', '');
    return block(
      `if not exists (select 1 from pg_tables where tablename = '${plain}') then create table ${name} (a int primary key); end if;`,
    );
  },
  (of) => {
    const column = newColumn(of);
    const condition = `select 1 from information_schema.columns where table_name = '${of.table.name}' and column_name = '${column.replaceAll('"', '')}'`;
    return block(`if not exists (${condition}) then alter table ${nameOf(of, of.table)} add ${column} int; end if;`);
  },
  (of) => {
    const column = of.pick(of.table.columns);
    const condition = `select from information_schema.columns where table_schema = 'public' and table_name = '${of.table.name}' and column_name = '${column?.name}'`;
    return column === undefined
      ? undefined
      : block(`if exists (${condition}) then alter table ${nameOf(of, of.table)} drop column ${columnName(column)} cascade; end if;`);
  },
  (of) => block(`create type ${newType(of)} as enum ('x', 'y'); exception when duplicate_object then null;`),
  (of) => block(`create table ${newTable(of)} (a int, b text); exception when duplicate_table then null;`),
  (of) => {
    const columns = list(of.some(of.table.columns.map(columnName), 1, 2));
    if (columns === '') return undefined;
    const name = newName(of);
    const condition = `select 1 from pg_constraint where conname = '${name.replaceAll('"', '')}' and contype = 'u' and conrelid = '${nameOf(of, of.table)}'::regclass`;
    return block(
      `if not exists (${condition}) then alter table ${nameOf(of, of.table)} add constraint ${name} unique (${columns}); end if;`,
    );
  },
  (of) =>
    block(
      `for r in select schemaname, tablename from pg_tables where schemaname in ('public', 's') and tablename like '${of.pick(['t%', 'u', '%b', 'v%'])}' order by 1, 2 loop
        execute format('alter table %I.%I add column if not exists ${newColumn(of)} int', r.schemaname, r.tablename); end loop;`,
      'declare r record; ',
    ),
  (of) => block(`execute format('alter table %I rename to %I', '${of.table.name}', '${newTable(of).replaceAll('"', '')}');`),
  (of) => block(`execute 'create schema if not exists ' || quote_ident('${someSchema(of).replaceAll('"', '')}');`),
  (of) =>
    block(
      `foreach n in array array['x', 'y'] loop execute 'create table ' || quote_ident('${of.pick(['t_', 'u_', 'V '])}' || n) || ' (id int primary key, ' || quote_ident(n) || ' text not null)'; end loop;`,
      'declare n text; ',
    ),
  (of) =>
    block(`for i in 1..3 loop execute format('create table %s_%s (like ${nameOf(of, of.table)} including all)', 'part', i); end loop;`),
  (of) => {
    const constraint = of.pick(of.table.constraints);
    return constraint === undefined
      ? undefined
      : block(
          `alter table ${nameOf(of, of.table)} drop constraint if exists ${quoted(constraint.name)} cascade; create table if not exists ${newTable(of)} (x int);`,
        );
  },
  (of) =>
    block(
      `perform 1; if (select count(*) from pg_class where relname = '${of.table.name}') > 0 then create sequence if not exists ${newName(of)}; end if;`,
    ),
];

export const BLOCK_MAKERS: readonly (readonly [weight: number, Maker])[] = [[4, (of) => of.pick(BLOCKS)!(of)]];
