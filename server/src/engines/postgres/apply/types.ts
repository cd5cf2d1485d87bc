import { type Context, isUnsure, refuse } from '../../../schema/apply/context';
import { resolveExpression } from '../../../schema/apply/expressions';
import { creationNamespace, reportUnknownObject } from '../../../schema/apply/lookup';
import { putType, takeId } from '../../../schema/edit';
import { findType } from '../../../schema/findType';
import type { ObjectId, Origin } from '../../../schema/model/object';
import { nameKey, type Schema } from '../../../schema/model/schema';
import type { Composite, Domain, Enum, OtherType, Type } from '../../../schema/model/type';
import type {
  AddEnumValue,
  AlterDomain,
  CreateComposite,
  CreateDomain,
  CreateEnum,
  CreateOtherType,
  QualifiedName,
  RenameEnumValue,
} from '../../../sql/change';
import { makeName } from '../names/chosen';
import { resolveType } from '../types/resolve';
import { withRangeParts } from './ranges';

type TypeBody<T extends Type> = Omit<T, 'id' | 'namespace' | 'name' | 'created' | 'changed'>;

function createType<T extends Type>(schema: Schema, name: QualifiedName, context: Context, body: TypeBody<T>): Schema {
  const [inNamespace, namespace] = creationNamespace(schema, name);
  const key = nameKey(namespace, name.name.text);
  const row = inNamespace.relationNames.get(key)?.id ?? -1;
  const existing = inNamespace.types.get(inNamespace.typeNames.get(key) ?? -1) ?? inNamespace.tables.get(row) ?? inNamespace.views.get(row);
  if (existing !== undefined) {
    reportTaken(schema, name, existing.created, context);
    return schema;
  }
  const [next, id] = takeId(inNamespace);
  const origin = context.at(name.name.span);
  return putType(next, { ...body, id, namespace, name: name.name.text, created: origin, changed: origin } as unknown as Type);
}

function reportTaken(schema: Schema, name: QualifiedName, existing: Origin, context: Context): void {
  context.skip();
  if (!isUnsure(schema, name.name.text, 'type'))
    context.report({ kind: 'duplicate-object', span: name.name.span, objectKind: 'type', name: name.name.text, existing });
}

/** The type that a change names. One that does not exist is reported. */
function targetType(schema: Schema, name: QualifiedName, context: Context): Type | undefined {
  const id = findType(schema, { name: name.name.text, ...(name.schema === undefined ? {} : { schema: name.schema.text }) });
  const type = id === undefined ? undefined : schema.types.get(id);
  if (type === undefined) reportUnknownObject(schema, 'type', name, context);
  return type;
}

export function applyCreateEnum(schema: Schema, change: CreateEnum, context: Context): Schema {
  return createType<Enum>(schema, change.name, context, { kind: 'enum', labels: change.labels.map((label) => label.text) });
}

export function applyAddEnumValue(schema: Schema, change: AddEnumValue, context: Context): Schema {
  const type = targetType(schema, change.type, context);
  if (type?.kind !== 'enum') return schema;
  if (type.labels.includes(change.label.text))
    return change.ifNotExists ? schema : refuse(schema, context, change.label.span, 'duplicate_object');
  const neighbour = type.labels.indexOf(change.before ?? change.after ?? '');
  const at = neighbour === -1 ? type.labels.length : change.before === undefined ? neighbour + 1 : neighbour;
  return putType(schema, {
    ...type,
    labels: [...type.labels.slice(0, at), change.label.text, ...type.labels.slice(at)],
    changed: context.at(change.label.span),
  });
}

export function applyRenameEnumValue(schema: Schema, change: RenameEnumValue, context: Context): Schema {
  const type = targetType(schema, change.type, context);
  if (type?.kind !== 'enum') return schema;
  if (type.labels.includes(change.to)) return refuse(schema, context, change.type.name.span, 'duplicate_object');
  return putType(schema, {
    ...type,
    labels: type.labels.map((label) => (label === change.from ? change.to : label)),
    changed: context.at(change.type.name.span),
  });
}

export function applyCreateDomain(schema: Schema, change: CreateDomain, context: Context): Schema {
  const checks: { name: string; expression: Domain['checks'][number]['expression'] }[] = [];
  for (const check of change.checks)
    checks.push({
      name: check.name?.text ?? checkName(change.name.name.text, checks),
      expression: resolveExpression(schema, check.expression),
    });
  return createType<Domain>(schema, change.name, context, {
    kind: 'domain',
    baseType: resolveType(schema, change.baseType),
    notNull: change.notNull,
    ...(change.default === undefined ? {} : { default: resolveExpression(schema, change.default) }),
    checks,
  });
}

function checkName(domain: string, taken: readonly { readonly name: string }[]): string {
  for (let attempt = 0; ; attempt++) {
    const name = makeName(domain, '', attempt === 0 ? 'check' : `check${attempt}`);
    if (!taken.some((check) => check.name === name)) return name;
  }
}

export function applyAlterDomain(schema: Schema, change: AlterDomain, context: Context): Schema {
  const type = targetType(schema, change.name, context);
  if (type?.kind !== 'domain') return schema;
  return putType(schema, { ...altered(schema, type, change.action), changed: context.at(change.name.name.span) });
}

function altered(schema: Schema, domain: Domain, action: AlterDomain['action']): Domain {
  switch (action.kind) {
    case 'setDefault': {
      const { default: _, ...rest } = domain;
      return action.default === undefined ? rest : { ...rest, default: resolveExpression(schema, action.default) };
    }
    case 'setNotNull':
      return { ...domain, notNull: action.notNull };
    case 'addCheck':
      return {
        ...domain,
        checks: [
          ...domain.checks,
          { name: action.name?.text ?? checkName(domain.name, domain.checks), expression: resolveExpression(schema, action.expression) },
        ],
      };
    case 'dropConstraint':
      return { ...domain, checks: domain.checks.filter((check) => check.name !== action.name.text) };
  }
}

export function applyCreateComposite(schema: Schema, change: CreateComposite, context: Context): Schema {
  return createType<Composite>(schema, change.name, context, {
    kind: 'composite',
    columns: change.columns.map(({ name, type }) => ({ name: name.text, type: resolveType(schema, type) })),
  });
}

export function applyCreateOtherType(schema: Schema, change: CreateOtherType, context: Context): Schema {
  const key = nameKey(creationNamespace(schema, change.name)[1], change.name.name.text);
  // CREATE TYPE t (INPUT = …) completes the shell type that CREATE TYPE t made.
  if (schema.types.get(schema.typeNames.get(key) ?? -1)?.kind === 'other' && change.range === undefined) return schema;
  const made = createType<OtherType>(schema, change.name, context, { kind: 'other' });
  const type = made === schema ? undefined : made.types.get(made.typeNames.get(key) ?? -1);
  return change.range === undefined || type === undefined ? made : withRangeParts(made, type, change.name, change.range, context);
}

/** Adds the types of an extension. */
export function addExtensionTypes(
  schema: Schema,
  extension: string,
  namespace: ObjectId,
  names: readonly string[],
  origin: Origin,
): Schema {
  return names.reduce((state, name) => {
    const [next, id] = takeId(state);
    return putType(next, { kind: 'other', id, namespace, name, extension, created: origin, changed: origin });
  }, schema);
}
