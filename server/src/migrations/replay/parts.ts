import type { PatchedSchema } from '../../schema/versions/patch';
import type { Migration, Part } from '../unit';
import { type ChangedEntries, type Cursor, changedBy, NOTHING_CHANGED } from './changed';
import { fold } from './fold';
import { formerState, restored } from './former';
import { readPart, type StatementSources } from './reading';
import { replayedPart } from './replayed';
import type { ReadStatement, ReplayedPart, Run } from './step';
import { gapsChanged, withCodeGap } from './unreadCode';

/** What a replay reads from. */
export interface Sources extends StatementSources {
  /** Text of a file; undefined when it is gone. */
  text(file: string): string | undefined;
  /** Files with another text than in the earlier state; absent: any may have one. */
  readonly edited?: ReadonlySet<string>;
  /** Edits will follow: already what the first replay applies can be reused after them. It costs about a sixth more. */
  readonly willBeEdited?: boolean;
  /** For parts in which the tool replaces no placeholders; absent where it never does. */
  readonly verbatim?: StatementSources;
}

/** One direction of a migration. */
export interface OneDirection {
  readonly migration: Migration;
  readonly parts: readonly Part[];
  /** The schema before the first part. */
  readonly start: PatchedSchema;
  /** Parts of the earlier state. */
  readonly earlier: readonly ReplayedPart[];
}

export interface PartSources extends Sources {
  /** What is applied now is watched, so that it can be reused after the next edit. */
  readonly isWatched: boolean;
}

/** Replays the parts of one direction in order. A part takes over what the earlier part at the same place in the same file knows. */
export function replayParts(
  before: Cursor,
  { migration, parts, start, earlier }: OneDirection,
  sources: PartSources,
): { readonly parts: readonly ReplayedPart[]; readonly after: Cursor } {
  let cursor = before;
  const replayed = parts.map((part, i) => {
    const old = earlier[i];
    const known = old?.part.file === part.file ? old : undefined;
    const changed = known === undefined && old !== undefined ? changedByParts(cursor.changed, [old]) : cursor.changed;
    const next = replayPart({ schema: cursor.schema, changed }, { migration, part, start, earlier: known }, sources);
    cursor = next.after;
    return next.part;
  });
  const gone = earlier.slice(parts.length);
  return { parts: replayed, after: { schema: cursor.schema, changed: changedByParts(cursor.changed, gone) } };
}

interface OnePart extends Pick<OneDirection, 'migration' | 'start'> {
  readonly part: Part;
  readonly earlier: ReplayedPart | undefined;
}

function replayPart(
  before: Cursor,
  { migration, part, start, earlier }: OnePart,
  sources: PartSources,
): { readonly part: ReplayedPart; readonly after: Cursor } {
  const text = sources.text(part.file) ?? '';
  const isUntouched = earlier !== undefined && earlier.text === text && earlier.part === part;
  if (isUntouched && before.changed === NOTHING_CHANGED)
    return { part: earlier, after: { schema: earlier.exit, changed: NOTHING_CHANGED } };
  const statements = isUntouched
    ? earlier.statements
    : readPart(text, part, part.isVerbatim ? (sources.verbatim ?? sources) : sources, earlier);
  const fields = { migration, part, text, start, entry: before.schema };
  const mayReturn = part.generated === undefined && part.isCode !== true && earlier?.part.isCode !== true;
  const back = mayReturn ? restored(earlier?.former, before.schema, statements) : undefined;
  const { runs, after } = back ?? folded(before, part, statements, earlier, sources);
  const former = earlier && formerState(earlier, after.changed);
  const replayed = replayedPart({ ...fields, exit: after.schema, statements: back?.statements ?? statements, runs, former });
  return { part: replayed, after };
}

function folded(
  before: Cursor,
  part: Part,
  statements: readonly ReadStatement[],
  earlier: ReplayedPart | undefined,
  { isWatched }: PartSources,
): { readonly runs: readonly Run[]; readonly after: Cursor } {
  const { runs, end } = fold(before, statements, earlier?.runs ?? [], isWatched);
  const withoutGap: Cursor = earlier?.part.isCode ? { schema: end.schema, changed: gapsChanged(end.changed) } : end;
  return { runs, after: part.isCode === true ? withCodeGap(withoutGap, part, '') : withoutGap };
}

/** What has changed besides once these parts are gone. */
export function changedByParts(changed: ChangedEntries, parts: readonly ReplayedPart[]): ChangedEntries {
  return parts.reduce<ChangedEntries>((sum, { runs, part }) => {
    const result = changedBy(sum, runs);
    return part.isCode === true ? gapsChanged(result) : result;
  }, changed);
}

/** Has the text of an earlier part become another one? */
export function isEdited({ part: { file }, text: known }: ReplayedPart, { text, edited }: Sources): boolean {
  return edited === undefined ? (text(file) ?? '') !== known : edited.has(file);
}
