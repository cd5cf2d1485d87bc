import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { capture, npm } from '../process.mjs';

const attempts = 3;

/**
 * Downloads a package with `npm pack`, checks its hash and unpacks a part of it.
 *
 * @param {{ spec: string, integrity: string }} pin
 * @param {string} part the path inside the tarball to unpack; nothing else is written
 * @param {string} folder the target folder, created if it does not exist
 */
export async function unpackPackage(pin, part, folder) {
  mkdirSync(folder, { recursive: true });
  const tarball = path.join(folder, await download(pin.spec, folder));
  const integrity = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
  if (integrity !== pin.integrity) throw new Error(`${pin.spec} has the hash ${integrity}, expected ${pin.integrity}`);
  // Relative names: GNU tar takes the part before a colon (as in C:\) for the name of a host.
  await capture('tar', ['-xzf', path.basename(tarball), part], { cwd: folder });
  rmSync(tarball);
}

/** @returns the tarball's file name in `folder` */
async function download(spec, folder) {
  for (let attempt = 1; ; attempt++) {
    try {
      const printed = await npm(['pack', spec, '--loglevel=error', '--pack-destination', folder], folder);
      return printed.trim().split('\n').at(-1);
    } catch (error) {
      if (attempt === attempts) throw error;
    }
  }
}
