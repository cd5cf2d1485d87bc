import type { History } from '../migrations/replay/step';
import type { Origin } from '../schema/model/object';
import type { Schema } from '../schema/model/schema';
import { typeText } from '../schema/queries';
import { printedName } from '../schema/sketch/common';
import type { Span } from '../text/span';
import { columnFacts } from './columnFacts';
import { originOf } from './definition';
import { laterParagraphs } from './later';
import { escapeMarkdown, type Paragraph } from './markdown';
import { nameAt } from './names';
import { type Found, findRef } from './ref';

/** Description of a name, ready to be rendered as Markdown. */
export interface Hover {
  /** The hovered name, as offsets in the file. */
  readonly span: Span;
  /** The object as SQL, in its state at this point of the history. */
  readonly sql: string;
  readonly paragraphs: readonly Paragraph[];
}

/** Describes the object named at an offset; undefined where there is no name. */
export function hoverAt(history: History, file: string, offset: number): Hover | undefined {
  const name = nameAt(history, file, offset);
  const found = name === undefined ? undefined : findRef(name.schema, name.ref);
  if (name === undefined || found === undefined) return undefined;
  const { schema, ref, span } = name;
  const comment = 'comment' in found.object ? found.object.comment : undefined;
  return {
    span,
    sql: sqlOf(schema, found),
    paragraphs: [
      ...(comment === undefined ? [] : [[escapeMarkdown(comment)]]),
      ...(found.kind === 'column' ? columnFacts(schema, found.owner, found.object) : []),
      ...originParagraphs(found),
      ...laterParagraphs(history, ref, found),
    ],
  };
}

function sqlOf(schema: Schema, found: Found): string {
  const { print, sketch } = schema.engine;
  switch (found.kind) {
    case 'table':
      return sketch.table(schema, found.object);
    case 'view':
      return sketch.view(schema, found.object);
    case 'sequence':
      return `CREATE SEQUENCE ${printedName(schema, found.object)};`;
    case 'type':
      return sketch.type(schema, found.object);
    case 'routine': {
      const types = found.object.argumentTypes.map((type) => typeText(schema, type)).join(', ');
      return `CREATE ${found.object.kind === 'window' ? 'FUNCTION' : found.object.kind.toUpperCase()} ${printedName(schema, found.object)}(${types})`;
    }
    case 'schema':
      return `CREATE SCHEMA ${print(found.object.name)};`;
    case 'column':
      return `${printedName(schema, found.owner)}.${sketch.column(schema, found.object)}`;
    case 'view column': {
      const type = found.object.type === undefined ? '' : ` ${typeText(schema, found.object.type)}`;
      return `${printedName(schema, found.owner)}.${print(found.object.name)}${type}`;
    }
    case 'index':
      return sketch.index(schema, found.owner, found.object);
    case 'constraint':
      return `ALTER TABLE ${printedName(schema, found.owner)}\n  ADD ${sketch.constraint(schema, found.owner, found.object)};`;
  }
}

/** Where the object was created, and where it was last changed up to this point. */
function originParagraphs(found: Found): readonly Paragraph[] {
  const created = originOf(found);
  if (created === undefined) return [];
  const changed = 'changed' in found.object ? found.object.changed : undefined;
  const isChanged = changed !== undefined && !isSameStatement(created, changed);
  return [['Created in ', created, ...(isChanged ? [', last changed in ', changed] : []), '.']];
}

function isSameStatement(a: Origin, b: Origin): boolean {
  return a.file === b.file && a.statement.start === b.statement.start;
}
