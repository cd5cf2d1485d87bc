import assert from 'node:assert/strict';
import { type ManagedRegion, mergeRegions, type RegionPlan } from '../../server/src/docs/managedRegions';
import { idWord, parseRegions } from '../../server/src/docs/regions';

interface Case {
  /** Regions to write, as `id: body`. */
  readonly wanted: readonly string[];
  readonly renamed?: Readonly<Record<string, string>>;
  readonly before: string;
  /** The merged document, checksums written as `sum=…`; or `REFUSED <line>: <start of the message>`. */
  readonly after: string;
}

describe('managed regions', () => {
  const aligned = part('enums', '| a | b |\n| --- | --- |\n| long cell | 1 |').replace(
    '| a | b |\n| --- | --- |',
    '| a         | b   |\n| --------- | --- |',
  );

  it('writes a new document', () =>
    check({
      wanted: ['overview: # Shop', 'table public.a: ### a'],
      before: '',
      after: `${part('overview', '# Shop')}\n\n${part('table public.a', '### a')}\n`,
    }));

  it('puts everything below a document without markers', () =>
    check({ wanted: ['overview: Facts'], before: '# Mine\n\nText', after: `# Mine\n\nText\n\n${part('overview', 'Facts')}\n` }));

  it('keeps text before, between and behind the parts, however it is spaced', () =>
    check({
      wanted: ['overview: new', 'enums: newer'],
      before: `  intro\n${part('overview', 'old')}\ntight\n\n\n\n${part('enums', 'older')}\nno line end`,
      after: `  intro\n${part('overview', 'new')}\ntight\n\n\n\n${part('enums', 'newer')}\nno line end`,
    }));

  it('inserts a new part behind the one before it and the text that belongs to that one', () =>
    check({
      wanted: ['tables: t', 'table public.a: a', 'table public.b: b', 'table public.c: c'],
      before: `${part('tables', 't')}\n\n${part('table public.a', 'a')}\nabout a\n${part('table public.c', 'c')}\n`,
      after: `${part('tables', 't')}\n\n${part('table public.a', 'a')}\nabout a\n\n${part('table public.b', 'b')}\n\n${part('table public.c', 'c')}\n`,
    }));

  it('keeps the order of the parts in the document', () =>
    check({
      wanted: ['overview: o', 'table public.a: a', 'table public.b: b'],
      before: `${part('table public.b', 'b')}\n\n${part('table public.a', 'a')}\n\n${part('overview', 'o')}\n`,
      after: `${part('table public.b', 'b')}\n\n${part('table public.a', 'a')}\n\n${part('overview', 'o')}\n`,
    }));

  it('takes a part away with the empty lines behind it', () =>
    check({
      wanted: ['overview: o'],
      before: `${part('overview', 'o')}\n\n${part('enums', 'e')}\n\n${part('views', 'v')}\n`,
      after: `${part('overview', 'o')}\n\n`,
    }));

  it('keeps the text behind a part that goes', () =>
    check({
      wanted: ['overview: o', 'views: v'],
      before: `${part('overview', 'o')}\n\n${part('enums', 'e')}\n\nMine.\n\n${part('views', 'v')}\n`,
      after: `${part('overview', 'o')}\n\n\n\nMine.\n\n${part('views', 'v')}\n`,
    }));

  it('puts a heading above text about a table that is gone', () =>
    check({
      wanted: ['overview: o'],
      before: `${part('overview', 'o')}\n\n${part('table public.a', 'a')}\n\nOne.\n\n${part('details public.a', 'd')}\n\nTwo.\n`,
      after: `${part('overview', 'o')}\n\n${part('table public.a', 'farewell table public.a')}\n\nOne.\n\n\n\nTwo.\n`,
    }));

  it('lets the heading go with the text', () =>
    check({
      wanted: ['overview: o'],
      before: `${part('overview', 'o')}\n\n${part('table public.a', 'farewell table public.a')}\n\n`,
      after: `${part('overview', 'o')}\n\n`,
    }));

  it('lets the text follow a rename', () =>
    check({
      wanted: ['table public.b: b', 'details public.b: d'],
      renamed: { 'table public.a': 'table public.b', 'details public.a': 'details public.b' },
      before: `${part('table public.a', 'a')}\nAbout it.\n${part('details public.a', 'd')}\nMore.\n`,
      after: `${part('table public.b', 'b')}\nAbout it.\n${part('details public.b', 'd')}\nMore.\n`,
    }));

  it('does not let a rename take the place of a part that has the name already', () =>
    check({
      wanted: ['table public.b: b'],
      renamed: { 'table public.a': 'table public.b' },
      before: `${part('table public.a', 'a')}\nOld.\n\n${part('table public.b', 'b')}\nNew.\n`,
      after: `${part('table public.a', 'farewell table public.a')}\nOld.\n\n${part('table public.b', 'b')}\nNew.\n`,
    }));

  it('leaves a part alone that a formatter has aligned', () =>
    check({
      wanted: ['enums: | a | b |\n| --- | --- |\n| long cell | 1 |'],
      before: `${aligned}\n`,
      after: `${aligned}\n`,
    }));

  it('writes CRLF into a document that has it', () =>
    check({
      wanted: ['overview: one\ntwo', 'enums: e'],
      before: `Hello\r\n\r\n${part('enums', 'e').replaceAll('\n', '\r\n')}\r\n`,
      after: `Hello\r\n\r\n${part('overview', 'one\ntwo').replaceAll('\n', '\r\n')}\r\n\r\n${part('enums', 'e').replaceAll('\n', '\r\n')}\r\n`,
    }));

  it('overwrites an edited part once its checksum is taken away', () =>
    check({
      wanted: ['overview: new'],
      before: '<!-- migration-lens:begin overview -->\nedited\n<!-- migration-lens:end overview -->\n',
      after: `${part('overview', 'new')}\n`,
    }));

  describe('refuses', () => {
    const refusals: Readonly<Record<string, readonly [string, string]>> = {
      'an edited part': [
        `text\n${part('overview', 'old').replace('old', 'edited')}\n`,
        'REFUSED 2: The generated part “overview” was edited',
      ],
      'an edited part whose object is gone': [
        `${part('enums', 'old').replace('old', 'x')}\n`,
        'REFUSED 1: The generated part “enums” was edited',
      ],
      'a part without an end': [`a\n\n<!-- migration-lens:begin overview -->\nb\n`, 'REFUSED 3: The part “overview” has no end'],
      'an end without a beginning': [`a\n<!-- migration-lens:end overview -->\n`, 'REFUSED 2: The part “overview” ends here but'],
      'the end of another part': [
        '<!-- migration-lens:begin overview -->\n<!-- migration-lens:end enums -->\n',
        'REFUSED 2: The part “overview” of line 1 is open here',
      ],
      'a part inside a part': [
        '<!-- migration-lens:begin overview -->\n<!-- migration-lens:begin enums -->\n<!-- migration-lens:end enums -->\n<!-- migration-lens:end overview -->\n',
        'REFUSED 2: The part “enums” begins inside “overview”',
      ],
      'a part that is there twice': [
        `${part('overview', 'o')}\n${part('overview', 'o')}\n`,
        'REFUSED 6: The part “overview” is here a second time, the first is on line 1',
      ],
      'an unknown part': [`${part('colours', 'o')}\n`, 'REFUSED 1: There is no generated part “colours”'],
      'an unknown marker': [
        `\n  <!-- migration-lens:start overview -->\n`,
        'REFUSED 2: `<!-- migration-lens:start overview -->` is no marker',
      ],
      'a marker that does not end': [
        `<!-- migration-lens:begin overview\n-->\n`,
        'REFUSED 1: `<!-- migration-lens:begin overview` is no marker',
      ],
    };
    for (const [title, [before, after]] of Object.entries(refusals)) it(title, () => check({ wanted: ['overview: new'], before, after }));
  });

  it('is not confused by a marker in the middle of a line', () =>
    check({
      wanted: ['overview: o'],
      before: `Parts begin with <!-- migration-lens:begin x -->.\n\n${part('overview', 'o')}\n`,
      after: `Parts begin with <!-- migration-lens:begin x -->.\n\n${part('overview', 'o')}\n`,
    }));

  it('gives every name an id that neither ends the comment nor looks like another', () => {
    const names = ['a b', 'a.b', 'a--b', '-->', '<!--', 'a%20;b', 'a#b', 'größe', '注文', '', ' ', '\n', '\ud800'];
    const words = names.map(idWord);
    assert.equal(new Set(words).size, names.length);
    for (const word of words) assert.match(word, /^[\p{L}\p{N}_$%;]*$/u);
    assert.equal(idWord('größe_2'), 'größe_2');
  });
});

