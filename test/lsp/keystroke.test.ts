import assert from 'node:assert/strict';
import { engines } from '../../server/src/engines';
import type { Engine } from '../../server/src/schema/model/schema';
import { type Editor, startEditor } from './editor';
import { shown } from './shown';

const path = 'migrations/001_all.sql';
const TABLES = 1000;

/** SQL of one table, five lines long. */
const table = (number: number): string =>
  `CREATE TABLE t${number} (\n  id int PRIMARY KEY,\n  created_at date, updated_at date\n);\nCOMMENT ON TABLE t${number} IS 'Number ${number}';\n`;

describe('one keystroke in a migration of 5,000 lines', () => {
  let editor: Editor;
  /** Texts that were passed to the reader. */
  let reads: string[];

  before(async () => {
    const dialect = await engines[0]!.load();
    const counting: Engine = {
      ...dialect,
      reader: {
        completeness: 'full',
        read(text) {
          reads.push(text);
          return dialect.reader.read(text);
        },
      },
    };
    reads = [];
    const text = Array.from({ length: TABLES }, (_, i) => table(i)).join('');
    assert.equal(text.split('\n').length, 5 * TABLES + 1);
    editor = await startEditor({ app: { [path]: text } }, { environment: { engines: [{ ...engines[0]!, load: async () => counting }] } });
    await editor.open(path);
  });
  after(() => editor.dispose());
  beforeEach(() => {
    reads = [];
  });

  it('reads the statement that it touches, and no other', async () => {
    await editor.type(path, 'Number 500', 'Number 5000');
    assert.deepEqual(reads, ["COMMENT ON TABLE t500 IS 'Number 5000'"]);
  });

  it('reads nothing when it moves all that follows', async () => {
    await editor.type(path, 'CREATE TABLE t0 ', '\n\nCREATE TABLE t0 ');
    assert.deepEqual(reads, []);
  });

  it('finds what it breaks further down without reading that again', async () => {
    await editor.type(path, 'CREATE TABLE t700 ', 'CREATE TABLE t7000 ');
    assert.equal(reads.length, 1);
    assert.equal(shown(editor, path).filter((finding) => finding.includes('unknown-table')).length, 1);
    await editor.type(path, 'CREATE TABLE t7000 ', 'CREATE TABLE t700 ');
    assert.equal(reads.length, 1, 'what was there before is remembered');
    assert.deepEqual(shown(editor, path), []);
  });

  it('searches only the neighbours for the end of an unterminated statement', async () => {
    await editor.type(path, "IS 'Number 300';", 'IS ');
    assert.ok(reads.length <= 25, `${reads.length} statements`);
    assert.equal(shown(editor, path).filter((finding) => finding.includes('syntax-error')).length, 1);
  });
});
