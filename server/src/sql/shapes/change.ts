import type { Change, ChangeStep } from '../change';
import { type CodeParts, formulaShape, spanShape, stepShape } from '../code/visit';
import type {
  AlterDomain,
  CreateComposite,
  CreateDomain,
  CreateOtherType,
  PolicyCondition,
  RowChange,
  SequenceOwner,
} from '../objectChange';
import type { LikeClause } from '../tableChange';
import { type DataShape, either, keyed, kinds, later, listOf, record, scalar } from './shape';
import { written } from './written';

const {
  argumentType,
  columnDefinition,
  deferrability,
  deferrable,
  expression,
  indexDefinition,
  name,
  names,
  objectName,
  qualifiedName,
  qualifiedNames,
  queryShape,
  typeName,
} = written;

/** The shape of every change: the spans, formulas and steps in it. */
export const changeShape: DataShape<Change, CodeParts> = later(() => changeKinds);

/** The shape of code: its steps, and the changes in them. */
export const codeShape: DataShape<readonly ChangeStep[], CodeParts> = listOf(stepShape(changeShape));

const like = record<LikeClause, CodeParts>({ table: qualifiedName, position: scalar, including: scalar });

type Owner = Exclude<SequenceOwner, 'none'>;
const column = record<Owner, CodeParts>({ table: qualifiedName, column: name });
const none: DataShape<SequenceOwner, CodeParts> = { map: (value) => value, some: () => false };
const ownedBy: DataShape<SequenceOwner, CodeParts> = either((owner) =>
  owner === 'none' ? none : (column as DataShape<SequenceOwner, CodeParts>),
);

const policyCondition = record<PolicyCondition, CodeParts>({ columns: scalar, functions: scalar, queries: listOf(queryShape) });

const rowChange = kinds<RowChange, CodeParts>({
  insert: { alias: scalar, columns: scalar, values: listOf(listOf(formulaShape)), mayConflict: scalar },
  update: { alias: scalar, set: listOf(keyed(formulaShape)), where: formulaShape },
  delete: { alias: scalar, where: formulaShape },
});

const domainAction = kinds<AlterDomain['action'], CodeParts>({
  setDefault: { default: expression },
  setNotNull: { notNull: scalar },
  addCheck: { name, expression },
  dropConstraint: { name },
});

const any = { partOf: scalar } as const;
const onTable = { ...any, table: qualifiedName, ifExists: scalar, only: scalar } as const;
const ofTable = { ...any, table: qualifiedName } as const;
const constraint = { ...onTable, ...deferrable, name, span: spanShape, inlineColumn: name } as const;
const object = { ...any, objectKind: scalar, object: objectName } as const;

