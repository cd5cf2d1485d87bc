import { type FoundRegion, isEdited, type Refusal, type RegionDocument, sameWords, writeRegion } from './regions';

/** A generated part as it should be: Markdown with `\n`, without markers. */
export interface ManagedRegion {
  readonly id: string;
  readonly body: string;
}

export interface RegionPlan {
  /** In the order that a new document has. Parts that an existing document has in another order stay where they are. */
  readonly regions: readonly ManagedRegion[];
  /** Ids that the object of a part may have by now, best first, after a rename. */
  successors(id: string): readonly string[];
  /** What stands above hand-written text whose object is gone; undefined: such text needs no heading of its own. */
  farewell(id: string): string | undefined;
}

/**
 * Puts generated parts into a document and changes no byte outside them.
 *
 * A part that somebody has edited is not overwritten: the whole document is refused, because what they wrote may exist nowhere else.
 * A part whose words are as they should be is left as it stands, so that a formatter which aligns tables does not fight with us.
 */
export function mergeRegions(document: RegionDocument, plan: RegionPlan, eol: string): string | Refusal {
  const wanted = new Map(plan.regions.map((region) => [region.id, region]));
  const ids = currentIds(document.regions, wanted, plan);
  const edited = document.regions.find((region) => isEdited(region) && !isAsWanted(region, wanted.get(ids.get(region.id)!)));
  if (edited !== undefined) return refuseEdited(edited);

  const draft: Draft = { preamble: document.preamble, pieces: [] };
  for (const region of document.regions) keep(draft, region, ids.get(region.id)!, wanted, plan, eol);
  bury(draft, wanted, plan, eol);
  insertMissing(draft, plan.regions, eol);
  return draft.preamble + draft.pieces.map((piece) => piece.text + piece.after).join('');
}

interface Piece {
  readonly id: string;
  readonly text: string;
  after: string;
}
interface Draft {
  preamble: string;
  pieces: Piece[];
}

/** What each part of the document is called now. Two never become one: the part that has the name already keeps it. */
function currentIds(
  found: readonly FoundRegion[],
  wanted: ReadonlyMap<string, ManagedRegion>,
  plan: RegionPlan,
): ReadonlyMap<string, string> {
  const taken = new Set(found.map((region) => region.id));
  return new Map(
    found.map(({ id }) => {
      const successor = plan.successors(id).find((candidate) => wanted.has(candidate) && !taken.has(candidate));
      if (successor !== undefined) taken.add(successor);
      return [id, successor ?? id];
    }),
  );
}

function isAsWanted(found: FoundRegion, wanted: ManagedRegion | undefined): boolean {
  return wanted !== undefined && found.id === wanted.id && sameWords(found.body, wanted.body);
}

function refuseEdited({ id, checksum, line }: FoundRegion): Refusal {
  return {
    kind: 'refused',
    message:
      `The generated part “${id}” was edited by hand. Move what you wrote outside its two markers; ` +
      `then delete \`sum=${checksum}\` from this marker, and the part is written anew.`,
    line,
  };
}

function keep(
  draft: Draft,
  region: FoundRegion,
  id: string,
  wanted: ReadonlyMap<string, ManagedRegion>,
  plan: RegionPlan,
  eol: string,
): void {
  const target = wanted.get(id);
  if (target !== undefined) {
    const same = region.checksum !== undefined && isAsWanted(region, target);
    draft.pieces.push({ id, text: same ? region.raw : writeRegion(id, target.body, eol), after: region.after });
  } else if (plan.farewell(id) !== undefined) {
    draft.pieces.push({ id, text: region.raw, after: region.after });
  } else if (region.after.trim() !== '') {
    append(draft, draft.pieces.length - 1, region.after);
  }
}

/** Text about an object that is gone stays, under a heading that says so; without it the text would seem to be about the object above. */
function bury(draft: Draft, wanted: ReadonlyMap<string, ManagedRegion>, plan: RegionPlan, eol: string): void {
  draft.pieces = draft.pieces.flatMap((piece) => {
    if (wanted.has(piece.id)) return [piece];
    if (piece.after.trim() === '') return [];
    const body = plan.farewell(piece.id)!;
    return [{ ...piece, text: writeRegion(piece.id, body, eol) }];
  });
}

/** Each missing part goes behind the part before it in the plan, and behind the text that belongs to that part. */
function insertMissing(draft: Draft, regions: readonly ManagedRegion[], eol: string): void {
  const present = new Set(draft.pieces.map((piece) => piece.id));
  let previous = -1;
  for (const region of regions) {
    if (present.has(region.id)) {
      previous = draft.pieces.findIndex((piece) => piece.id === region.id);
      continue;
    }
    const at = previous + 1;
    const isLast = at === draft.pieces.length;
    append(draft, previous, blankLineAfter(textBefore(draft, previous), eol));
    draft.pieces.splice(at, 0, { id: region.id, text: writeRegion(region.id, region.body, eol), after: isLast ? eol : eol + eol });
    previous = at;
  }
}

function textBefore(draft: Draft, at: number): string {
  return at === -1 ? draft.preamble : `|${draft.pieces[at]!.after}`;
}

/** Behind the piece at that place; -1 is the text before the first. */
function append(draft: Draft, at: number, text: string): void {
  if (at === -1) draft.preamble += text;
  else draft.pieces[at]!.after += text;
}

/** The line ends that are missing for an empty line at the end of the text; none at the start of a document. */
function blankLineAfter(text: string, eol: string): string {
  if (text === '' || /\n\r?\n$/.test(text)) return '';
  return text.endsWith('\n') ? eol : eol + eol;
}
