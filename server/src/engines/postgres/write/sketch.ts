import type { Constraint } from '../../../schema/model/constraint';
import { postgresOf } from '../../../schema/model/postgresPart';
import type { Schema } from '../../../schema/model/schema';
import type { Column, Table } from '../../../schema/model/table';
import type { Domain, Type } from '../../../schema/model/type';
import { shortTypeText } from '../../../schema/queries';
import { commonSketch, printedName, sketchKeys, sketchTable } from '../../../schema/sketch/common';
import type { SketchOf } from '../../../schema/sketch/sketch';
import { literal } from './literal';

/** PostgreSQL's own are foreign and partitioned tables, identity columns, exclusion constraints and types. */
export const sketch: SketchOf<Schema> = { ...commonSketch, table, column, constraint, type };

function table(schema: Schema, of: Table): string {
  const { partitionBy } = postgresOf(of);
  const kind = of.kind === 'foreign table' ? 'FOREIGN TABLE' : of.temporary ? 'TEMPORARY TABLE' : 'TABLE';
  return sketchTable(schema, of, kind, partitionBy === undefined ? '' : ` PARTITION BY ${partitionBy}`);
}

function column(schema: Schema, of: Column): string {
  const { identity } = of;
  return `${commonSketch.column(schema, of)}${identity === undefined ? '' : ` GENERATED ${identity.toUpperCase()} AS IDENTITY`}`;
}

function constraint(schema: Schema, owner: Table, of: Constraint): string {
  const written = commonSketch.constraint(schema, owner, of);
  const index = of.kind === 'exclusion' ? owner.indexes.find(({ id }) => id === of.index) : undefined;
  return index === undefined ? written : `${written} USING ${index.method} ${sketchKeys(schema, owner, index)}`;
}

function type(schema: Schema, of: Type): string {
  const name = printedName(schema, of);
  switch (of.kind) {
    case 'enum':
      return `CREATE TYPE ${name} AS ENUM (${of.labels.map(literal).join(', ')});`;
    case 'domain':
      return domain(schema, of);
    case 'composite':
      return `CREATE TYPE ${name} AS (${of.columns.map((each) => `${schema.engine.print(each.name)} ${shortTypeText(schema, each.type)}`).join(', ')});`;
    case 'other':
      return commonSketch.type(schema, of);
  }
}

function domain(schema: Schema, of: Domain): string {
  const checks = of.checks.map((check) => ` CHECK (${check.expression.text})`).join('');
  const fallback = of.default === undefined ? '' : ` DEFAULT ${of.default.text}`;
  return `CREATE DOMAIN ${printedName(schema, of)} AS ${shortTypeText(schema, of.baseType)}${of.notNull ? ' NOT NULL' : ''}${fallback}${checks};`;
}
