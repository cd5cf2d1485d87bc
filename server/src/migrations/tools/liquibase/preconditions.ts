import type { CatalogObject, Condition } from '../../../sql/condition';
import type { RootDatabase } from '../../tool';
import { isFor } from './database';
import { type Element, textAttribute } from './tree';

const HOLDS: Condition = { kind: 'constant', value: true };
const FAILS: Condition = { kind: 'constant', value: false };

/**
 * The condition under which the change set runs, as a question to the schema; undefined when it always runs. Preconditions that stop
 * the whole run are taken to hold, because a changelog that stops is of no use.
 */
export function whenRun(preconditions: Element | undefined, database: RootDatabase): Condition | undefined {
  if (preconditions === undefined || !/^(?:mark_ran|continue)$/i.test(textAttribute(preconditions, 'onFail') ?? 'HALT')) return undefined;
  const condition = all(preconditions, HOLDS, database);
  return condition === HOLDS ? undefined : condition;
}

/**
 * A precondition as a question to the schema. `unknown` is the answer to what the schema cannot answer: the one that makes the change
 * set run, and its opposite below `not`.
 */
function conditionOf(element: Element, unknown: Condition, database: RootDatabase): Condition {
  switch (element.name) {
    case 'and':
    case 'preConditions':
      return all(element, unknown, database);
    case 'or':
      return combined('any', element, unknown, database);
    case 'not':
      return negated(all(element, unknown === HOLDS ? FAILS : HOLDS, database));
    case 'dbms':
      return isFor(textAttribute(element, 'type'), database) ? HOLDS : FAILS;
    default: {
      const object = objectOf(element);
      return object === undefined ? unknown : { kind: 'exists', object };
    }
  }
}

function all(element: Element, unknown: Condition, database: RootDatabase): Condition {
  return combined('all', element, unknown, database);
}

/** Folds constants, so that a condition that always holds is recognised. */
function combined(kind: 'all' | 'any', element: Element, unknown: Condition, database: RootDatabase): Condition {
  const parts = element.children.filter(isPrecondition).map((child) => conditionOf(child, unknown, database));
  const decisive = kind === 'any';
  if (parts.some((part) => part.kind === 'constant' && part.value === decisive)) return decisive ? HOLDS : FAILS;
  const open = parts.filter((part) => part.kind !== 'constant');
  if (open.length === 0) return decisive && parts.length > 0 ? FAILS : HOLDS;
  return open.length === 1 ? open[0]! : { kind, of: open };
}

/** Plain values of YAML, such as `onFail`, are children too. */
function isPrecondition({ name }: Element): boolean {
  return !/^on[A-Z]/.test(name);
}

function negated(condition: Condition): Condition {
  if (condition.kind === 'constant') return condition.value ? FAILS : HOLDS;
  return condition.kind === 'not' ? condition.of : { kind: 'not', of: condition };
}

/** The object that a precondition asks for; undefined when the schema alone cannot answer. */
function objectOf(element: Element): CatalogObject | undefined {
  const object = (kind: CatalogObject['kind'], name: string, of?: string): CatalogObject | undefined => {
    const named = folded(textAttribute(element, name));
    const schema = folded(textAttribute(element, 'schemaName') ?? textAttribute(element, 'foreignKeyTableSchemaName'));
    const owner = of === undefined ? undefined : folded(textAttribute(element, of));
    return named === undefined
      ? undefined
      : { kind, name: named, ...(schema === undefined ? {} : { schema }), ...(owner === undefined ? {} : { of: owner }) };
  };
  switch (element.name) {
    case 'tableExists':
      return object('relation', 'tableName');
    case 'viewExists':
      return object('relation', 'viewName');
    case 'sequenceExists':
      return object('relation', 'sequenceName');
    case 'columnExists':
      return object('column', 'columnName', 'tableName');
    case 'indexExists':
      return object('index', 'indexName', 'tableName');
    case 'foreignKeyConstraintExists':
      return object('constraint', 'foreignKeyName', 'foreignKeyTableName');
    case 'primaryKeyExists':
      return object('constraint', 'primaryKeyName', 'tableName');
    case 'uniqueConstraintExists':
      return object('constraint', 'constraintName', 'tableName');
    default:
      return undefined;
  }
}

/** The name as the catalog stores it. Mixed-case names are quoted, so they keep their case. */
function folded(name: string | undefined): string | undefined {
  return name === undefined || (/\p{Lu}/u.test(name) && /\p{Ll}/u.test(name)) ? name : name.toLowerCase();
}
