import type { Change, ChangeKind, ChangeOf, Name, ObjectName, QualifiedName } from '../../sql/change';
import { HOLE } from '../../text/partialText';
import { gapKind } from '../apply/gapKind';
import type { GapKind } from '../model/gap';

/** The objects that a statement may touch when it is not followed. */
export interface Touch {
  /** Names of the objects and of their tables; undefined: any. */
  readonly names: readonly string[] | undefined;
  /** Undefined: any. Empty: nothing that a schema holds. */
  readonly kinds: readonly GapKind[] | undefined;
}

export const TOUCHES_NOTHING: Touch = { names: [], kinds: [] };

function bothTouch(a: Touch, b: Touch): Touch {
  if (isHarmless(a)) return b;
  if (isHarmless(b)) return a;
  return {
    names: a.names === undefined || b.names === undefined ? undefined : [...a.names, ...b.names],
    kinds: a.kinds === undefined || b.kinds === undefined ? undefined : [...new Set([...a.kinds, ...b.kinds])],
  };
}

export function isHarmless({ kinds }: Touch): boolean {
  return kinds !== undefined && kinds.length === 0;
}

/** The objects that the changes of one statement may touch. */
export function touchOfChanges(changes: readonly Change[]): Touch {
  return changes.map(touchOfChange).reduce(bothTouch, TOUCHES_NOTHING);
}

function touchOfChange(change: Change): Touch {
  if (change.kind === 'opaque') return { names: change.mayTouch, kinds: undefined };
  return { kinds: kindsOf(change), names: namesOf(change) };
}

const ofName = ({ name }: { readonly name: Name }): readonly string[] => [name.text];
const ofObject = ({ name }: { readonly name: QualifiedName }): readonly string[] => [name.name.text];
const ofType = ({ type }: { readonly type: QualifiedName }): readonly string[] => [type.name.text];
const ofTable = ({ table }: { readonly table: QualifiedName }): readonly string[] => [table.name.text];
const ofMember = (change: { readonly name?: Name; readonly table: QualifiedName }): readonly string[] => [
  ...(change.name === undefined ? [] : [change.name.text]),
  ...ofTable(change),
];
const ofObjectName = ({ name, on }: ObjectName): readonly string[] => [name.name.text, ...(on === undefined ? [] : [on.name.text])];
const ofMoved = ({ object, to }: { readonly object: ObjectName; readonly to: Name }): readonly string[] => [
  ...ofObjectName(object),
  to.text,
];
const ofPartition = ({ partition }: { readonly partition: QualifiedName }): readonly string[] => [partition.name.text];
const none = (): readonly string[] => [];

/** The names of the objects that each change makes, changes or removes, and of their tables, without the names of schemas. */
const NAMES: { readonly [K in Exclude<ChangeKind, 'opaque'>]: (change: ChangeOf<K>) => readonly string[] } = {
  createTable: ofObject,
  createTableAs: ofObject,
  attachPartition: ofPartition,
  detachPartition: ofPartition,
  setInheritance: ofTable,
  createView: ofObject,
  createSequence: ofObject,
  alterSequence: ofObject,
  addColumn: ofTable,
  dropColumn: ofTable,
  alterColumnType: ofTable,
  setDefault: ofTable,
  setNotNull: ofMember,
  setIdentity: ofTable,
  setGenerated: ofTable,
  addKey: ofMember,
  addExclusion: ofMember,
  dropConstraint: ofMember,
  copyLike: ofTable,
  addCheck: ofMember,
  addForeignKey: ofMember,
  validateConstraint: ofMember,
  alterConstraint: ofMember,
  // An index without a name gets one that begins as its table's.
  createIndex: (change) => [...ofTable(change), change.index.name?.text ?? `${change.table.name.text}_${HOLE}`],
  createEnum: ofObject,
  addEnumValue: ofType,
  renameEnumValue: ofType,
  createDomain: ofObject,
  alterDomain: ofObject,
  createComposite: ofObject,
  createOtherType: ofObject,
  createSchema: ofName,
  createExtension: ofName,
  createRoutine: ofObject,
  alterRoutine: ({ object }) => ofObjectName(object),
  createTrigger: ofMember,
  createPolicy: ofMember,
  alterPolicy: ofMember,
  setRowSecurity: ofTable,
  setComment: ({ object }) => ofObjectName(object),
  rename: ofMoved,
  setSchema: ofMoved,
  drop: ({ objects }) => objects.flatMap(ofObjectName),
  setSearchPath: none,
  runBlock: none,
  callRoutines: none,
  transaction: none,
  modifyRows: ofTable,
};

function namesOf(change: Exclude<Change, ChangeOf<'opaque'>>): readonly string[] {
  return (NAMES[change.kind] as (change: Change) => readonly string[])(change);
}

/** A table, and the objects that are made, renamed or dropped with it. */
export const WITH_TABLE: readonly GapKind[] = ['table', 'column', 'index', 'constraint', 'trigger', 'policy', 'type'];
export const WITH_VIEW: readonly GapKind[] = ['table', 'column', 'type'];
const WITH_COLUMN: readonly GapKind[] = ['column', 'index', 'constraint'];
const WITH_KEY: readonly GapKind[] = ['constraint', 'index', 'column'];

/** The kinds of objects that each change may touch; undefined: any. */
const TOUCHED: { readonly [K in Exclude<ChangeKind, 'rename' | 'setSchema' | 'drop'>]: readonly GapKind[] | undefined } = {
  createTable: WITH_TABLE,
  createTableAs: WITH_TABLE,
  attachPartition: WITH_TABLE,
  detachPartition: WITH_TABLE,
  setInheritance: WITH_TABLE,
  createView: WITH_VIEW,
  createSequence: ['table'],
  alterSequence: ['table'],
  addColumn: WITH_COLUMN,
  dropColumn: WITH_COLUMN,
  alterColumnType: ['column'],
  setDefault: ['column'],
  setNotNull: ['column'],
  setIdentity: ['column'],
  setGenerated: ['column'],
  addKey: WITH_KEY,
  addExclusion: WITH_KEY,
  dropConstraint: WITH_KEY,
  copyLike: WITH_KEY,
  addCheck: ['constraint'],
  addForeignKey: ['constraint'],
  validateConstraint: ['constraint'],
  alterConstraint: ['constraint'],
  createIndex: ['index'],
  createEnum: ['type'],
  addEnumValue: ['type'],
  renameEnumValue: ['type'],
  createDomain: ['type'],
  alterDomain: ['type'],
  createComposite: ['type'],
  createOtherType: ['type'],
  createSchema: ['schema'],
  createExtension: ['extension', 'type', 'function'],
  createRoutine: ['function'],
  alterRoutine: ['function'],
  createTrigger: ['trigger'],
  createPolicy: ['policy'],
  alterPolicy: ['policy'],
  setRowSecurity: ['policy'],
  setComment: ['comment'],
  setSearchPath: undefined,
  runBlock: undefined,
  callRoutines: undefined,
  opaque: undefined,
  transaction: [],
  modifyRows: [],
};

function kindsOf(change: Change): readonly GapKind[] | undefined {
  if (change.kind !== 'rename' && change.kind !== 'setSchema' && change.kind !== 'drop') return TOUCHED[change.kind];
  const kind = gapKind(change.objectKind);
  // A schema or an extension may hold anything.
  if (kind === 'schema' || kind === 'extension') return undefined;
  return kind === 'table' ? WITH_TABLE : kind === 'column' ? WITH_COLUMN : [kind];
}
