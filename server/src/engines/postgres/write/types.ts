import type { Composite, Domain, Type } from '../../../schema/model/type';
import type { Writer } from './writer';

export function typeStatement(write: Writer, type: Type): string {
  const { qualified, literal } = write;
  const name = qualified(type);
  switch (type.kind) {
    case 'enum':
      return `CREATE TYPE ${name} AS ENUM (${type.labels.map(literal).join(', ')});`;
    case 'composite':
      return compositeStatement(write, type);
    case 'domain':
      return domainStatement(write, type);
    case 'other':
      return write.omit(type, `type ${name}: its definition is only known to the migrations.`);
  }
}

function compositeStatement(write: Writer, composite: Composite): string {
  const name = write.qualified(composite);
  const notes: string[] = [];
  const columns = composite.columns.flatMap((column) => {
    const type = write.type(column.type);
    if (type !== undefined) return `${write.quote(column.name)} ${type}`;
    notes.push(write.note(`attribute ${column.name} of ${name}: its type is only known to the migrations.`));
    return [];
  });
  return [...notes, `CREATE TYPE ${name} AS (${columns.join(', ')});`].join('\n');
}

function domainStatement(write: Writer, domain: Domain): string {
  const type = write.type(domain.baseType);
  if (type === undefined) return write.omit(domain, `domain ${write.qualified(domain)}: its type is only known to the migrations.`);
  const clauses = [`CREATE DOMAIN ${write.qualified(domain)} AS ${type}`];
  const notes: string[] = [];
  if (domain.default !== undefined) {
    const obstacle = write.obstacle(domain.default);
    if (obstacle === undefined) clauses.push(`DEFAULT ${domain.default.text}`);
    else notes.push(write.note(`default of ${write.qualified(domain)}, ${domain.default.text}: ${obstacle}.`));
  }
  if (domain.notNull) clauses.push('NOT NULL');
  for (const check of domain.checks) {
    const obstacle = write.obstacle(check.expression);
    if (obstacle === undefined) clauses.push(`CONSTRAINT ${write.quote(check.name)} CHECK (${check.expression.text})`);
    else notes.push(write.note(`check ${check.name} of ${write.qualified(domain)}, ${check.expression.text}: ${obstacle}.`));
  }
  return [...notes, `${clauses.join('\n  ')};`].join('\n');
}
