import type { History, ReplayedMigration, ReplayedPart } from '../migrations/replay/step';
import { spanOf } from '../migrations/replay/step';
import type { Schema } from '../schema/model/schema';
import { contains, type Span } from '../text/span';
import { guessName } from './guess';
import { type Mention, mentionsOf } from './mentions';
import { findRef, type Ref, refKey } from './ref';

/** Meaning of the name at an offset. */
export interface NameAt {
  readonly ref: Ref;
  /** Offsets in the file. */
  readonly span: Span;
  /** The schema after the statement, or before it when the statement drops the object. */
  readonly schema: Schema;
}

/** The part of a migration that holds a place in a file. */
export interface PlaceAt {
  readonly replayed: ReplayedMigration;
  readonly part: ReplayedPart;
}

/** Resolves the name at an offset of a file, at that point of the history; undefined where there is none. */
export function nameAt(history: History, file: string, offset: number): NameAt | undefined {
  const place = partAt(history, file, offset);
  if (place === undefined) return undefined;
  const mention = mentionsOf(place.part, place.replayed).find(({ span }) => contains(span, offset));
  if (mention !== undefined) {
    const { ref, span, step } = mention;
    return { ref, span, schema: schemaWith(ref, [afterStatement(place.part, mention), step.after, step.before]) };
  }
  const read = place.part.statements.find(({ located }) => contains(spanOf(located), offset));
  if (read === undefined) return undefined;
  const schema = schemaBefore(place.part, read.located.offset);
  const guessed = guessName(read, schema, offset);
  return guessed === undefined ? undefined : { ...guessed, schema };
}

/** Places that name an object, in the order of the history. The downs of a migration follow its ups. */
export function mentionsOfRef(history: History, ref: Ref): readonly Mention[] {
  const key = refKey(ref);
  return history.migrations.flatMap((replayed) =>
    [...replayed.up, ...replayed.down].flatMap((part) => mentionsOf(part, replayed).filter((mention) => refKey(mention.ref) === key)),
  );
}

/** The part that holds an offset of a file. Generated parts are skipped, because their SQL is not in the file. */
export function partAt(history: History, file: string, offset: number): PlaceAt | undefined {
  for (const replayed of history.migrations) {
    for (const part of [...replayed.up, ...replayed.down])
      if (part.part.file === file && part.part.generated === undefined && contains(part.part.span, offset)) return { replayed, part };
  }
  return undefined;
}

/** The schema before the statement that begins at an offset of the file. */
export function schemaBefore(part: ReplayedPart, offset: number): Schema {
  const next = part.steps.find(({ located }) => located.offset >= offset);
  return next === undefined ? part.after : next.before;
}

function afterStatement(part: ReplayedPart, { step }: Mention): Schema {
  return part.steps.filter(({ located }) => located === step.located).at(-1)!.after;
}

function schemaWith(ref: Ref, schemas: readonly Schema[]): Schema {
  return schemas.find((schema) => findRef(schema, ref) !== undefined) ?? schemas[0]!;
}
