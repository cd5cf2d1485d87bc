import type { CatalogObject, Condition } from '../sql/condition';
import { isUnsure } from './apply/context';
import { findType } from './findType';
import type { GapKind } from './model/gap';
import { postgresOf } from './model/postgresPart';
import type { Schema } from './model/schema';
import { isView } from './model/view';
import { findNamespace } from './queries';

/** True when the condition holds; undefined when a gap may hide the object that it asks for. */
export function answer(schema: Schema, condition: Condition): boolean | undefined {
  switch (condition.kind) {
    case 'constant':
      return condition.value;
    case 'not': {
      const inner = answer(schema, condition.of);
      return inner === undefined ? undefined : !inner;
    }
    case 'all':
    case 'any': {
      const decisive = condition.kind === 'any';
      const values = condition.of.map((part) => answer(schema, part));
      if (values.includes(decisive)) return decisive;
      return values.includes(undefined) ? undefined : !decisive;
    }
    case 'exists': {
      const found = exists(schema, condition.object);
      return !found && isUnsure(schema, condition.object.name, KINDS[condition.object.kind]) ? undefined : found;
    }
  }
}

const KINDS: Readonly<Record<CatalogObject['kind'], GapKind>> = {
  relation: 'table',
  index: 'index',
  type: 'type',
  column: 'column',
  constraint: 'constraint',
  schema: 'schema',
  extension: 'extension',
  'enum label': 'type',
  routine: 'function',
  trigger: 'trigger',
  policy: 'policy',
};

function exists(schema: Schema, { kind, name, schema: inSchema, of }: CatalogObject): boolean {
  const inPlace = (object: { readonly namespace: number }): boolean =>
    inSchema === undefined || findNamespace(schema, inSchema)?.id === object.namespace;
  const owners = [...schema.tables.values(), ...schema.views.values()].filter(inPlace);
  const asked = of === undefined ? owners : owners.filter((owner) => owner.name === of);
  switch (kind) {
    case 'relation':
      return (
        [...owners, ...schema.sequences.values()].some((object) => object.name === name && inPlace(object)) ||
        exists(schema, { kind: 'index', name, ...(inSchema === undefined ? {} : { schema: inSchema }) })
      );
    case 'index':
      return asked.some(({ indexes }) => indexes.some((index) => index.name === name));
    case 'type':
      return (
        findType(schema, { name, ...(inSchema === undefined ? {} : { schema: inSchema }) }) !== undefined ||
        schema.types.some((type) => type.name === name && inPlace(type))
      );
    case 'column':
      return asked.some(({ columns }) => columns.some((column) => column.name === name));
    case 'constraint':
      return asked.some((owner) => !isView(owner) && owner.constraints.some((constraint) => constraint.name === name));
    case 'trigger':
      return asked.some(({ triggers }) => triggers.some((trigger) => trigger.name === name));
    case 'policy':
      return asked.some((owner) => !isView(owner) && postgresOf(owner).policies.some((policy) => policy.name === name));
    case 'schema':
      return findNamespace(schema, name)?.created !== undefined || name === schema.engine.defaultSchema;
    case 'extension':
      return schema.extensions.has(name);
    case 'enum label':
      return schema.types.some((type) => type.kind === 'enum' && (of === undefined || type.name === of) && type.labels.includes(name));
    case 'routine':
      return schema.routines.some((routine) => routine.name === name && inPlace(routine));
  }
}
