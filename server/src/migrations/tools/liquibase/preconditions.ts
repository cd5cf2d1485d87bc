import type { CatalogObject, Condition } from '../../../sql/condition';
import type { RootDatabase } from '../../tool';
import { isFor } from './database';
import { type Element, textAttribute } from './tree';

const HOLDS: Condition = { kind: 'constant', value: true };
const FAILS: Condition = { kind: 'constant', value: false };

/**
 * When the change set runs, as far as the schema can tell; undefined when there is nothing to ask. A change set that would stop
 * the whole run is taken to run: nobody keeps changelogs that stop.
 */
export function whenRun(preconditions: Element | undefined, database: RootDatabase): Condition | undefined {
  if (preconditions === undefined || !/^(?:mark_ran|continue)$/i.test(textAttribute(preconditions, 'onFail') ?? 'HALT')) return undefined;
  const condition = all(preconditions, HOLDS, database);
  return condition === HOLDS ? undefined : condition;
}

/**
 * A precondition as a question to the schema. `unknown` stands for what the schema cannot answer: what makes the change set run
 * where it is asked for itself, and the opposite of that below `not`.
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

/** Constants are worked out, so that a condition that always holds is seen to. */
function combined(kind: 'all' | 'any', element: Element, unknown: Condition, database: RootDatabase): Condition {
  const parts = element.children.filter(isPrecondition).map((child) => conditionOf(child, unknown, database));
  const decisive = kind === 'any';
  if (parts.some((part) => part.kind === 'constant' && part.value === decisive)) return decisive ? HOLDS : FAILS;
  const open = parts.filter((part) => part.kind !== 'constant');
  if (open.length === 0) return decisive && parts.length > 0 ? FAILS : HOLDS;
  return open.length === 1 ? open[0]! : { kind, of: open };
}

/** YAML's plain values, such as `onFail`, stand between the preconditions. */
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

/** As the catalog spells a name that is written without quotes; one of mixed case is written in quotes. */
function folded(name: string | undefined): string | undefined {
  return name === undefined || (/\p{Lu}/u.test(name) && /\p{Ll}/u.test(name)) ? name : name.toLowerCase();
}
