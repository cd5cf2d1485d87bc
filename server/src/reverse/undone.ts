import type { Change, ChangeOf, Name, ObjectKind, ObjectName } from '../sql/change';

/**
 * The changes that undo a change, in execution order; `by hand` when no simple statement undoes it. Their spans are those of the change
 * that is undone, because no statement contains them yet.
 */
export type Undone = readonly Change[] | 'by hand';

/** Drops one object. */
export function dropped(objectKind: ObjectKind, object: ObjectName, concurrently = false): ChangeOf<'drop'> {
  return { kind: 'drop', objectKind, objects: [object], ifExists: false, cascade: false, concurrently };
}

/** A name that the undone statement does not contain. */
export function named(text: string, { span }: Name): Name {
  return { text, span };
}

/** The same rename with the two names exchanged. */
export function renamedBack({ objectKind, object, to }: ChangeOf<'rename'>): ChangeOf<'rename'> {
  const renamed = { ...object, name: { ...object.name, name: to } };
  return { kind: 'rename', objectKind, object: renamed, to: object.name.name, ifExists: false };
}
