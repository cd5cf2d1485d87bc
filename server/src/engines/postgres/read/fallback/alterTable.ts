import type { AlterTableStatement, TableAlteration } from 'pgsql-ast-parser';
import type { Change } from '../../../../sql/change';
import { inPasses } from '../alterPasses';
import { asCarriedOut } from '../constraintOrder';
import type { Source } from '../source';
import { identitySequence, lowerColumn } from './columns';
import { constraintChange, type OnTable } from './constraints';
import { expression } from './expressions';
import { nameOf, qualifiedName, tokenOf, typeName } from './names';

export function lowerAlterTable(statement: AlterTableStatement, source: Source): Change[] {
  const table = qualifiedName(statement.table, source);
  const { cursor } = source;
  const on: OnTable = {
    table,
    ...(statement.ifExists === true ? { ifExists: true } : {}),
    ...(statement.only === true ? { only: true } : {}),
  };
  const ranges = cursor.items(cursor.indexAt(table.name.span.end), cursor.tokens.length);
  const commands = statement.changes.map((command, i) => {
    const { start, end } = ranges[i] ?? { start: 0, end: cursor.tokens.length };
    return lowerCommand(command, source, start, end, on);
  });
  return inPasses(commands);
}

function lowerCommand(command: TableAlteration, source: Source, from: number, to: number, on: OnTable): Change[] {
  const rename = { kind: 'rename', ifExists: on.ifExists === true } as const;
  switch (command.type) {
    case 'add column': {
      const { definition, constraints } = lowerColumn(command.column, source, tokenOf(command.column, source), to, on);
      return [
        { kind: 'addColumn', ...on, column: definition, ifNotExists: command.ifNotExists === true },
        ...asCarriedOut(constraints).map((change) => ({ ...change, partOf: 0 })),
      ];
    }
    case 'drop column': {
      const shared = { columnIfExists: command.ifExists === true, cascade: command.behaviour === 'cascade' };
      return [{ kind: 'dropColumn', ...on, column: nameOf(command.column, source), ...shared }];
    }
    case 'add constraint':
      return [constraintChange(command.constraint, source, from + 1, to, on) ?? []].flat();
    case 'drop constraint': {
      const shared = { constraintIfExists: command.ifExists === true, cascade: command.behaviour === 'cascade' };
      return [{ kind: 'dropConstraint', ...on, name: nameOf(command.constraint, source), ...shared }];
    }
    case 'alter column':
      return lowerAlterColumn(command, source, from, to, on);
    case 'rename':
      return [{ ...rename, objectKind: 'table', object: { name: on.table }, to: nameOf(command.to, source) }];
    case 'rename column':
    case 'rename constraint': {
      const isColumn = command.type === 'rename column';
      const name = { name: nameOf(isColumn ? command.column : command.constraint, source) };
      const to = nameOf(command.to, source);
      return [{ ...rename, objectKind: isColumn ? 'column' : 'constraint', object: { name, on: on.table }, to }];
    }
    default:
      return [];
  }
}

type AlterColumnCommand = Extract<TableAlteration, { readonly type: 'alter column' }>;

function lowerAlterColumn(command: AlterColumnCommand, source: Source, from: number, to: number, on: OnTable): Change[] {
  const column = nameOf(command.column, source);
  const { alter } = command;
  switch (alter.type) {
    case 'set type': {
      const first = source.cursor.findTop('type', source.cursor.indexAt(column.span.end), to) + 1;
      return [{ kind: 'alterColumnType', ...on, column, type: typeName(alter.dataType, source, first) }];
    }
    case 'set default': {
      const start = source.cursor.findTop('default', from, to) + 1;
      return [{ kind: 'setDefault', ...on, column, default: expression(alter.default, source, start, to) }];
    }
    case 'drop default':
      return [{ kind: 'setDefault', ...on, column }];
    case 'set not null':
    case 'drop not null':
      return [{ kind: 'setNotNull', ...on, column, notNull: alter.type === 'set not null' }];
    case 'add generated':
      return [
        {
          kind: 'setIdentity',
          ...on,
          column,
          add: true,
          identity: alter.always ?? 'by default',
          ...identitySequence(alter, source, from, to),
        },
      ];
  }
}
