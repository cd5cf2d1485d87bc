/*
 * A generated region of a document stands between two markers, each alone on its line:
 *
 *     <!-- migration-lens:begin table public.orders sum=1c9e0f7a -->
 *     <!-- migration-lens:end table public.orders -->
 *
 * `sum` is a checksum of the words between the markers. It tells a region as we wrote it from one that was edited since.
 */

/** A generated region of an existing document. */
export interface FoundRegion {
  readonly id: string;
  /** Absent when the user removed it from the marker, which permits overwriting the region. */
  readonly checksum?: string;
  /** Line of the begin marker, 1-based. */
  readonly line: number;
  /** From the begin marker to the end marker, byte for byte, without the final line end. */
  readonly raw: string;
  /** Text between the markers, trimmed. */
  readonly body: string;
  /** Hand-written text up to the next region, byte for byte. It starts with the line end behind the end marker. */
  readonly after: string;
}

/** An existing document, cut at its markers. Preamble, regions and the texts after them are the whole document. */
export interface RegionDocument {
  readonly kind: 'document';
  /** Text before the first region. */
  readonly preamble: string;
  readonly regions: readonly FoundRegion[];
}

/** The document cannot be updated until the user mends it. */
export interface Refusal {
  readonly kind: 'refused';
  /** Tells the user what is wrong and how to mend it. */
  readonly message: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * Parses a document into regions and hand-written text. Damaged, nested, repeated and unknown regions are refused.
 *
 * @param kinds first words that a region id may have
 */
export function parseRegions(document: string, kinds: readonly string[]): RegionDocument | Refusal {
  const markers = findMarkers(document);
  const spans: RegionSpan[] = [];
  let open: Marker | undefined;
  for (const marker of markers) {
    const error = markerError(marker, open, spans, kinds);
    if (error !== undefined) return { kind: 'refused', message: error, line: marker.line };
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

/** Writes a region with its markers. `body` has neither markers nor empty lines around it. */
export function writeRegion(id: string, body: string, eol: string): string {
  const lines = [`<!-- migration-lens:begin ${id} sum=${checksum(body)} -->`, '', ...body.split('\n'), '', endMarker(id)];
  return lines.join(eol);
}

/**
 * Encodes an object's name as a word of a region id. Letters, digits, `_` and `$` stay as they are. `--` would end the HTML comment, and
 * spaces and dots separate the parts of an id.
 */
export function idWord(name: string): string {
  return name.replace(/[^\p{L}\p{N}_$]/gu, (character) => `%${character.codePointAt(0)!.toString(16)};`);
}

/** True when two bodies differ at most in white space, as they do after a formatter has aligned the tables. */
export function sameWords(a: string, b: string): boolean {
  return words(a) === words(b);
}

/** True when the region was edited since it was written. Escapes and emphasis do not count, because formatters rewrite them. */
export function isEdited(region: FoundRegion): boolean {
  return region.checksum !== undefined && region.checksum !== checksum(region.body);
}

interface Marker {
  readonly verb: string;
  readonly id: string;
  readonly checksum?: string;
  readonly line: number;
  readonly start: number;
  /** Offset of the end of the line, before its terminator. */
  readonly end: number;
}
interface RegionSpan {
  readonly begin: Marker;
  readonly end: Marker;
}

/** Finds lines that start with a marker. To show a marker in its text, a document can put a word before it. */
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

function markerError(marker: Marker, open: Marker | undefined, done: readonly RegionSpan[], kinds: readonly string[]): string | undefined {
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

/** 32-bit FNV-1a. It has to notice edits, not to resist forgery. */
function checksum(body: string): string {
  let hash = 0x811c9dc5;
  for (const character of words(body).replace(/[\\*_]/g, '')) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
