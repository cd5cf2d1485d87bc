import type { Domain, Type } from '../model';
import type { Writer } from './writer';

export function typeStatement(write: Writer, type: Type): string {
  const { qualified, literal, quote } = write;
  const name = qualified(type);
  switch (type.kind) {
    case 'enum':
      return `CREATE TYPE ${name} AS ENUM (${type.labels.map(literal).join(', ')});`;
    case 'composite':
      return `CREATE TYPE ${name} AS (${type.columns.map((column) => `${quote(column.name)} ${write.type(column.type)}`).join(', ')});`;
    case 'domain':
      return domainStatement(write, type);
    case 'other':
      return write.note(`type ${name}: its definition is only known to the migrations.`);
  }
}

function domainStatement(write: Writer, domain: Domain): string {
  const clauses = [`CREATE DOMAIN ${write.qualified(domain)} AS ${write.type(domain.baseType)}`];
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
