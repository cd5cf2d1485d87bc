import assert from 'node:assert/strict';
import fc from 'fast-check';
import { engines } from '../../server/src/engines';
import { expand } from '../../server/src/sql/placeholders/expansion';
import { filledIn } from '../../server/src/sql/placeholders/filledIn';
import { delimited, GO_TEMPLATE, type PlaceholderSyntax, type Placeholders, PSQL, SHELL } from '../../server/src/sql/placeholders/syntax';
import { readScript } from '../../server/src/sql/script';
import { runs } from '../support/runs';

const BRACES = delimited('${', '}', { ignoresCase: true });

describe('expansion', () => {
  it('leads back to what was written', () => {
    const { text, back } = expand('CREATE TABLE ${s}.a (x ${t})', [
      { start: 13, end: 17, text: 'app' },
      { start: 23, end: 27, text: 'varchar(20)' },
    ]);
    assert.equal(text, 'CREATE TABLE app.a (x varchar(20))');
    const written = (start: number, end: number): readonly number[] => Object.values(back({ start, end }));
    assert.deepEqual(written(0, 6), [0, 6], 'before');
    assert.deepEqual(written(13, 16), [13, 17], 'the piece');
    assert.deepEqual(written(14, 15), [13, 17], 'within the piece');
    assert.deepEqual(written(16, 18), [17, 19], 'right behind it');
    assert.deepEqual(written(17, 18), [18, 19], 'between the two');
    assert.deepEqual(written(20, 33), [21, 27], 'to the end of the other');
    assert.deepEqual(written(33, 34), [27, 28], 'behind both');
  });

  it('finds every piece that was left alone where it stood', () => {
    const piece = fc.record({
      kept: fc.string({ maxLength: 8 }),
      written: fc.string({ minLength: 1, maxLength: 8 }),
      instead: fc.string({ maxLength: 12 }),
    });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.string({ maxLength: 8 }), (pieces, tail) => {
        let written = '';
        let expanded = '';
        const replacements = [];
        const kept: { readonly at: number; readonly in: number; readonly length: number }[] = [];
        for (const each of [...pieces, { kept: tail, written: '', instead: '' }]) {
          kept.push({ at: written.length, in: expanded.length, length: each.kept.length });
          written += each.kept;
          expanded += each.kept;
          if (each.written !== '')
            replacements.push({ start: written.length, end: written.length + each.written.length, text: each.instead });
          written += each.written;
          expanded += each.instead;
        }
        const { text, back } = expand(written, replacements);
        assert.equal(text, expanded);
        for (const { at, in: offset, length } of kept) {
          if (length > 0) assert.deepEqual(back({ start: offset, end: offset + length }), { start: at, end: at + length });
        }
        for (let start = 0; start <= text.length; start++) {
          for (let end = start; end <= text.length; end++) {
            const span = back({ start, end });
            assert.ok(0 <= span.start && span.start <= span.end && span.end <= written.length);
          }
        }
      }),
      { numRuns: runs(200) },
    );
  });
});

/** `expected` has a line for each statement: the kinds of its changes with the names that they create or touch, as in the file. */
type Case = readonly [
  title: string,
  syntaxes: readonly PlaceholderSyntax[],
  values: Placeholders['values'],
  script: string,
  expected: readonly string[],
];