const changeKinds = kinds<Change, CodeParts>({
  createSchema: { ...any, name, ifNotExists: scalar },
  createTable: {
    ...any,
    name: qualifiedName,
    ifNotExists: scalar,
    temporary: scalar,
    onCommitDrop: scalar,
    foreign: scalar,
    columns: listOf(columnDefinition),
    likes: listOf(like),
    inherits: qualifiedNames,
    partitionOf: qualifiedName,
    ofType: typeName,
    partitionBy: scalar,
    partitionKey: scalar,
    span: spanShape,
    elementsEnd: scalar,
  },
  createTableAs: {
    ...any,
    name: qualifiedName,
    ifNotExists: scalar,
    temporary: scalar,
    onCommitDrop: scalar,
    columnNames: names,
    query: queryShape,
  },
  copyLike: { ...onTable, like },
  addColumn: { ...onTable, column: columnDefinition, ifNotExists: scalar },
  dropColumn: { ...onTable, column: name, columnIfExists: scalar, cascade: scalar },
  alterColumnType: { ...onTable, column: name, type: typeName, using: expression },
  setDefault: { ...onTable, column: name, default: expression },
  setNotNull: { ...onTable, column: name, notNull: scalar, name, noInherit: scalar },
  setIdentity: { ...onTable, column: name, identity: scalar, sequenceName: name, add: scalar },
  setGenerated: { ...onTable, column: name, expression },
  addKey: { ...constraint, primary: scalar, columns: names, include: names, nullsNotDistinct: scalar, usingIndex: name },
  addCheck: { ...constraint, expression, validated: scalar, enforced: scalar, noInherit: scalar },
  addForeignKey: {
    ...constraint,
    columns: names,
    references: qualifiedName,
    referencedColumns: names,
    onDelete: scalar,
    onUpdate: scalar,
    match: scalar,
    validated: scalar,
    enforced: scalar,
  },
  addExclusion: { ...constraint, index: indexDefinition, operators: scalar },
  validateConstraint: { ...onTable, name },
  alterConstraint: { ...onTable, name, deferrability, enforced: scalar, noInherit: scalar },
  dropConstraint: { ...onTable, name, constraintIfExists: scalar, cascade: scalar },
  createIndex: { ...ofTable, index: indexDefinition, ifNotExists: scalar, concurrently: scalar, only: scalar, schema: name },
  createView: {
    ...any,
    name: qualifiedName,
    materialized: scalar,
    orReplace: scalar,
    ifNotExists: scalar,
    temporary: scalar,
    columnNames: names,
    query: queryShape,
    definition: scalar,
  },
  createSequence: { ...any, name: qualifiedName, ifNotExists: scalar, temporary: scalar, ownedBy },
  alterSequence: { ...any, name: qualifiedName, ifExists: scalar, ownedBy },
  createEnum: { ...any, name: qualifiedName, labels: names },
  addEnumValue: { ...any, type: qualifiedName, label: name, ifNotExists: scalar, before: scalar, after: scalar },
  renameEnumValue: { ...any, type: qualifiedName, from: scalar, to: scalar },
  createDomain: {
    ...any,
    name: qualifiedName,
    baseType: typeName,
    notNull: scalar,
    default: expression,
    checks: listOf(record<CreateDomain['checks'][number], CodeParts>({ name, expression })),
  },
  alterDomain: { ...any, name: qualifiedName, action: domainAction },
  createComposite: {
    ...any,
    name: qualifiedName,
    columns: listOf(record<CreateComposite['columns'][number], CodeParts>({ name, type: typeName })),
  },
  createOtherType: {
    ...any,
    name: qualifiedName,
    range: record<NonNullable<CreateOtherType['range']>, CodeParts>({ subtype: typeName, multirange: qualifiedName }),
  },
  createExtension: { ...any, name, ifNotExists: scalar, schema: name },
  createRoutine: {
    ...any,
    name: qualifiedName,
    routineKind: scalar,
    orReplace: scalar,
    arguments: listOf(argumentType),
    returns: typeName,
    language: scalar,
    securityDefiner: scalar,
    definition: scalar,
  },
  alterRoutine: { ...object, securityDefiner: scalar },
  createTrigger: { ...ofTable, name, orReplace: scalar, function: qualifiedName, columns: scalar, description: scalar },
  createPolicy: { ...ofTable, name, command: scalar, permissive: scalar, using: policyCondition, check: policyCondition },
  alterPolicy: { ...ofTable, name, using: policyCondition, check: policyCondition },
  setRowSecurity: { ...onTable, enabled: scalar },
  setComment: { ...object, text: scalar },
  rename: { ...object, to: name, ifExists: scalar },
  setSchema: { ...object, to: name, ifExists: scalar },
  drop: { ...any, objectKind: scalar, objects: listOf(objectName), ifExists: scalar, cascade: scalar, concurrently: scalar },
  attachPartition: { ...onTable, partition: qualifiedName },
  detachPartition: { ...onTable, partition: qualifiedName },
  setInheritance: { ...onTable, parent: qualifiedName, inherit: scalar },
  setSearchPath: { ...any, schemas: scalar, local: scalar },
  transaction: { ...any, action: scalar, savepoint: scalar },
  modifyRows: { ...ofTable, verb: scalar, columns: names, rows: rowChange },
  opaque: { ...any, reason: scalar, mayTouch: scalar },
  runBlock: { ...any, body: codeShape },
  callRoutines: { ...any, names: scalar, body: codeShape },
});
