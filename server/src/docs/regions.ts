/*
 * Generated parts of a document stand between two markers, each alone on its line:
 *
 *     <!-- migration-lens:begin table public.orders sum=1c9e0f7a -->
 *     <!-- migration-lens:end table public.orders -->
 *
 * The number is a checksum of the words between them. It tells a part that we wrote from one that somebody has edited since.
 */

/** A generated part of an existing document. */
export interface FoundRegion {
  readonly id: string;
  /** Absent when somebody took it out of the marker: the part may then be overwritten. */
  readonly checksum?: string;
  /** Line of the begin marker, counted from 1. */
  readonly line: number;
  /** From the begin marker to the end marker, byte for byte, without the line end behind it. */
  readonly raw: string;
  readonly body: string;
  /** What somebody wrote between this part and the next, byte for byte, the line end behind the end marker included. */
  readonly after: string;
}

export interface RegionDocument {
  readonly kind: 'document';
  /** What stands before the first generated part. */
  readonly preamble: string;
  readonly regions: readonly FoundRegion[];
}

export interface Refusal {
  readonly kind: 'refused';
  /** What is wrong and what to do, for people. */
  readonly message: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Takes a document apart. `kinds` are the first words that an id may have. */
export function parseRegions(document: string, kinds: readonly string[]): RegionDocument | Refusal {
  const markers = findMarkers(document);
  const spans: RegionSpan[] = [];
  let open: Marker | undefined;
  for (const marker of markers) {
    const wrong = whatIsWrong(marker, open, spans, kinds);
    if (wrong !== undefined) return { kind: 'refused', message: wrong, line: marker.line };
    if (marker.verb === 'begin') open = marker;
    else {
      spans.push({ begin: open!, end: marker });
      open = undefined;
    }
  }
  if (open !== undefined) {
    return {
      kind: 'refused',
      message: `The part “${open.id}” has no end. Put \`${endMarker(open.id)}\` on the line behind it, or delete the begin marker.`,
      line: open.line,
    };
  }
  return {
    kind: 'document',
    preamble: document.slice(0, spans[0]?.begin.start ?? document.length),
    regions: spans.map((span, at) => found(document, span, spans[at + 1]?.begin.start ?? document.length)),
  };
}

/** A generated part with its markers. `body` has no markers and no empty lines around it. */
export function writeRegion(id: string, body: string, eol: string): string {
  const lines = [`<!-- migration-lens:begin ${id} sum=${checksum(body)} -->`, '', ...body.split('\n'), '', endMarker(id)];
  return lines.join(eol);
}

/**
 * An object's name as a word of an id. Only letters, digits, `_` and `$` stay as they are, so that no name can end the marker (`--`
 * ends a comment in HTML) or hold the space and the dot that have a meaning here.
 */
export function idWord(name: string): string {
  return name.replace(/[^\p{L}\p{N}_$]/gu, (character) => `%${character.codePointAt(0)!.toString(16)};`);
}

/** True when two bodies differ in white space at most: a formatter that aligns the tables changes nothing that matters. */
export function sameWords(a: string, b: string): boolean {
  return words(a) === words(b);
}

/** Has somebody edited the part since it was written? Escapes and emphasis do not count, because formatters rewrite them too. */
export function isEdited(region: FoundRegion): boolean {
  return region.checksum !== undefined && region.checksum !== checksum(region.body);
}

interface Marker {
  readonly verb: string;
  readonly id: string;
  readonly checksum?: string;
  readonly line: number;
  readonly start: number;
  /** Without the line end. */
  readonly end: number;
}
interface RegionSpan {
  readonly begin: Marker;
  readonly end: Marker;
}

/** Lines that begin as a marker does; whoever wants to show one in the text can put a word before it. */
function findMarkers(document: string): readonly Marker[] {
  const markers: Marker[] = [];
  let line = 1;
  let start = 0;
  for (const raw of document.split('\n')) {
    if (/^\s*<!--\s*migration-lens:/.test(raw))
      markers.push({ ...readMarker(raw), line, start, end: start + raw.replace(/\r$/, '').length });
    line += 1;
    start += raw.length + 1;
  }
  return markers;
}

function readMarker(line: string): Pick<Marker, 'verb' | 'id' | 'checksum'> {
  const match = /^\s*<!--\s*migration-lens:(begin|end)\s+([^=]*?)\s*(?:\ssum=([0-9a-f]*))?\s*-->\s*$/.exec(line);
  if (match === null) return { verb: 'unknown', id: line.trim() };
  return { verb: match[1]!, id: match[2]!, ...(match[3] ? { checksum: match[3] } : {}) };
}

function whatIsWrong(marker: Marker, open: Marker | undefined, done: readonly RegionSpan[], kinds: readonly string[]): string | undefined {
  const { verb, id } = marker;
  if (verb === 'unknown') return `\`${id}\` is no marker that Migration Lens knows. Delete the line or mend it.`;
  if (verb === 'end') {
    if (open === undefined) return `The part “${id}” ends here but begins nowhere. Delete this line.`;
    return open.id === id
      ? undefined
      : `The part “${open.id}” of line ${open.line} is open here, not “${id}”. Put its end marker before this line.`;
  }
  if (open !== undefined) {
    return `The part “${id}” begins inside “${open.id}”, which has no end yet (line ${open.line}). Put \`${endMarker(open.id)}\` before this line.`;
  }
  if (!kinds.includes(id.split(' ')[0]!)) return `There is no generated part “${id}”. Delete its two markers.`;
  const first = done.find((span) => span.begin.id === id);
  if (first === undefined) return undefined;
  return `The part “${id}” is here a second time, the first is on line ${first.begin.line}. Delete one of the two with its markers.`;
}

function found(document: string, { begin, end }: RegionSpan, next: number): FoundRegion {
  return {
    id: begin.id,
    ...(begin.checksum === undefined ? {} : { checksum: begin.checksum }),
    line: begin.line,
    raw: document.slice(begin.start, end.end),
    body: document.slice(begin.end, end.start).trim(),
    after: document.slice(end.end, next),
  };
}

function endMarker(id: string): string {
  return `<!-- migration-lens:end ${id} -->`;
}

function words(body: string): string {
  return body
    .split(/\r?\n/)
    .map((line) => (/^[|:\- ]+$/.test(line) ? line.replace(/-+/g, '-') : line))
    .map((line) =>
      line
        .replace(/\s*\|\s*/g, '|')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((line) => line !== '')
    .join('\n');
}

/** FNV-1a, 32 bits: enough to notice an edit, which nobody makes to deceive. */
function checksum(body: string): string {
  let hash = 0x811c9dc5;
  for (const character of words(body).replace(/[\\*_]/g, '')) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
