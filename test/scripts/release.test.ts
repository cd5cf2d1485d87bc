import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

interface Release {
  readonly changelog: string;
  readonly manifest: { readonly version: string };
  readonly lock: { readonly version: string };
  readonly tag?: string;
}

const CHANGELOG = '# Changelog\n\n## 1.2.0\n\n- New.\n\n### Details\n\nMore.\n\n## 1.1.0\n\n- Old.\n';

describe('a release', () => {
  let script: {
    newestRelease(changelog: string): { version: string; notes: string };
    problemsOfRelease(release: Release): readonly string[];
  };
  before(async () => {
    script = await import(pathToFileURL(path.resolve(__dirname, '../../scripts/release.mjs')).href);
  });

  it('has the newest heading of the changelog, and what stands below it', () => {
    assert.deepEqual(script.newestRelease(CHANGELOG), { version: '1.2.0', notes: '- New.\n\n### Details\n\nMore.' });
    assert.deepEqual(script.newestRelease('# Changelog\n'), { version: '', notes: '' });
  });

  function check(name: string, change: Partial<Release>, expected: readonly RegExp[]): void {
    it(name, () => {
      const problems = script.problemsOfRelease({
        changelog: CHANGELOG,
        manifest: { version: '1.2.0' },
        lock: { version: '1.2.0' },
        ...change,
      });
      assert.equal(problems.length, expected.length, problems.join('\n'));
      for (const [i, pattern] of expected.entries()) assert.match(problems[i]!, pattern);
    });
  }
  check('agrees with itself', { tag: 'v1.2.0' }, []);
  check('has the same version in the manifest', { manifest: { version: '1.3.0' }, lock: { version: '1.3.0' } }, [/"1\.2\.0".*1\.3\.0/]);
  check('has the same version in the lock file', { lock: { version: '1.1.0' } }, [/package-lock\.json has version 1\.1\.0/]);
  check('is named by its tag', { tag: '1.2.0' }, [/The tag is 1\.2\.0/]);
  check('has a version at the top of its changelog', { changelog: CHANGELOG.replace('1.2.0', 'Unreleased') }, [/"Unreleased"/]);
  check('has notes', { changelog: '# Changelog\n\n## 1.2.0\n\n## 1.1.0\n\n- Old.\n' }, [/nothing below/]);
});
