import type { History } from '../migrations/replay/step';
import type { Origin } from '../schema/model/object';
import { nameAt } from './names';
import { type Found, findRef } from './ref';

/** Where the object that is named at an offset was made; undefined for what nobody made here, such as `public`. */
export function definitionAt(history: History, file: string, offset: number): Origin | undefined {
  const name = nameAt(history, file, offset);
  const found = name === undefined ? undefined : findRef(name.schema, name.ref);
  return found === undefined ? undefined : originOf(found);
}

/** A view's column is made where the view is. */
export function originOf(found: Found): Origin | undefined {
  return found.kind === 'view column' ? found.owner.created : found.object.created;
}
