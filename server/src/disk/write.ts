import { chmodSync, existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The reason why a file cannot be written. */
export type WriteProblem =
  | { readonly kind: 'folder' | 'read-only' | 'no-folder' }
  /** The system refused; `reason` is its message. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Checks that the file, or a new one in its folder, can be written, without writing. Undefined when it can. */
export function writeProblem(file: string): WriteProblem | undefined {
  const existing = statSync(file, { throwIfNoEntry: false });
  if (existing?.isDirectory() === true) return { kind: 'folder' };
  // A rename replaces even a write-protected file, so the mode decides and not the permissions of the user.
  if (existing !== undefined && (existing.mode & 0o222) === 0) return { kind: 'read-only' };
  return existsSync(path.dirname(file)) ? undefined : { kind: 'no-folder' };
}

/**
 * Writes a file completely or not at all: a reader never sees half of it. A symbolic link stays a link.
 * Undefined when the file was written.
 */
export function writeText(file: string, text: string): WriteProblem | undefined {
  const problem = writeProblem(file);
  if (problem !== undefined) return problem;
  const target = existsSync(file) ? realpathSync(file) : file;
  const draft = `${target}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text);
    if (existsSync(target)) chmodSync(draft, statSync(target).mode);
    renameSync(draft, target);
    return undefined;
  } catch (error) {
    rmSync(draft, { force: true });
    return { kind: 'refused', reason: error instanceof Error ? error.message : String(error) };
  }
}