function check({ wanted, renamed = {}, before, after }: Case): void {
  const regions = wanted.map(
    (line): ManagedRegion => ({ id: line.slice(0, line.indexOf(': ')), body: line.slice(line.indexOf(': ') + 2) }),
  );
  const merge = (document: string): string =>
    merged(document, { regions, successors: (id) => (renamed[id] === undefined ? [] : [renamed[id]]), farewell });
  const result = merge(before);
  if (after.startsWith('REFUSED')) {
    assert.equal(result.slice(0, after.length), after);
    return;
  }
  assert.equal(masked(result), masked(after));
  assert.equal(merge(result), result, 'a second run changes nothing');
}

function merged(document: string, plan: RegionPlan): string {
  const parsed = parseRegions(document, ['overview', 'tables', 'table', 'details', 'enums', 'views']);
  const result = parsed.kind === 'refused' ? parsed : mergeRegions(parsed, plan, /\r?\n/.exec(document)?.[0] ?? '\n');
  return typeof result === 'string' ? result : `REFUSED ${result.line}: ${result.message}`;
}

function farewell(id: string): string | undefined {
  return id.startsWith('table ') ? `farewell ${id}` : undefined;
}

/** A region as a first run writes it. */
function part(id: string, body: string): string {
  const parsed = parseRegions('', []);
  assert.ok(parsed.kind === 'document');
  const text = mergeRegions(parsed, { regions: [{ id, body }], successors: () => [], farewell: () => undefined }, '\n');
  assert.ok(typeof text === 'string');
  return text.trimEnd();
}

function masked(document: string): string {
  return document.replace(/sum=[0-9a-f]{8} -->/g, 'sum=… -->');
}
