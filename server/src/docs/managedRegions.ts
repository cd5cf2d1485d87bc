import { type FoundRegion, isEdited, type Refusal, type RegionDocument, sameWords, writeRegion } from './regions';

/** A generated region to write. `body` is Markdown with `\n` line ends and without markers. */
export interface ManagedRegion {
  readonly id: string;
  readonly body: string;
}

/** What a merge needs to know of the new document. A region is looked up by its id. */
export interface RegionPlan {
  /** In the order of a new document. Regions that an existing document has in another order keep their place. */
  readonly regions: readonly ManagedRegion[];
  /** Ids that the region may have now, after its object was renamed, best first. */
  successors(id: string): readonly string[];
  /** Body of the heading above hand-written text whose object is gone; undefined when that text needs no heading of its own. */
  farewell(id: string): string | undefined;
}

/**
 * Merges generated regions into a document and changes no byte of the hand-written text.
 *
 * If a region was edited by hand, the whole document is refused, because the edit may exist nowhere else. A region whose words are up
 * to date keeps its layout, so a formatter that aligns tables does not undo our work, nor we its.
 */
export function mergeRegions(document: RegionDocument, plan: RegionPlan, eol: string): string | Refusal {
  const wanted = new Map(plan.regions.map((region) => [region.id, region]));
  const ids = currentIds(document.regions, wanted, plan);
  const edited = document.regions.find((region) => isEdited(region) && !isAsWanted(region, wanted.get(ids.get(region.id)!)));
  if (edited !== undefined) return refuseEdited(edited);

  const draft: Draft = { preamble: document.preamble, pieces: [] };
  for (const region of document.regions) keep(draft, region, ids.get(region.id)!, wanted, plan, eol);
  settleOrphans(draft, wanted, plan, eol);
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

/** Maps the id of each region in the document to its current id. Two regions never share one: a region that has the id keeps it. */
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

/**
 * Puts text about a dropped object under a heading that says the object is gone. Without it the text would seem to be about the object
 * above.
 */
function settleOrphans(draft: Draft, wanted: ReadonlyMap<string, ManagedRegion>, plan: RegionPlan, eol: string): void {
  draft.pieces = draft.pieces.flatMap((piece) => {
    if (wanted.has(piece.id)) return [piece];
    if (piece.after.trim() === '') return [];
    const body = plan.farewell(piece.id)!;
    return [{ ...piece, text: writeRegion(piece.id, body, eol) }];
  });
}

/** Inserts each missing region behind its predecessor in the plan, and behind the hand-written text that belongs to the predecessor. */
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

/** The text that an appended region follows. `|` stands for an end marker: an empty text after it is not the start of the document. */
function textBefore(draft: Draft, at: number): string {
  return at === -1 ? draft.preamble : `|${draft.pieces[at]!.after}`;
}

/** Appends text behind the piece at index `at`; -1 is the preamble. */
function append(draft: Draft, at: number, text: string): void {
  if (at === -1) draft.preamble += text;
  else draft.pieces[at]!.after += text;
}

/** Line ends that the text lacks to end in an empty line; none for the empty text at the start of a document. */
function blankLineAfter(text: string, eol: string): string {
  if (text === '' || /\n\r?\n$/.test(text)) return '';
  return text.endsWith('\n') ? eol : eol + eol;
}
