import { gapKind } from '../schema/apply/gapKind';
import type { GapKind } from '../schema/model/gap';
import { HOLE } from '../schema/partialText';
import type { Change, ChangeKind } from '../sql/change';

/** What code may touch that nobody can follow. */
export interface Touch {
  /** Names of objects and of their tables; undefined: any. */
  readonly names: readonly string[] | undefined;
  /** Undefined: any. Empty: nothing that a schema holds. */
  readonly kinds: readonly GapKind[] | undefined;
}

const TOUCHES_ANYTHING: Touch = { names: undefined, kinds: undefined };
const TOUCHES_NOTHING: Touch = { names: [], kinds: [] };

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

export function touchOfChanges(changes: readonly Change[]): Touch {
  return changes.map(touchOfChange).reduce(bothTouch, TOUCHES_NOTHING);
}

function touchOfChange(change: Change): Touch {
  if (change.kind === 'opaque') return { names: change.mayTouch, kinds: undefined };
  return { kinds: kindsOf(change), names: namesOf(change) };
}

/** Fields of a change that say which object it makes, changes or removes, and on which table. */
const SUBJECTS = ['name', 'table', 'type', 'object', 'objects', 'to'] as const;

function namesOf(change: Change): readonly string[] {
  if (change.kind === 'attachPartition' || change.kind === 'detachPartition') return namesIn(change.partition);
  const named: Readonly<Partial<Record<string, unknown>>> = { ...change };
  const names = SUBJECTS.flatMap((field) => namesIn(named[field]));
  if (change.kind !== 'createIndex') return names;
  // Without a name it gets one that begins as its table's.
  return [...names, change.index.name?.text ?? `${change.table.name.text}_${HOLE}`];
}

/** Names of objects, without those of their schemas. */
function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('text' in value && 'span' in value && typeof value.text === 'string') return [value.text];
  return Object.entries(value).flatMap(([key, child]) => (key === 'schema' || key === 'arguments' ? [] : namesIn(child)));
}

/** All that goes with a table, or comes with it under a new name. */
const WITH_TABLE: readonly GapKind[] = ['table', 'column', 'index', 'constraint', 'trigger', 'policy', 'type'];
const WITH_VIEW: readonly GapKind[] = ['table', 'column', 'type'];
const WITH_COLUMN: readonly GapKind[] = ['column', 'index', 'constraint'];
const WITH_KEY: readonly GapKind[] = ['constraint', 'index', 'column'];

/** What each change may touch; undefined: anything. */
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

/** First words of statements that leave the schema as it is. */
const HARMLESS =
  /^\s*(insert|update|delete|merge|truncate|copy|lock|grant|revoke|analyze|vacuum|reindex|cluster|refresh|notify|listen|set|reset|show|values|explain|prepare|deallocate|fetch|move|close|checkpoint|discard|load|reassign)\b/i;

/** Of a text that cannot be read its verb and the kind of its object, and its name when that is known. */
export function touchOfBeginning(text: string): Touch {
  if (text.includes(';')) return TOUCHES_ANYTHING;
  if (HARMLESS.test(text) || /^\s*(select|with|call)\b(?![\s\S]*\binto\b)/i.test(text)) return TOUCHES_NOTHING;
  const verb =
    /^\s*(?:create|alter|drop|comment\s+on)\s+(?:or\s+replace\s+|unique\s+|temp(?:orary)?\s+|unlogged\s+|global\s+|local\s+|foreign\s+|constraint\s+|materialized\s+)*(\w+)\s+(?:concurrently\s+)?(?:if\s+(?:not\s+)?exists\s+)?(?:only\s+)?([^\s(;]*)/i.exec(
      text,
    );
  const kinds = KINDS[verb?.[1]?.toLowerCase() ?? ''];
  if (verb === null || kinds === undefined) return TOUCHES_ANYTHING;
  const name = verb[2] ?? '';
  if (name === '' || name === HOLE) return { names: undefined, kinds };
  const last = /(?:"([^"]*)"|([\w$]+))$/.exec(name);
  return { names: [last?.[1] ?? last?.[2]?.toLowerCase() ?? name], kinds };
}

const KINDS: Readonly<Record<string, readonly GapKind[]>> = {
  table: WITH_TABLE,
  view: ['table', 'column', 'type'],
  sequence: ['table'],
  index: ['index'],
  type: ['type'],
  domain: ['type'],
  function: ['function'],
  procedure: ['function'],
  aggregate: ['function'],
  routine: ['function'],
  trigger: ['trigger'],
  policy: ['policy'],
  role: [],
  user: [],
  database: [],
  publication: [],
  subscription: [],
  server: [],
  rule: [],
  statistics: [],
  collation: [],
  cast: [],
  operator: [],
  event: [],
  default: [],
  system: [],
};
