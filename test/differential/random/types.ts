import { someType } from './columns';
import { anyType, list, type Maker, maybe, newColumns, newName, newType, placed, quoted, someSchema, typeName } from './situation';

/* Enums, domains and composite types. */

const LABELS = ["'x'", "'y'", "'z'", "'it''s'", "'Ä'", "'a label'"];

const createEnum: Maker = (of) => `create type ${placed(of, newType(of))} as enum (${list(of.some(LABELS, 0, 4))})`;
const createComposite: Maker = (of) =>
  `create type ${placed(of, newType(of))} as (${list(newColumns(of, 0, 3).map((name) => `${name} ${someType(of)}`))})`;
const createDomain: Maker = (of) => {
  const clauses = [
    maybe(of, 3, ' not null'),
    maybe(of, 3, ' default null'),
    maybe(of, 2, ` ${maybe(of, 2, 'constraint pos ')}check (value is not null)`),
  ];
  return `create domain ${placed(of, newType(of))} as ${someType(of)}${clauses.join('')}`;
};

const createRange: Maker = (of) => {
  const name = newType(of);
  const subtype = of.pick(['int', 'text', 'date', 'numeric', 'timestamptz', 'varchar(5)']);
  return `create type ${placed(of, name)} as range (subtype = ${subtype}${maybe(of, 4, `, multirange_type_name = ${newType(of)}`)})`;
};

const alterEnum: Maker = (of) => {
  const type = anyType(of, 'enum');
  if (type === undefined) return createEnum(of);
  const known = type.labels.map((label) => `'${label.replaceAll("'", "''")}'`);
  const label = of.pick(LABELS)!;
  const place = known.length === 0 ? '' : of.pick(['', ` before ${of.pick(known)}`, ` after ${of.pick(known)}`]);
  return of.once(3)
    ? `alter type ${typeName(of, type)} rename value ${of.pick(known) ?? label} to ${label}`
    : `alter type ${typeName(of, type)} add value ${maybe(of, 3, 'if not exists ')}${label}${place}`;
};

const alterComposite: Maker = (of) => {
  const type = anyType(of, 'composite');
  if (type === undefined) return createComposite(of);
  const attribute = quoted(of.pick(type.columns)?.name ?? 'nothing');
  const command = of.pick([
    `add attribute ${newColumns(of, 1, 1)[0]} ${someType(of)}`,
    `drop attribute ${maybe(of, 3, 'if exists ')}${attribute}`,
    `alter attribute ${attribute} type text`,
    `rename attribute ${attribute} to ${newColumns(of, 1, 1)[0]}`,
  ]);
  return `alter type ${typeName(of, type)} ${command}${maybe(of, 2, ' cascade')}`;
};

const alterDomain: Maker = (of) => {
  const type = anyType(of, 'domain');
  if (type === undefined) return createDomain(of);
  const command = of.pick([
    'set not null',
    'drop not null',
    'set default null',
    'drop default',
    'add check (value is not null)',
    `add constraint ${newName(of)} check (true) not valid`,
    `drop constraint if exists ${quoted(of.pick(type.checks)?.name ?? 'nothing')} cascade`,
    `rename constraint ${quoted(of.pick(type.checks)?.name ?? 'nothing')} to ${newName(of)}`,
    `validate constraint ${quoted(of.pick(type.checks)?.name ?? 'nothing')}`,
  ]);
  return `alter domain ${typeName(of, type)} ${command}`;
};

const about: Maker = (of) => {
  const type = anyType(of, 'enum', 'domain', 'composite', 'other');
  if (type === undefined) return createEnum(of);
  const kind = type.kind === 'domain' ? 'domain' : 'type';
  const name = typeName(of, type);
  return of.pick([
    `alter ${kind} ${name} rename to ${newType(of)}`,
    `alter ${kind} ${name} set schema ${someSchema(of)}`,
    `drop ${kind} ${maybe(of, 3, 'if exists ')}${name} cascade`,
    `drop ${kind} ${name}`,
    `comment on ${kind} ${name} is 'about a type'`,
  ]);
};

export const TYPE_MAKERS: readonly (readonly [weight: number, Maker])[] = [
  [4, createEnum],
  [2, createComposite],
  [3, createDomain],
  [2, createRange],
  [4, alterEnum],
  [3, alterComposite],
  [2, alterDomain],
  [4, about],
];
