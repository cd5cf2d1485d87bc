import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

/** Path of the native executable in squawk's npm package. npm downloads the package when it is missing. */
export function findSquawk(): string {
  const shim = execFileSync('npm', ['exec', '--yes', '--package', 'squawk-cli', '-c', 'command -v squawk'], { encoding: 'utf8' }).trim();
  const platforms = path.join(path.dirname(shim), '..', '@squawk-cli');
  const [platform] = readdirSync(platforms);
  if (platform === undefined) throw new Error('squawk-cli has no executable for this platform.');
  return path.join(platforms, platform, 'bin', process.platform === 'win32' ? 'squawk.exe' : 'squawk');
}
