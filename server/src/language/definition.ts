import type { History } from '../migrations/replay/step';
import type { Origin } from '../schema/model/object';
import { nameAt } from './names';
import { type Found, findRef } from './ref';

/** Origin of the object named at an offset; undefined for objects that no migration creates, such as `public`. */
export function definitionAt(history: History, file: string, offset: number): Origin | undefined {
  const name = nameAt(history, file, offset);
  const found = name === undefined ? undefined : findRef(name.schema, name.ref);
  return found === undefined ? undefined : originOf(found);
}

/** Place where the object was created. A column of a view is created with the view. */
export function originOf(found: Found): Origin | undefined {
  return found.kind === 'view column' ? found.owner.created : found.object.created;
}
