import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeRegions } from '../../server/src/docs/managedRegions';
import { type FoundRegion, parseRegions, type RegionDocument, writeRegion } from '../../server/src/docs/regions';

const ids = ['overview', 'tables', 'table public.a', 'details public.a', 'table public.b', 'details public.b', 'enums', 'migrations'];
const kinds = ['overview', 'tables', 'table', 'details', 'enums', 'migrations'];

const eol = fc.constantFrom('\n', '\r\n');
/** Hand-written lines: any text but lines that begin as a marker does. */
const handwritten = fc
  .array(
    fc.oneof(
      fc.constantFrom('', '# Title', '```', '| a | b |', '---', '- x', '<!-- note -->', '  ', 'a <!-- migration-lens:end enums -->'),
      fc.string(),
    ),
  )
  .map((lines) => lines.map((line) => line.replace(/[\r\n]/g, ' ')))
  .filter((lines) => !lines.some((line) => /^\s*<!--\s*migration-lens:/.test(line)));
const body = fc.constantFrom('### a', '| a | b |\n| --- | --- |\n| 1 | `x`<br>y |', 'one\n\ntwo', '> quote');
const bodies = fc.dictionary(fc.constantFrom(...ids), body);

describe('managed regions amid any text', () => {
  it('keep every byte outside the parts, and a second run changes nothing', () => {
    fc.assert(
      fc.property(
        eol,
        handwritten,
        fc.shuffledSubarray(ids),
        bodies,
        bodies,
        fc.infiniteStream(handwritten),
        (lineEnd, intro, order, old, wanted, notes) => {
          const texts = order.map(() => `${lineEnd}${notes.next().value.join(lineEnd)}${lineEnd}`);
          const parts = order.map((id, at) => writeRegion(id, old[id] ?? 'x', lineEnd) + texts[at]);
          const preamble = intro.length === 0 ? '' : intro.join(lineEnd) + lineEnd;
          const document = preamble + parts.join('');

          const result = run(document, wanted, lineEnd);
          const before = parse(document);
          const after = parse(result);

          assert.ok(after.preamble.startsWith(preamble));
          for (const region of before.regions) if (region.after.trim() !== '') assertKept(region, after);
          for (const [id, text] of Object.entries(wanted)) assert.equal(bodyOf(after, id), text);
          assert.equal(run(result, wanted, lineEnd), result);
        },
      ),
    );
  });
});

function run(document: string, wanted: Readonly<Record<string, string>>, lineEnd: string): string {
  const regions = ids.flatMap((id) => (wanted[id] === undefined ? [] : [{ id, body: wanted[id] }]));
  const farewell = (id: string): string | undefined => (id.startsWith('table ') ? `### gone: ${id}` : undefined);
  const result = mergeRegions(parse(document), { regions, successors: () => [], farewell }, lineEnd);
  assert.ok(typeof result === 'string', 'not refused');
  return result;
}

function parse(document: string): RegionDocument {
  const parsed = parseRegions(document, kinds);
  assert.ok(parsed.kind === 'document', 'not refused');
  return parsed;
}

/** Checks that hand-written text stays behind its region, or somewhere in the document when the region is gone. */
function assertKept({ id, after: text }: FoundRegion, { preamble, regions }: RegionDocument): void {
  const own = regions.find((region) => region.id === id);
  if (own !== undefined) assert.ok(own.after.startsWith(text), `text behind ${id}`);
  else
    assert.ok(
      [preamble, ...regions.map((region) => region.after)].some((other) => other.includes(text)),
      `text behind ${id}, which is gone`,
    );
}

function bodyOf({ regions }: RegionDocument, id: string): string | undefined {
  return regions.find((region) => region.id === id)?.body.replaceAll('\r\n', '\n');
}
