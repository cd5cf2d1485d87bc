import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { atlas } from '../../server/src/migrations/tools/atlas';
import { checkOther, checkRoots, sql } from './detections';
import { checkLayout, type Files, order, scaffolded, withoutTransaction } from './layouts';

/** Content of atlas.sum as Atlas writes it for these files. */
function sumOf(files: Files): string {
  const hash = createHash('sha256');
  const entries = Object.keys(files)
    .sort()
    .map((name) => [name, hash.update(name).update(files[name]!).copy().digest('base64')] as const);
  const total = createHash('sha256').update(entries.flat().join('')).digest('base64');
  return `h1:${total}\n${entries.map(([name, digest]) => `${name} h1:${digest}\n`).join('')}`;
}

describe('Atlas', () => {
  it('orders names as bytes', () => {
    assert.deepEqual(order(atlas, ['9_a.sql', '10_b.sql', 'B.sql', 'a.sql']), ['10_b', '9_a', 'B', 'a']);
  });

  it('reads directives that stand apart at the top', () => {
    checkLayout(
      atlas,
      {
        '1_a.sql': '-- atlas:txmode none\n\nSELECT 1;',
        '2_b.sql': '«-- atlas:txmode none»\nSELECT 2;',
        '3_c.sql': '-- why\n-- atlas:nolint\n\n-- atlas:txmode none\nSELECT 3;',
        '4_d.sql': '«-- atlas:txmode all»\n\nSELECT 4;',
        '5_e.sql': '«-- atlas:txmode none»\r\n\r\nSELECT 5;',
        'sub/6_f.sql': 'SELECT 6;',
      },
      [
        '1 a',
        '  up 1_a.sql off: -- atlas:txmode none SELECT 1;',
        '2 b',
        '  up 2_b.sql on: -- atlas:txmode none SELECT 2;',
        '3 c',
        '  up 3_c.sql on: -- why -- atlas:nolint -- atlas:txmode none SELECT 3;',
        '4 d',
        '  up 4_d.sql on: -- atlas:txmode all SELECT 4;',
        '5 e',
        '  up 5_e.sql on: -- atlas:txmode none SELECT 5;',
        ...['2_b', '4_d', '5_e'].map((name) =>
          name === '4_d'
            ? '! 4_d.sql: Atlas stops at this directive: in a file the mode is “none” or “file”.'
            : `! ${name}.sql: Atlas passes over this directive: below the comments at the top of the file there has to be an empty line, with Unix line breaks.`,
        ),
      ],
    );
  });

  it('begins at the last checkpoint', () => {
    checkLayout(atlas, { '1_a.sql': 'SELECT 1;', '2_b.sql': '-- atlas:checkpoint v1\n\nSELECT 2;', '3_c.sql': 'SELECT 3;' }, [
      'baseline 2 b',
      '  up 2_b.sql on: -- atlas:checkpoint v1 SELECT 2;',
      '3 c',
      '  up 3_c.sql on: SELECT 3;',
    ]);
  });

  it('finds up and down in an archive, and leaves the checks out', () => {
    checkLayout(
      atlas,
      { '1_a.sql': '-- atlas:txtar\n\n-- checks/x.sql --\nSELECT 0;\n\n-- migration.sql --\nSELECT 1;\n\n-- down.sql --\nSELECT -1;\n' },
      ['1 a', '  up 1_a.sql on: SELECT 1;', '  down 1_a.sql on: SELECT -1;'],
    );
  });

  it('reports an archive without the SQL that goes up', () => {
    checkLayout(
      atlas,
      {
        '1_a.postgres.up.sql': '«-- atlas:txtar»',
        '2_b.sql': '\n«-- atlas:txtar»\n\n-- checks.sql --\nSELECT 0;\n',
        '3_c.sql': '«-- atlas:txtar»\n\n-- down.sql --\nSELECT 1;\n',
      },
      [
        '1 a.postgres.up',
        '2 b',
        '3 c',
        '  down 3_c.sql on: SELECT 1;',
        ...['1_a.postgres.up', '2_b', '3_c'].map(
          (name) => `! ${name}.sql: Atlas runs nothing of this archive when it goes up: there is no “-- migration.sql --” in it.`,
        ),
      ],
    );
  });

  it('parts statements at a delimiter of its own', () => {
    checkLayout(
      atlas,
      {
        '1_a.sql': '-- atlas:delimiter -- end\nSELECT 1\n-- end\nSELECT 2; SELECT 3\n-- end\n',
        '2_b.sql': '-- atlas:delimiter \\n\\n\nSELECT 4\n\nSELECT 5\n',
        '3_c.sql': '\n-- atlas:delimiter //\nSELECT 6;',
      },
      [
        '1 a',
        '  up 1_a.sql on: SELECT 1',
        '  up 1_a.sql on: SELECT 2; SELECT 3',
        '2 b',
        '  up 2_b.sql on: SELECT 4',
        '  up 2_b.sql on: SELECT 5',
        '3 c',
        '  up 3_c.sql on: -- atlas:delimiter // SELECT 6;',
      ],
    );
  });

  describe('compares with atlas.sum', () => {
    const files: Files = { '1_a.sql': 'SELECT 1;\n', '2_b.sql': "SELECT 'é';\n", '3_c.sql': 'SELECT 3;\n' };
    const sum = sumOf(files);
    const shown = Object.keys(files).flatMap((name) => [`${name[0]} ${name[2]}`, `  up ${name} on: ${files[name]!.trim()}`]);
    const cases: Readonly<Record<string, { readonly files: Files; readonly problem?: string; readonly up?: readonly string[] }>> = {
      'which fits': { files: { ...files, 'atlas.sum': sum } },
      'that an edit left behind': {
        files: { ...files, '2_b.sql': "«SELECT 'è';»\n", 'atlas.sum': sum },
        up: shown.map((line) => line.replace('é', 'è')),
        problem: '2_b.sql: Atlas refuses to run: the files up to this one are not what atlas.sum was written for',
      },
      'that lacks a file at the end': {
        files: { ...files, '4_d.sql': '«SELECT 4;»', 'atlas.sum': sum },
        up: [...shown, '4 d', '  up 4_d.sql on: SELECT 4;'],
        problem: '4_d.sql: Atlas refuses to run: atlas.sum does not list this file',
      },
      'that lacks a file in between': {
        files: { ...files, '2_a.sql': '«SELECT 4;»', 'atlas.sum': sum },
        up: [...shown.slice(0, 2), '2 a', '  up 2_a.sql on: SELECT 4;', ...shown.slice(2)],
        problem: '2_a.sql: Atlas refuses to run: atlas.sum does not list this file',
      },
      'that lists a file too many': {
        files: { '1_a.sql': files['1_a.sql']!, '3_c.sql': files['3_c.sql']!, 'atlas.sum': sum.replace(/^2_b.*$/m, '«$&»') },
        up: [...shown.slice(0, 2), ...shown.slice(4)],
        problem: 'atlas.sum: Atlas refuses to run: there is no 2_b.sql',
      },
      'with a total of another state': {
        files: { ...files, 'atlas.sum': sum.replace(/^h1:.*/, '«h1:AAAA»') },
        problem: 'atlas.sum: Atlas refuses to run: this line does not fit those below it',
      },
      'with a conflict in it': {
        files: { ...files, 'atlas.sum': sum.replace(/^(2_b.*)$/m, '«<<<<<<< HEAD»\n$1') },
        problem: 'atlas.sum: Atlas cannot read this line',
      },
    };
    for (const [title, { files: some, problem, up = shown }] of Object.entries(cases)) {
      it(title, () => {
        const twice = title.includes('in between')
          ? ['! 2_b.sql: Version 2 belongs to 2_a.sql already: Atlas notes both under one version.']
          : [];
        const marked = twice.length === 0 ? some : { ...some, '2_b.sql': `«${some['2_b.sql']!.trim()}»\n` };
        checkLayout(atlas, marked, [
          ...up,
          ...twice,
          ...(problem === undefined ? [] : [`! ${problem}; run \`atlas migrate hash\`.`.replace('line; run', 'line: run')]),
        ]);
      });
    }

    it('without the text of a file that asks for it', () => {
      const hash = createHash('sha256').update('1_a.sql').update('2_b.sql').update('SELECT 2;').digest('base64');
      const total = createHash('sha256').update(`2_b.sql${hash}`).digest('base64');
      checkLayout(
        atlas,
        { '1_a.sql': '-- atlas:sum ignore\n\nSELECT 1;', '2_b.sql': 'SELECT 2;', 'atlas.sum': `h1:${total}\n2_b.sql h1:${hash}\n` },
        ['1 a', '  up 1_a.sql on: -- atlas:sum ignore SELECT 1;', '2 b', '  up 2_b.sql on: SELECT 2;'],
      );
    });
  });

  it('is proved by its sum or atlas.hcl, but not where the files are laid out for another tool', () => {
    const files = sql('migrations/1_a.sql');
    const hcl = (dir: string): string =>
      `env "x" {\n  migration {\n    dir = "file://${dir}"\n  }\n  dev = "docker://postgres/16/dev"\n}\n`;
    checkRoots({ ...files, 'migrations/atlas.sum': 'h1:x\n' }, ['atlas migrations proof']);
    checkRoots({ ...files, 'atlas.hcl': hcl('migrations') }, ['atlas migrations proof']);
    checkRoots({ 'm/1_a.sql': '-- atlas:txmode none\n\nSELECT 1;' }, ['atlas m strong']);
    checkRoots({ ...files, 'migrations/atlas.sum': 'h1:x\n', 'atlas.hcl': hcl('migrations?format=dbmate') }, ['plain migrations guess']);
    checkRoots({ 'm/1_a.sql': '-- +goose Up\nSELECT 1;', 'm/atlas.sum': 'h1:x\n' }, ['goose m strong']);
    checkRoots({ ...sql('m/1_a.up.sql', 'm/1_a.down.sql'), 'm/atlas.sum': 'h1:x\n' }, ['golang-migrate m guess']);
    checkOther({ ...files, 'migrations/atlas.sum': 'h1:x\n', 'atlas.hcl': hcl('migrations').replace('postgres/16', 'mysql/8') }, [
      'migrations: MySQL (atlas.hcl speaks of mysql)',
    ]);
  });

  it('has a place for a down in archives alone', () => {
    assert.equal(scaffolded(atlas, { '1_a.sql': 'SELECT 1;' }, 'SELECT 2;\n'), undefined);
    assert.deepEqual(scaffolded(atlas, { '1_a.sql': '-- atlas:txtar\n\n-- migration.sql --\nSELECT 1;\n' }, 'SELECT 2;\n'), {
      '1_a.sql': '-- atlas:txtar\n\n-- migration.sql --\nSELECT 1;\n\n-- down.sql --\nSELECT 2;\n',
    });
  });

  it('leaves the transaction', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['SELECT 1;\n', '-- atlas:txmode none\n\nSELECT 1;\n'],
      ['-- Create a table\nSELECT 1;\n', '-- atlas:txmode none\n\n-- Create a table\nSELECT 1;\n'],
      ['-- atlas:nolint\n\nSELECT 1;\n', '-- atlas:nolint\n-- atlas:txmode none\n\nSELECT 1;\n'],
      ['-- atlas:txmode file\n\nSELECT 1;\n', '-- atlas:txmode none\n\nSELECT 1;\n'],
    ];
    for (const [before, after] of cases) assert.deepEqual(withoutTransaction(atlas, { '1_a.sql': before }), { '1_a.sql': after });
  });
});
