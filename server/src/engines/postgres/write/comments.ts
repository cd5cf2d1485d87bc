import type { Table } from '../../../schema/model/table';
import type { Type } from '../../../schema/model/type';
import type { View } from '../../../schema/model/view';
import { compare, listTables, listViews, sortNamed } from '../../../schema/queries';
import type { Writer } from './writer';

/** COMMENT ON for the objects that the statements before it make. Functions, triggers and policies are not among them. */
export function commentStatements(write: Writer): readonly string[] {
  const { schema, quote, qualified } = write;
  const on = says(write);
  const named = [...schema.namespaces.values()].sort((a, b) => compare(a.name, b.name));
  const types = [...schema.types.values()].filter(({ kind }) => kind !== 'other');
  return [
    ...named.flatMap((namespace) => on('SCHEMA', quote(namespace.name), namespace)),
    ...sortNamed<Type>(schema, types).flatMap((type) =>
      write.isOmitted(type) ? [] : on(type.kind === 'domain' ? 'DOMAIN' : 'TYPE', qualified(type), type),
    ),
    ...sortNamed(schema, [...schema.sequences.values()]).flatMap((sequence) => on('SEQUENCE', qualified(sequence), sequence)),
    ...listTables(schema).flatMap((table) => (write.isOmitted(table) ? [] : tableComments(write, table))),
    ...listViews(schema).flatMap((view) => (write.isOmitted(view) ? [] : viewComments(write, view))),
  ];
}

interface Commented {
  readonly comment?: string;
}

function says({ literal }: Writer): (kind: string, name: string, object: Commented) => readonly string[] {
  return (kind, name, { comment }) => (comment === undefined ? [] : [`COMMENT ON ${kind} ${name} IS ${literal(comment)};`]);
}

function tableComments(write: Writer, table: Table): readonly string[] {
  const { quote, qualified } = write;
  const on = says(write);
  const name = qualified(table);
  return [
    ...on('TABLE', name, table),
    ...table.columns.flatMap((column) =>
      write.lacks(table, [column.number]) ? [] : on('COLUMN', `${name}.${quote(column.name)}`, column),
    ),
    ...table.constraints.flatMap((constraint) =>
      write.isOmitted(constraint) ? [] : on('CONSTRAINT', `${quote(constraint.name)} ON ${name}`, constraint),
    ),
    ...indexComments(write, table),
  ];
}

function viewComments(write: Writer, view: View): readonly string[] {
  const on = says(write);
  const name = write.qualified(view);
  return [
    ...on(view.kind === 'view' ? 'VIEW' : 'MATERIALIZED VIEW', name, view),
    ...view.columns.flatMap((column) => on('COLUMN', `${name}.${write.quote(column.name)}`, column)),
    ...indexComments(write, view),
  ];
}

function indexComments(write: Writer, owner: Table | View): readonly string[] {
  return owner.indexes
    .filter((index) => !write.isOmitted(index))
    .flatMap((index) => says(write)('INDEX', write.qualified({ namespace: owner.namespace, name: index.name }), index));
}
