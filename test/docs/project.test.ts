import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseConfig } from '../../server/src/config/config';
import { engines } from '../../server/src/engines';
import rules from '../../server/src/lint/rules';

const root = path.join(import.meta.dirname, '../..');
const documents = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'examples/shop/README.md',
  'examples/notes/README.md',
];

describe("the project's documents", () => {
  for (const document of documents) {
    it(`${document} links to files that are there`, () => {
      const targets = [...read(document).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map((match) => match[1]!);
      assert.deepEqual(
        targets.filter((target) => !existsSync(path.join(root, path.dirname(document), target))),
        [],
      );
    });
  }

  it('README.md has every rule in its table, and no other', () => {
    const listed = [...read('README.md').matchAll(/^\| \[`([\w-]+)`\]\(docs\/rules\/\1\.md\)/gm)].map((match) => match[1]!);
    assert.deepEqual(
      listed.sort(),
      rules.map((rule) => rule.id),
    );
  });

  it('CONTRIBUTING.md names rules that are there', () => {
    const files = [...read('CONTRIBUTING.md').matchAll(/`(server\/[\w/.-]+\.ts)`/g)].map((match) => match[1]!);
    assert.notEqual(files.length, 0);
    assert.deepEqual(
      files.filter((file) => !existsSync(path.join(root, file))),
      [],
    );
  });

  it('the configuration in README.md and in the example is understood', () => {
    const inReadme = /```jsonc\n([\s\S]*?)```/.exec(read('README.md'))![1]!;
    for (const text of [inReadme, read('examples/shop/migration-lens.json')]) assert.deepEqual(parseConfig(text, engines).problems, []);
  });

  it('ARCHITECTURE.md names files and folders that are there, and is short', () => {
    const text = read('ARCHITECTURE.md');
    assert.deepEqual([...new Set(text.split('\n').flatMap(missingPaths))], []);
    assert.ok(text.split('\n').length <= 200);
  });
});

/** Files and folders that a line names and that do not exist: from the top of the repository, in server/src, or in a folder named before. */
function missingPaths(line: string): readonly string[] {
  const bases = ['', 'server/src'];
  const names = [...line.matchAll(/`([\w./-]+(?:\/|\.(?:ts|mjs|md|css)))`/g)].map((match) => match[1]!);
  return names.filter((name) => {
    const base = bases.find((folder) => existsSync(path.join(root, folder, name)));
    if (base !== undefined && name.endsWith('/')) bases.push(path.join(base, name));
    return base === undefined;
  });
}

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}
