import type { History } from '../migrations/step';
import type { Origin, Schema } from '../schema/model';
import { nameAt } from './names';
import { type Found, findRef, type Ref } from './ref';

/** Where an object was made, and the name there that one clicked on here. */
export interface Definition {
  readonly origin: Origin;
  /** Offsets in the file that was asked about. */
  readonly from: { readonly start: number; readonly end: number };
}

/** Where the object that is named at an offset was made; undefined for what nobody made here, such as `public`. */
export function definitionAt(history: History, file: string, offset: number): Definition | undefined {
  const name = nameAt(history, file, offset);
  const origin = name === undefined ? undefined : createdAt(name.schema, name.ref);
  return name === undefined || origin === undefined ? undefined : { origin, from: name.span };
}

/** Where an object was made; undefined when the schema does not hold it. */
export function createdAt(schema: Schema, ref: Ref): Origin | undefined {
  const found = findRef(schema, ref);
  return found === undefined ? undefined : originOf(found);
}

/** A view's column is made where the view is. */
export function originOf(found: Found): Origin | undefined {
  return found.kind === 'view column' ? found.owner.created : found.object.created;
}
