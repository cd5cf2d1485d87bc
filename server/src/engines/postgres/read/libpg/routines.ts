import type { CreateFunctionStmt, DefElem, DefineStmt, DoStmt, FunctionParameter } from 'libpg-query';
import type { ArgumentType, Change } from '../../../../sql/change';
import { doBlock } from '../doBlock';
import type { Source } from '../source';
import { typeName } from './names';
import { items, node, nodes, strings } from './tree';

export function lowerCreateFunction(statement: CreateFunctionStmt, source: Source): Change[] {
  const options = nodes(statement.options, 'DefElem');
  const option = (name: string): DefElem | undefined => options.find((item) => item.defname === name);
  const isWindow = node(option('window')?.arg, 'Boolean')?.boolval === true;
  return [
    {
      kind: 'createRoutine',
      name: source.qualified(strings(statement.funcname), 2),
      routineKind: statement.is_procedure === true ? 'procedure' : isWindow ? 'window' : 'function',
      orReplace: statement.replace === true,
      arguments: nodes(statement.parameters, 'FunctionParameter').map((parameter) => argument(parameter, source)),
      ...(statement.returnType === undefined ? {} : { returns: typeName(statement.returnType, source) }),
      language: (node(option('language')?.arg, 'String')?.sval ?? 'sql').toLowerCase(),
      securityDefiner: node(option('security')?.arg, 'Boolean')?.boolval === true,
      definition: source.text,
    },
  ];
}

const MODES: Readonly<Record<string, ArgumentType['mode']>> = {
  FUNC_PARAM_OUT: 'out',
  FUNC_PARAM_INOUT: 'inout',
  FUNC_PARAM_VARIADIC: 'variadic',
  FUNC_PARAM_TABLE: 'table',
};

function argument(parameter: FunctionParameter, source: Source): ArgumentType {
  return {
    type: typeName(parameter.argType ?? {}, source),
    mode: MODES[parameter.mode ?? ''] ?? 'in',
    ...(parameter.name === undefined ? {} : { name: parameter.name }),
  };
}

/** CREATE AGGREGATE, and types by their name alone; operators, text search and collations are outside the schema. */
export function lowerDefine(statement: DefineStmt, source: Source): Change[] {
  const name = source.qualified(strings(statement.defnames), 2);
  if (statement.kind === 'OBJECT_TYPE') return [{ kind: 'createOtherType', name }];
  if (statement.kind !== 'OBJECT_AGGREGATE') return [];
  const parameters = nodes([...items(statement.args?.[0])], 'FunctionParameter');
  return [
    {
      kind: 'createRoutine',
      name,
      routineKind: 'aggregate',
      orReplace: statement.replace === true,
      arguments: parameters.map((parameter) => argument(parameter, source)),
      language: 'internal',
      securityDefiner: false,
    },
  ];
}

export function lowerDo(statement: DoStmt): Change[] {
  const body = nodes(statement.args, 'DefElem').find((option) => option.defname === 'as');
  return doBlock(node(body?.arg, 'String')?.sval ?? '');
}
