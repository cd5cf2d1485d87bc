import type { Node } from 'libpg-query';
import type { Change, QualifiedName, QueryShape } from '../../../../sql/change';
import { setConfigChange } from '../searchPath';
import type { Source } from '../source';
import { lowerAlterTable } from './alterTable';
import { lowerCreateTable } from './createTable';
import { constantText } from './expressions';
import { lowerCreateIndex } from './indexes';
import { lowerAlterFunction, lowerComment, lowerDrop, lowerRename, lowerSetSchema } from './objects';
import { lowerCreateFunction, lowerDefine, lowerDo } from './routines';
import { lowerCopy, lowerDelete, lowerInsert, lowerMerge, lowerTruncate, lowerUpdate } from './rows';
import { lowerAlterSequence, lowerCreateSequence } from './sequences';
import { lowerSet, lowerTransaction } from './session';
import { lowerAlterPolicy, lowerCreatePolicy, lowerCreateTrigger } from './tableObjects';
import { type Fields, node, nodes, strings, type Tag } from './tree';
import { lowerAlterDomain, lowerAlterEnum, lowerCompositeType, lowerCreateDomain, lowerCreateEnum, lowerCreateRange } from './types';
import { lowerCreateTableAs, lowerCreateView, lowerSelect } from './views';

/** The changes of one parsed statement. A statement that cannot change the schema lowers to none. */
export function lower(statement: Node, source: Source): Change[] {
  const [tag] = Object.keys(statement) as Tag[];
  const family = tag === undefined ? undefined : (FAMILIES[tag] as ((fields: unknown, source: Source) => Change[]) | undefined);
  return tag === undefined || family === undefined ? [] : family((statement as Record<string, unknown>)[tag], source);
}

/** One kind of statement a line. Statements that do not change the schema are left out (GRANT, VACUUM, ANALYZE, SET ROLE …). */
const FAMILIES: { readonly [T in Tag]?: (fields: Fields<T>, source: Source) => Change[] } = {
  CreateSchemaStmt: (statement, source) => {
    const name = source.name(statement.schemaname ?? roleName(statement.authrole), 2);
    const elements = (statement.schemaElts ?? []).flatMap((element) => lower(element, source));
    const made = new Set(
      elements.flatMap((change) => (change.kind === 'createTable' || change.kind === 'createView' ? change.name.name.text : [])),
    );
    return [
      { kind: 'createSchema', name, ifNotExists: statement.if_not_exists === true },
      ...elements.map((change) => inSchema(change, name, made)),
    ];
  },
  CreateStmt: lowerCreateTable,
  CreateForeignTableStmt: (statement, source) => (statement.base === undefined ? [] : lowerCreateTable(statement.base, source, true)),
  CreateTableAsStmt: lowerCreateTableAs,
  SelectStmt: (statement, source) => [...lowerSelect(statement, source), ...setConfig(statement)],
  AlterTableStmt: lowerAlterTable,
  IndexStmt: lowerCreateIndex,
  ViewStmt: lowerCreateView,
  CreateSeqStmt: lowerCreateSequence,
  AlterSeqStmt: lowerAlterSequence,
  CreateEnumStmt: lowerCreateEnum,
  AlterEnumStmt: lowerAlterEnum,
  CreateDomainStmt: lowerCreateDomain,
  AlterDomainStmt: lowerAlterDomain,
  CompositeTypeStmt: lowerCompositeType,
  CreateRangeStmt: lowerCreateRange,
  DefineStmt: lowerDefine,
  CreateExtensionStmt: (statement, source) => {
    const schema = nodes(statement.options, 'DefElem').find((option) => option.defname === 'schema');
    const name = node(schema?.arg, 'String')?.sval;
    return [
      {
        kind: 'createExtension',
        name: source.name(statement.extname ?? '', 2),
        ifNotExists: statement.if_not_exists === true,
        ...(name === undefined ? {} : { schema: source.name(name, source.tokenAt(schema?.location)) }),
      },
    ];
  },
  CreateFunctionStmt: lowerCreateFunction,
  AlterFunctionStmt: lowerAlterFunction,
  CreateTrigStmt: lowerCreateTrigger,
  CreatePolicyStmt: lowerCreatePolicy,
  AlterPolicyStmt: lowerAlterPolicy,
  CommentStmt: lowerComment,
  DropStmt: lowerDrop,
  RenameStmt: lowerRename,
  AlterObjectSchemaStmt: lowerSetSchema,
  VariableSetStmt: lowerSet,
  DiscardStmt: (statement) => (statement.target === 'DISCARD_ALL' ? [{ kind: 'setSearchPath', local: false }] : []),
  TransactionStmt: lowerTransaction,
  DoStmt: lowerDo,
  InsertStmt: lowerInsert,
  UpdateStmt: lowerUpdate,
  DeleteStmt: lowerDelete,
  MergeStmt: lowerMerge,
  TruncateStmt: lowerTruncate,
  CopyStmt: lowerCopy,
};

function roleName(role: { readonly rolename?: string } | undefined): string {
  return role?.rolename ?? '';
}

/** Puts an element of CREATE SCHEMA into the new schema unless it names another one. Elements refer to each other there. */
function inSchema(change: Change, schema: Extract<Change, { kind: 'createSchema' }>['name'], made: ReadonlySet<string>): Change {
  const placed = (name: QualifiedName): QualifiedName => (name.schema === undefined ? { ...name, schema } : name);
  if (change.kind === 'createView') return { ...change, name: placed(change.name), query: within(change.query, made, placed) };
  if (change.kind === 'createTable' || change.kind === 'createSequence') return { ...change, name: placed(change.name) };
  if (change.kind === 'addForeignKey' && made.has(change.references.name.text))
    return { ...change, table: placed(change.table), references: placed(change.references) };
  return 'table' in change ? { ...change, table: placed(change.table) } : change;
}

function within(query: QueryShape, made: ReadonlySet<string>, placed: (name: QualifiedName) => QualifiedName): QueryShape {
  return {
    ...query,
    ...(query.branches === undefined ? {} : { branches: query.branches.map((branch) => within(branch, made, placed)) }),
    sources: query.sources.map((source) => {
      if (source.kind === 'query') return { ...source, query: within(source.query, made, placed) };
      return source.kind === 'relation' && made.has(source.name.name.text) ? { ...source, name: placed(source.name) } : source;
    }),
  };
}

function setConfig(statement: Fields<'SelectStmt'>): Change[] {
  return nodes(statement.targetList, 'ResTarget').flatMap((target) => {
    const call = node(target.val, 'FuncCall');
    if (call === undefined || strings(call.funcname).at(-1) !== 'set_config') return [];
    const [name, value, local] = call.args ?? [];
    return setConfigChange(constantText(name) ?? '', constantText(value) ?? '', node(local, 'A_Const')?.boolval?.boolval === true);
  });
}
