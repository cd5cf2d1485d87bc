import { type CodeParts, formulaShape, spanShape } from '../code/visit';
import type {
  ArgumentType,
  ColumnDefinition,
  Deferrability,
  Expression,
  IndexDefinition,
  IndexKey,
  Name,
  ObjectName,
  QualifiedName,
  QueryOutput,
  QueryShape,
  QuerySource,
  TypeName,
} from '../written';
import { type DataShape, kinds, later, listOf, record, scalar } from './shape';

/* The shapes of the types in `sql/written.ts`. */

const span = spanShape;

const name = record<Name, CodeParts>({ text: scalar, span });
const names = listOf(name);
const qualifiedName = record<QualifiedName, CodeParts>({ schema: name, name, made: scalar });
const qualifiedNames = listOf(qualifiedName);

const expression = record<Expression, CodeParts>({
  text: scalar,
  span,
  columns: scalar,
  sequences: scalar,
  functions: scalar,
  types: scalar,
});

const typeName = record<TypeName, CodeParts>({
  schema: scalar,
  name: scalar,
  ofTable: record<NonNullable<TypeName['ofTable']>, CodeParts>({ schema: scalar, name: scalar }),
  modifiers: scalar,
  array: scalar,
  span,
});

const columnDefinition = record<ColumnDefinition, CodeParts>({
  name,
  type: typeName,
  span,
  notNull: scalar,
  notNullName: name,
  notNullNoInherit: scalar,
  primary: scalar,
  default: expression,
  generated: record<NonNullable<ColumnDefinition['generated']>, CodeParts>({ expression }),
  identity: scalar,
  sequenceName: name,
  serial: scalar,
  collation: scalar,
});

/** The fields of Deferrability, for constraints. */
const deferrable = { deferrable: scalar, initiallyDeferred: scalar } as const;
const deferrability = record<Deferrability, CodeParts>(deferrable);

const indexDefinition = record<IndexDefinition, CodeParts>({
  name,
  keys: listOf(
    record<IndexKey, CodeParts>({
      column: name,
      expression,
      expressionName: scalar,
      descending: scalar,
      nullsFirst: scalar,
      operatorClass: scalar,
    }),
  ),
  include: names,
  unique: scalar,
  method: scalar,
  predicate: expression,
  nullsNotDistinct: scalar,
});

type Reference = NonNullable<QueryShape['references']>[number];

const reference = record<Reference, CodeParts>({ qualifier: scalar, column: scalar });
const source = { alias: scalar, columnAliases: scalar, joinUsing: scalar } as const;

const queryShape: DataShape<QueryShape, CodeParts> = later(() => queryFields);

const queryFields = record<QueryShape, CodeParts>({
  outputs: listOf(
    kinds<QueryOutput, CodeParts>({
      column: { name: scalar, source: reference, type: typeName, formula: formulaShape },
      star: { qualifier: scalar },
    }),
  ),
  sources: listOf(
    kinds<QuerySource, CodeParts>({
      relation: { name: qualifiedName, ...source },
      query: { query: queryShape, isLateral: scalar, ...source },
      other: source,
    }),
  ),
  references: listOf(reference),
  calls: scalar,
  branches: listOf(queryShape),
});

const argumentType = record<ArgumentType, CodeParts>({ type: typeName, mode: scalar, name: scalar });

const objectName = record<ObjectName, CodeParts>({ name: qualifiedName, on: qualifiedName, arguments: listOf(typeName) });

/** The shapes, by type. */
export const written = {
  name,
  names,
  qualifiedName,
  qualifiedNames,
  expression,
  typeName,
  columnDefinition,
  deferrable,
  deferrability,
  indexDefinition,
  queryShape,
  argumentType,
  objectName,
} as const;
