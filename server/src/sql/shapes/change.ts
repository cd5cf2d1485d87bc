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
import { either, keyed, kinds, later, list, plain, record, type Shape } from './shape';
import {
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
} from './written';

/** The shape of every change: the spans, formulas and steps in it. */
export const changeShape: Shape<Change, CodeParts> = later(() => changeKinds);

/** The shape of code: its steps, and the changes in them. */
export const codeShape: Shape<readonly ChangeStep[], CodeParts> = list(stepShape(changeShape));

const like = record<LikeClause, CodeParts>({ table: qualifiedName, position: plain, including: plain });

type Owner = Exclude<SequenceOwner, 'none'>;
const column = record<Owner, CodeParts>({ table: qualifiedName, column: name });
const none: Shape<SequenceOwner, CodeParts> = { map: (value) => value, some: () => false };
const ownedBy: Shape<SequenceOwner, CodeParts> = either((owner) => (owner === 'none' ? none : (column as Shape<SequenceOwner, CodeParts>)));

const policyCondition = record<PolicyCondition, CodeParts>({ columns: plain, functions: plain, queries: list(queryShape) });

const rowChange = kinds<RowChange, CodeParts>({
  insert: { alias: plain, columns: plain, values: list(list(formulaShape)), mayConflict: plain },
  update: { alias: plain, set: list(keyed(formulaShape)), where: formulaShape },
  delete: { alias: plain, where: formulaShape },
});

const domainAction = kinds<AlterDomain['action'], CodeParts>({
  setDefault: { default: expression },
  setNotNull: { notNull: plain },
  addCheck: { name, expression },
  dropConstraint: { name },
});

const any = { partOf: plain } as const;
const onTable = { ...any, table: qualifiedName, ifExists: plain, only: plain } as const;
const ofTable = { ...any, table: qualifiedName } as const;
const constraint = { ...onTable, ...deferrable, name, span: spanShape, inlineColumn: name } as const;
const object = { ...any, objectKind: plain, object: objectName } as const;

const changeKinds = kinds<Change, CodeParts>({
  createSchema: { ...any, name, ifNotExists: plain },
  createTable: {
    ...any,
    name: qualifiedName,
    ifNotExists: plain,
    temporary: plain,
    onCommitDrop: plain,
    foreign: plain,
    columns: list(columnDefinition),
    likes: list(like),
    inherits: qualifiedNames,
    partitionOf: qualifiedName,
    ofType: typeName,
    partitionBy: plain,
    partitionKey: plain,
    span: spanShape,
    elementsEnd: plain,
  },
  createTableAs: {
    ...any,
    name: qualifiedName,
    ifNotExists: plain,
    temporary: plain,
    onCommitDrop: plain,
    columnNames: names,
    query: queryShape,
  },
  copyLike: { ...onTable, like },
  addColumn: { ...onTable, column: columnDefinition, ifNotExists: plain },
  dropColumn: { ...onTable, column: name, columnIfExists: plain, cascade: plain },
  alterColumnType: { ...onTable, column: name, type: typeName, using: expression },
  setDefault: { ...onTable, column: name, default: expression },
  setNotNull: { ...onTable, column: name, notNull: plain, name, noInherit: plain },
  setIdentity: { ...onTable, column: name, identity: plain, sequenceName: name, add: plain },
  setGenerated: { ...onTable, column: name, expression },
  addKey: { ...constraint, primary: plain, columns: names, include: names, nullsNotDistinct: plain, usingIndex: name },
  addCheck: { ...constraint, expression, validated: plain, enforced: plain, noInherit: plain },
  addForeignKey: {
    ...constraint,
    columns: names,
    references: qualifiedName,
    referencedColumns: names,
    onDelete: plain,
    onUpdate: plain,
    match: plain,
    validated: plain,
    enforced: plain,
  },
  addExclusion: { ...constraint, index: indexDefinition, operators: plain },
  validateConstraint: { ...onTable, name },
  alterConstraint: { ...onTable, name, deferrability, enforced: plain, noInherit: plain },
  dropConstraint: { ...onTable, name, constraintIfExists: plain, cascade: plain },
  createIndex: { ...ofTable, index: indexDefinition, ifNotExists: plain, concurrently: plain, only: plain, schema: name },
  createView: {
    ...any,
    name: qualifiedName,
    materialized: plain,
    orReplace: plain,
    ifNotExists: plain,
    temporary: plain,
    columnNames: names,
    query: queryShape,
    definition: plain,
  },
  createSequence: { ...any, name: qualifiedName, ifNotExists: plain, temporary: plain, ownedBy },
  alterSequence: { ...any, name: qualifiedName, ifExists: plain, ownedBy },
  createEnum: { ...any, name: qualifiedName, labels: names },
  addEnumValue: { ...any, type: qualifiedName, label: name, ifNotExists: plain, before: plain, after: plain },
  renameEnumValue: { ...any, type: qualifiedName, from: plain, to: plain },
  createDomain: {
    ...any,
    name: qualifiedName,
    baseType: typeName,
    notNull: plain,
    default: expression,
    checks: list(record<CreateDomain['checks'][number], CodeParts>({ name, expression })),
  },
  alterDomain: { ...any, name: qualifiedName, action: domainAction },
  createComposite: {
    ...any,
    name: qualifiedName,
    columns: list(record<CreateComposite['columns'][number], CodeParts>({ name, type: typeName })),
  },
  createOtherType: {
    ...any,
    name: qualifiedName,
    range: record<NonNullable<CreateOtherType['range']>, CodeParts>({ subtype: typeName, multirange: qualifiedName }),
  },
  createExtension: { ...any, name, ifNotExists: plain, schema: name },
  createRoutine: {
    ...any,
    name: qualifiedName,
    routineKind: plain,
    orReplace: plain,
    arguments: list(argumentType),
    returns: typeName,
    language: plain,
    securityDefiner: plain,
    definition: plain,
  },
  alterRoutine: { ...object, securityDefiner: plain },
  createTrigger: { ...ofTable, name, orReplace: plain, function: qualifiedName, columns: plain, description: plain },
  createPolicy: { ...ofTable, name, command: plain, permissive: plain, using: policyCondition, check: policyCondition },
  alterPolicy: { ...ofTable, name, using: policyCondition, check: policyCondition },
  setRowSecurity: { ...onTable, enabled: plain },
  setComment: { ...object, text: plain },
  rename: { ...object, to: name, ifExists: plain },
  setSchema: { ...object, to: name, ifExists: plain },
  drop: { ...any, objectKind: plain, objects: list(objectName), ifExists: plain, cascade: plain, concurrently: plain },
  attachPartition: { ...onTable, partition: qualifiedName },
  detachPartition: { ...onTable, partition: qualifiedName },
  setInheritance: { ...onTable, parent: qualifiedName, inherit: plain },
  setSearchPath: { ...any, schemas: plain, local: plain },
  transaction: { ...any, action: plain, savepoint: plain },
  modifyRows: { ...ofTable, verb: plain, columns: names, rows: rowChange },
  opaque: { ...any, reason: plain, mayTouch: plain },
  runBlock: { ...any, body: codeShape },
  callRoutines: { ...any, names: plain, body: codeShape },
});
