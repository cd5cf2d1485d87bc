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
import { kinds, later, list, plain, record, type Shape } from './shape';

/* The shapes of what `sql/written.ts` declares. */

const span = spanShape;

export const name = record<Name, CodeParts>({ text: plain, span });
export const names = list(name);
export const qualifiedName = record<QualifiedName, CodeParts>({ schema: name, name, made: plain });
export const qualifiedNames = list(qualifiedName);

export const expression = record<Expression, CodeParts>({
  text: plain,
  span,
  columns: plain,
  sequences: plain,
  functions: plain,
  types: plain,
});

export const typeName = record<TypeName, CodeParts>({
  schema: plain,
  name: plain,
  ofTable: record<NonNullable<TypeName['ofTable']>, CodeParts>({ schema: plain, name: plain }),
  modifiers: plain,
  array: plain,
  span,
});

export const columnDefinition = record<ColumnDefinition, CodeParts>({
  name,
  type: typeName,
  span,
  notNull: plain,
  notNullName: name,
  notNullNoInherit: plain,
  primary: plain,
  default: expression,
  generated: record<NonNullable<ColumnDefinition['generated']>, CodeParts>({ expression }),
  identity: plain,
  sequenceName: name,
  serial: plain,
  collation: plain,
});

/** The fields of Deferrability, for constraints. */
export const deferrable = { deferrable: plain, initiallyDeferred: plain } as const;
export const deferrability = record<Deferrability, CodeParts>(deferrable);

export const indexDefinition = record<IndexDefinition, CodeParts>({
  name,
  keys: list(
    record<IndexKey, CodeParts>({
      column: name,
      expression,
      expressionName: plain,
      descending: plain,
      nullsFirst: plain,
      operatorClass: plain,
    }),
  ),
  include: names,
  unique: plain,
  method: plain,
  predicate: expression,
  nullsNotDistinct: plain,
});

type Reference = NonNullable<QueryShape['references']>[number];

const reference = record<Reference, CodeParts>({ qualifier: plain, column: plain });
const source = { alias: plain, columnAliases: plain, joinUsing: plain } as const;

export const queryShape: Shape<QueryShape, CodeParts> = later(() => queryFields);

const queryFields = record<QueryShape, CodeParts>({
  outputs: list(
    kinds<QueryOutput, CodeParts>({
      column: { name: plain, source: reference, type: typeName, formula: formulaShape },
      star: { qualifier: plain },
    }),
  ),
  sources: list(
    kinds<QuerySource, CodeParts>({
      relation: { name: qualifiedName, ...source },
      query: { query: queryShape, isLateral: plain, ...source },
      other: source,
    }),
  ),
  references: list(reference),
  calls: plain,
  branches: list(queryShape),
});

export const argumentType = record<ArgumentType, CodeParts>({ type: typeName, mode: plain, name: plain });

export const objectName = record<ObjectName, CodeParts>({ name: qualifiedName, on: qualifiedName, arguments: list(typeName) });
