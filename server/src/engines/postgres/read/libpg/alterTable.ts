import type { AlterTableCmd, AlterTableStmt, Constraint } from 'libpg-query';
import type { Change, Name } from '../../../../sql/change';
import { inPasses } from '../alterPasses';
import type { Source } from '../source';
import { addColumnChanges } from './columns';
import { constraintChange, type OnTable } from './constraints';
import { expression } from './expressions';
import { relationName, typeName } from './names';
import { identitySequence } from './sequences';
import { node } from './tree';

export function lowerAlterTable(statement: AlterTableStmt, source: Source): Change[] {
  if (statement.objtype === 'OBJECT_SEQUENCE') return [];
  const table = relationName(statement.relation ?? {}, source);
  const { cursor } = source;
  const on: OnTable = {
    table,
    ...(statement.missing_ok === true ? { ifExists: true } : {}),
    ...(statement.relation?.inh === true ? {} : { only: true }),
  };
  const ranges = cursor.items(cursor.indexAt(table.name.span.end), cursor.tokens.length);
  const commands = (statement.cmds ?? []).map((of, i) => {
    const command = node(of, 'AlterTableCmd');
    // ATTACH PARTITION is the only command of ALTER INDEX that changes the schema.
    if (command === undefined || (statement.objtype === 'OBJECT_INDEX' && command.subtype !== 'AT_AttachPartition')) return [];
    const { start, end } = ranges[i] ?? { start: 0, end: cursor.tokens.length };
    return lowerCommand(command, source, start, end, on);
  });
  return inPasses(commands);
}

function lowerCommand(command: AlterTableCmd, source: Source, from: number, to: number, on: OnTable): Change[] {
  const cascade = command.behavior === 'DROP_CASCADE';
  const missingOk = command.missing_ok === true;
  const named = (): Name => source.name(command.name ?? '', from, to);
  switch (command.subtype) {
    case 'AT_AddColumn': {
      const column = node(command.def, 'ColumnDef');
      const start =
        column === undefined
          ? from
          : source.cursor.findName(column.colname ?? '', isColumnWord(source.cursor.word(from + 1)) ? from + 2 : from + 1, to);
      return column === undefined ? [] : addColumnChanges(column, source, Math.max(start, from), to, on, missingOk);
    }
    case 'AT_DropColumn':
      return [{ kind: 'dropColumn', ...on, column: columnOf(command, source, from, to), columnIfExists: missingOk, cascade }];
    case 'AT_AddConstraint': {
      const constraint = node(command.def, 'Constraint');
      return constraint === undefined ? [] : addConstraint(constraint, source, from + 1, to, on);
    }
    case 'AT_DropConstraint':
      return [
        { kind: 'dropConstraint', ...on, name: source.name(command.name ?? '', from + 2, to), constraintIfExists: missingOk, cascade },
      ];
    case 'AT_ValidateConstraint':
      return [{ kind: 'validateConstraint', ...on, name: source.name(command.name ?? '', from + 2, to) }];
    case 'AT_AlterConstraint':
      return alterConstraint(command, source, from, to, on);
    case 'AT_AttachPartition':
    case 'AT_DetachPartition': {
      const partition = relationName(node(command.def, 'PartitionCmd')?.name ?? {}, source);
      return [{ kind: command.subtype === 'AT_AttachPartition' ? 'attachPartition' : 'detachPartition', ...on, partition }];
    }
    case 'AT_AddInherit':
    case 'AT_DropInherit':
      return [
        {
          kind: 'setInheritance',
          ...on,
          parent: relationName(node(command.def, 'RangeVar') ?? {}, source),
          inherit: command.subtype === 'AT_AddInherit',
        },
      ];
    case 'AT_EnableRowSecurity':
    case 'AT_DisableRowSecurity':
      return [{ kind: 'setRowSecurity', ...on, enabled: command.subtype === 'AT_EnableRowSecurity' }];
    default:
      return lowerColumnCommand(command, source, from, to, on, named);
  }
}