const cases: readonly Case[] = [
  ['a value in the place of a schema', [BRACES], { schema: 'app' }, 'CREATE TABLE ${Schema}.a (x int);', ['createTable ${Schema}.«a»']],
  ['a value of several words', [BRACES], { t: 'numeric(10, 2)' }, 'CREATE TABLE a (x ${t} NOT NULL); SELECT 1;', ['createTable «a»', '']],
  ['a value in a part of a name', [BRACES], { p: 'x' }, 'CREATE TABLE ${p}_a (x int);', ['createTable «${p}_a»']],
  ['no value in front of a dot', [BRACES], {}, 'CREATE TABLE ${s}.a (x int);', ['createTable «a»']],
  ['no value in front of a dot, quoted', [BRACES], {}, 'CREATE TABLE "${s}"."a" (x int);', ['createTable «"a"»']],
  ['no value as a name', [BRACES], {}, 'CREATE TABLE ${table} (x int);', ['createTable «${table}»']],
  ['no value in a string', [BRACES], {}, "COMMENT ON TABLE a IS 'costs ${x}';", ['setComment «a»']],
  ['no value, and nothing that can be read', [BRACES], {}, 'CREATE TABLE a (x int) ${options} more;', ['opaque placeholder']],
  ['a value that cannot be read', [BRACES], { x: 'int int' }, 'CREATE TABLE a (x ${x});', ['! syntax error at or near "int" at «${x}»']],
  [
    'a schema without a name',
    [BRACES],
    {},
    'CREATE SCHEMA IF NOT EXISTS ${s}; SET search_path TO ${s}; CREATE TABLE a ();',
    ['', '', 'createTable «a»'],
  ],
  ['a table that goes to a schema without a name', [BRACES], {}, 'ALTER TABLE a SET SCHEMA ${s};', ['opaque placeholder']],
  [
    'dollars around, with a value',
    [delimited('$', '$', { isAmbiguous: true })],
    { s: 'app' },
    'CREATE TABLE $s$.a (); CREATE TABLE $s$.b ();',
    ['createTable $s$.«a»', 'createTable $s$.«b»'],
  ],
  ['dollars around, a string', [delimited('$', '$', { isAmbiguous: true })], { s: 'app' }, 'DO $x$ BEGIN NULL; END $x$;', ['']],
  ['braces', [delimited('{{', '}}')], { Schema: 'app' }, 'CREATE TABLE {{Schema}}.a ();', ['createTable {{Schema}}.«a»']],
  ['a template', [GO_TEMPLATE], { prefix: 'app' }, 'CREATE TABLE {{ .prefix }}_a ();', ['createTable «{{ .prefix }}_a»']],
  [
    'a template with conditions',
    [GO_TEMPLATE],
    {},
    '{{ if .x }}\nCREATE TABLE a ();\n{{ end }}\nCREATE TABLE b (); {{/* ; */}} CREATE TABLE c ();',
    ['opaque placeholder', 'createTable «b»', 'createTable «c»'],
  ],
  [
    'a template in the place of statements',
    [GO_TEMPLATE],
    {},
    '{{ template "shared/it\'s.sql" . }};\nCREATE TABLE b ();',
    ['opaque placeholder', 'createTable «b»'],
  ],
  ['psql, a name', [PSQL], { t: 'a b' }, 'CREATE TABLE :"t" (x int DEFAULT :n);', ['createTable «:"t"»']],
  ['psql, a schema without a value', [PSQL], {}, 'CREATE TABLE :"s".a (); CREATE TABLE :s.b ();', ['createTable «a»', 'createTable «b»']],
  [
    'psql, text and slices that only look like it',
    [PSQL],
    {},
    "SELECT a[1:b], 'x:b', c::text; COMMENT ON TABLE a IS ':b';",
    ['', 'setComment «a»'],
  ],
  ['psql, a text', [PSQL], { pw: "it's" }, "COMMENT ON TABLE a IS :'pw';", ['setComment «a»']],
  [
    'shell',
    [SHELL],
    { T: 'a' },
    'CREATE TABLE $T (); CREATE TABLE ${U:-b} (); DO $x$ BEGIN END $x$;',
    ['createTable «$T»', 'createTable «${U:-b}»', ''],
  ],
];

describe('placeholders', () => {
  for (const [title, syntaxes, values, script, expected] of cases) {
    it(title, async () => {
      const dialect = await engines[0]!.load();
      const filled = filledIn(dialect, (text) => dialect.reader.read(text), { syntaxes, values });
      const shown = readScript(script, 0, script.length, filled.dialect, filled.read).flatMap(({ statement, reading }) => {
        const marked = (span: { readonly start: number; readonly end: number }, from: number): string =>
          `${statement.text.slice(from, span.start)}«${statement.text.slice(span.start, span.end)}»`;
        if (reading.problem !== undefined) return [`! ${reading.problem.message} at ${marked(reading.problem, reading.problem.start)}`];
        const [change] = reading.changes;
        if (change === undefined) return [''];
        if (change.kind === 'opaque') return [`opaque ${change.reason}`];
        const name = change.kind === 'createTable' ? change.name : change.kind === 'setComment' ? change.object.name : undefined;
        return [
          name === undefined ? change.kind : `${change.kind} ${marked(name.name.span, name.schema?.span.start ?? name.name.span.start)}`,
        ];
      });
      assert.deepEqual(shown, expected);
    });
  }

  it('tells which values are missing', async () => {
    const dialect = await engines[0]!.load();
    const missing = (syntax: PlaceholderSyntax, text: string): readonly (string | undefined)[] =>
      filledIn(dialect, (each) => dialect.reader.read(each), { syntaxes: [syntax], values: { known: 'x' } })
        .missing(text)
        .map(({ name }) => name);
    assert.deepEqual(missing(BRACES, 'CREATE TABLE ${known}.a (b ${type})'), ['type']);
    assert.deepEqual(missing(BRACES, "SELECT '${text}'"), [], 'nothing in the schema depends on it');
    assert.deepEqual(missing(BRACES, "COMMENT ON TABLE a IS '${text}'"), ['text']);
    assert.deepEqual(missing(BRACES, 'SET search_path TO ${schema}'), ['schema']);
    assert.deepEqual(missing(PSQL, 'SELECT a[1:n]'), []);
    assert.deepEqual(missing(PSQL, 'CREATE TABLE :t ()'), ['t']);
  });
});
