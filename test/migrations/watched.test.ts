import assert from 'node:assert/strict';
import picomatch from 'picomatch';
import { isWatched, WATCHED_PATTERNS } from '../../server/src/migrations/watched';

describe('watched files', () => {
  // A path that each pattern matches, and paths that are like it.
  const examples = WATCHED_PATTERNS.flatMap((pattern) => {
    const path = pattern
      .replaceAll('**/', 'a/')
      .replaceAll(/\[(.)[^\]]*\]/g, '$1')
      .replaceAll('*', 'x');
    return [
      path,
      path.toUpperCase(),
      `${path}x`,
      path.replace(/\.[^.]*$/, ''),
      path.replaceAll('/', '.'),
      path.slice(path.lastIndexOf('/') + 1),
    ];
  });
  const others = ['', 'README', '.gitignore', 'src/a.tsx', 'a.', 'a/b.c/d', 'x*', 'a.[0-9]', 'migrations/1.sql/readme.md'];

  it('are those that one of the patterns matches', () => {
    const matches = picomatch([...WATCHED_PATTERNS], { dot: true, windows: false });
    const paths = [...examples, ...others].filter((path) => path !== '');
    assert.deepEqual(
      paths.filter(isWatched),
      paths.filter((path) => matches(path)),
    );
    assert.ok(paths.filter(isWatched).length > WATCHED_PATTERNS.length);
  });
});
