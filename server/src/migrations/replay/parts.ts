import type { Migration, Part } from '../unit';
import { type ChangedEntries, changedBy, NOTHING_CHANGED } from './changed';
import { fold } from './fold';
import type { Cursor } from './point';
import { readPart, type StatementSources } from './reading';
import { type KnownPart, ReplayedSection } from './replayed';
import type { Point, ReplayedPart } from './step';
import { gapsChanged, withCodeGap } from './unreadCode';

/** What a replay reads from. */
export interface Sources extends StatementSources {
  /** Text of a file; undefined when it is gone. */
  text(file: string): string | undefined;
  /** Files with another text than in the earlier state; absent: any may have one. */
  readonly edited?: ReadonlySet<string>;
  /** For parts in which the tool replaces no placeholders; absent where it never does. */
  readonly verbatim?: StatementSources;
}

/** One direction of a migration. */
export interface Section {
  readonly migration: Migration;
  readonly parts: readonly Part[];
  /** The schema before the first part. */
  readonly start: Point;
  /** Parts of the earlier state. */
  readonly earlier: readonly KnownPart[];
}

export interface PartSources extends Sources {
  /** There is an earlier state, so this is an edit and another one will follow: what is applied now is watched. */
  readonly isWatched: boolean;
}

/** Replays the parts of one direction in order. A part takes over what the earlier part at the same place in the same file knows. */
export function replayParts(
  before: Cursor,
  { migration, parts, start, earlier }: Section,
  sources: PartSources,
): { readonly parts: readonly KnownPart[]; readonly after: Cursor } {
  let cursor = before;
  const replayed = parts.map((part, i) => {
    const old = earlier[i];
    const known = old?.part.file === part.file ? old : undefined;
    const changed = known === undefined && old !== undefined ? changedByParts(cursor.changed, [old]) : cursor.changed;
    const next = replayPart({ point: cursor.point, changed }, { migration, part, start, earlier: known }, sources);
    cursor = next.after;
    return next.part;
  });
  const gone = earlier.slice(parts.length);
  return { parts: replayed, after: { point: cursor.point, changed: changedByParts(cursor.changed, gone) } };
}

interface OnePart extends Pick<Section, 'migration' | 'start'> {
  readonly part: Part;
  readonly earlier: KnownPart | undefined;
}

function replayPart(
  before: Cursor,
  { migration, part, start, earlier }: OnePart,
  sources: PartSources,
): { readonly part: KnownPart; readonly after: Cursor } {
  const text = sources.text(part.file) ?? '';
  const isUntouched = earlier !== undefined && earlier.text === text && earlier.part === part;
  if (isUntouched && before.changed === NOTHING_CHANGED) return { part: earlier, after: { point: earlier.exit, changed: NOTHING_CHANGED } };
  const statements = isUntouched
    ? earlier.statements
    : readPart(text, part, part.isVerbatim ? (sources.verbatim ?? sources) : sources, earlier);
  const { runs, end } = fold(before, statements, earlier?.runs ?? [], sources.isWatched);
  const withoutGap: Cursor = earlier?.part.isCode ? { point: end.point, changed: gapsChanged(end.changed) } : end;
  const after = part.isCode === true ? withCodeGap(withoutGap, part, '') : withoutGap;
  const replayed = new ReplayedSection({ migration, part, text, start, entry: before.point, exit: after.point, statements, runs });
  return { part: replayed, after };
}

/** What has changed besides once these parts are gone. */
export function changedByParts(changed: ChangedEntries, parts: readonly KnownPart[]): ChangedEntries {
  return parts.reduce<ChangedEntries>((sum, { runs, part }) => {
    const result = changedBy(sum, runs);
    return part.isCode === true ? gapsChanged(result) : result;
  }, changed);
}

/** Has the text of an earlier part become another one? */
export function isEdited({ part: { file }, text: known }: ReplayedPart, { text, edited }: Sources): boolean {
  return edited === undefined ? (text(file) ?? '') !== known : edited.has(file);
}
