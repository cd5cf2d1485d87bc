import type { AlterPolicyStmt, CreatePolicyStmt, CreateTrigStmt, Node } from 'libpg-query';
import type { Change, PolicyCommand, PolicyCondition } from '../../../../sql/change';
import type { Source } from '../source';
import { relationName } from './names';
import { queryShape } from './queries';
import { references } from './references';
import { strings, walk } from './tree';

export function lowerCreateTrigger(statement: CreateTrigStmt, source: Source): Change[] {
  const table = relationName(statement.relation ?? {}, source);
  return [
    {
      kind: 'createTrigger',
      table,
      name: source.name(statement.trigname ?? '', source.cursor.find('trigger', 0) + 1),
      orReplace: statement.replace === true,
      function: source.qualified(strings(statement.funcname), Math.max(0, source.cursor.find('execute', 0))),
      ...columnsNamed(strings(statement.columns), [statement.whenClause]),
      description: `${timing(statement.timing ?? 0)} ${events(statement.events ?? 0)} FOR EACH ${statement.row === true ? 'ROW' : 'STATEMENT'}`,
    },
  ];
}

/** Columns of the table: unqualified, or qualified with OLD or NEW. A column with another qualifier belongs to a nested query. */
function columnsNamed(named: readonly string[], expressions: readonly (Node | undefined)[]): { readonly columns?: readonly string[] } {
  const columns = new Set(named);
  walk(expressions, (tag, fields) => {
    if (tag === 'ColumnRef') for (const name of strings(fields.fields as Node[]).slice(-1)) columns.add(name);
  });
  return columns.size === 0 ? {} : { columns: [...columns] };
}

/** Bits of pg_trigger.tgtype (pg_trigger.h). */
function timing(bits: number): string {
  return (bits & 2) !== 0 ? 'BEFORE' : (bits & 64) !== 0 ? 'INSTEAD OF' : 'AFTER';
}

function events(bits: number): string {
  const names: readonly (readonly [number, string])[] = [
    [4, 'INSERT'],
    [16, 'UPDATE'],
    [8, 'DELETE'],
    [32, 'TRUNCATE'],
  ];
  return names
    .filter(([bit]) => (bits & bit) !== 0)
    .map(([, name]) => name)
    .join(' OR ');
}

/** Letters of pg_policy.polcmd. */
const COMMANDS: Readonly<Record<string, PolicyCommand>> = { select: 'r', insert: 'a', update: 'w', delete: 'd', all: '*' };

export function lowerCreatePolicy(statement: CreatePolicyStmt, source: Source): Change[] {
  return [
    {
      kind: 'createPolicy',
      table: relationName(statement.table ?? {}, source),
      name: source.name(statement.policy_name ?? '', 2),
      command: COMMANDS[statement.cmd_name ?? 'all'] ?? '*',
      permissive: statement.permissive === true,
      ...conditions(statement, source),
    },
  ];
}

export function lowerAlterPolicy(statement: AlterPolicyStmt, source: Source): Change[] {
  const table = relationName(statement.table ?? {}, source);
  return [{ kind: 'alterPolicy', table, name: source.name(statement.policy_name ?? '', 2), ...conditions(statement, source) }];
}

function conditions(statement: { readonly qual?: Node; readonly with_check?: Node }, source: Source) {
  return {
    ...(statement.qual === undefined ? {} : { using: condition(statement.qual, source) }),
    ...(statement.with_check === undefined ? {} : { check: condition(statement.with_check, source) }),
  };
}

function condition(of: Node, source: Source): PolicyCondition {
  const functions = new Set<string>();
  walk(of, (tag, fields) => {
    if (tag === 'FuncCall') functions.add(strings(fields.funcname as Node[]).join('.'));
  });
  const { columns, nested } = references({ targetList: [of] });
  return {
    columns: columns.map(({ column }) => column),
    functions: [...functions],
    queries: nested.map((query) => queryShape(query, source)),
  };
}
