import { postgresOf } from '../../schema/model/postgresPart';
import type { Table } from '../../schema/model/table';
import { displayName, listTables } from '../../schema/queries';
import { blocks, codeSpan, enumeration } from '../markdown';
import type { Page } from '../page';
import { checks } from './checks';
import { fields } from './fields';
import { indexTable } from './indexes';
import { policies } from './policies';
import { relationships } from './relationships';
import { triggers } from './triggers';

/** Everything known about a table, below its heading. */
export function tableDetails(page: Page, table: Table): string {
  return blocks(
    kind(page, table),
    fields(page, table),
    indexTable(table, table.indexes),
    relationships(page, table),
    checks(table),
    triggers(table.triggers),
    policies(table),
  );
}

/** Foreign storage, partitioning and inheritance in sentences; '' for an ordinary table. */
function kind({ schema }: Page, table: Table): string {
  const names = (tables: readonly Table[]): string => enumeration(tables.map((other) => codeSpan(displayName(schema, other))));
  const partitions = listTables(schema).filter((other) => postgresOf(other).partitionOf === table.id);
  const { inherits, partitionBy } = postgresOf(table);
  const parents = inherits.flatMap((id) => schema.tables.get(id) ?? []);
  const sentences = [
    ...(table.kind === 'foreign table' ? ['A foreign table: its rows are kept by another server.'] : []),
    ...(partitionBy ? [`Partitioned by ${codeSpan(partitionBy)}.`] : []),
    ...(partitions.length === 0 ? [] : [`Partitions: ${names(partitions)}.`]),
    ...(parents.length === 0 ? [] : [`Inherits from ${names(parents)}.`]),
  ];
  return sentences.join(' ');
}