/** ALTER TABLE … ALTER [COLUMN] c …. Commands about properties that the schema does not hold make no change. */
function lowerColumnCommand(command: AlterTableCmd, source: Source, from: number, to: number, on: OnTable, named: () => Name): Change[] {
  const column = command.name === undefined ? named() : columnOf(command, source, from, to);
  const { cursor } = source;
  switch (command.subtype) {
    case 'AT_AlterColumnType': {
      const definition = node(command.def, 'ColumnDef');
      if (definition?.typeName === undefined) return [];
      const using =
        definition.raw_default === undefined
          ? undefined
          : expression(definition.raw_default, source, cursor.findTop('using', from, to) + 1, to);
      return [
        { kind: 'alterColumnType', ...on, column, type: typeName(definition.typeName, source), ...(using === undefined ? {} : { using }) },
      ];
    }
    case 'AT_ColumnDefault': {
      if (command.def === undefined) return [{ kind: 'setDefault', ...on, column }];
      return [{ kind: 'setDefault', ...on, column, default: expression(command.def, source, cursor.findTop('default', from, to) + 1, to) }];
    }
    case 'AT_SetNotNull':
    case 'AT_DropNotNull':
      return [{ kind: 'setNotNull', ...on, column, notNull: command.subtype === 'AT_SetNotNull' }];
    case 'AT_AddIdentity':
      return [
        {
          kind: 'setIdentity',
          ...on,
          column,
          add: true,
          identity: node(command.def, 'Constraint')?.generated_when === 'a' ? 'always' : 'by default',
          ...identitySequence(node(command.def, 'Constraint')?.options, source, from, to),
        },
      ];
    case 'AT_SetIdentity':
      return setIdentity(source, from, to, on, column);
    case 'AT_DropIdentity':
      return [{ kind: 'setIdentity', ...on, column, add: false }];
    case 'AT_SetExpression': {
      const open = cursor.find('(', from, to);
      return [{ kind: 'setGenerated', ...on, column, expression: expression(command.def, source, open + 1, cursor.matching(open)) }];
    }
    case 'AT_DropExpression':
      return [{ kind: 'setGenerated', ...on, column }];
    default:
      return [];
  }
}

/** SET GENERATED { ALWAYS | BY DEFAULT }; sequence options alone change nothing that the schema holds. */
function setIdentity(source: Source, from: number, to: number, on: OnTable, column: Name): Change[] {
  const generated = source.cursor.findTop('generated', from, to);
  if (generated === -1) return [];
  return [
    { kind: 'setIdentity', ...on, column, add: false, identity: source.cursor.word(generated + 1) === 'always' ? 'always' : 'by default' },
  ];
}

/** ALTER TYPE calls the columns of a composite type attributes. */
function isColumnWord(word: string): boolean {
  return word === 'column' || word === 'attribute';
}

/** The column's name stands behind `ADD|DROP|ALTER [COLUMN] [IF [NOT] EXISTS]`. */
function columnOf(command: AlterTableCmd, source: Source, from: number, to: number): Name {
  const { cursor } = source;
  let start = from + 1;
  if (isColumnWord(cursor.word(start))) start++;
  if (cursor.word(start) === 'if') start += 2;
  return source.name(command.name ?? '', start, to);
}

function addConstraint(constraint: Constraint, source: Source, from: number, to: number, on: OnTable): Change[] {
  if (constraint.contype === 'CONSTR_NOTNULL') {
    const column = node(constraint.keys?.[0], 'String')?.sval ?? '';
    const start = source.cursor.findTop('null', from, to) + 1;
    return [
      {
        kind: 'setNotNull',
        ...on,
        column: source.name(column, start, to),
        notNull: true,
        ...(constraint.conname === undefined ? {} : { name: source.name(constraint.conname, from, to) }),
        ...(constraint.is_no_inherit === true ? { noInherit: true } : {}),
      },
    ];
  }
  return [constraintChange(constraint, source, from, to, on) ?? []].flat();
}

function alterConstraint(command: AlterTableCmd, source: Source, from: number, to: number, on: OnTable): Change[] {
  const altered = node(command.def, 'ATAlterConstraint' as never) as AlteredConstraint | undefined;
  if (altered === undefined) return [];
  const deferrability = {
    deferrable: altered.deferrable === true || altered.initdeferred === true,
    initiallyDeferred: altered.initdeferred === true,
  };
  return [
    {
      kind: 'alterConstraint',
      ...on,
      name: source.name(altered.conname ?? '', from + 2, to),
      ...(altered.alterDeferrability === true ? { deferrability } : {}),
      ...(altered.alterEnforceability === true ? { enforced: altered.is_enforced === true } : {}),
      ...(altered.alterInheritability === true ? { noInherit: altered.noinherit === true } : {}),
    },
  ];
}

/** ATAlterConstraint in parsenodes.h, which the types of the parser lack. */
interface AlteredConstraint {
  readonly conname?: string;
  readonly alterDeferrability?: boolean;
  readonly deferrable?: boolean;
  readonly initdeferred?: boolean;
  readonly alterEnforceability?: boolean;
  readonly is_enforced?: boolean;
  readonly alterInheritability?: boolean;
  readonly noinherit?: boolean;
}
