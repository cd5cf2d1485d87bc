import { createHash } from 'node:crypto';
import { type Disk, realDisk } from './disk';

/** A question to a disk with a digest of its answer, as JSON: the question, the path, the digest. */
export type Observation = readonly [question: keyof Disk, path: string, digest: string];

/** A disk that answers as the real one does, and what it was asked. */
export interface TracedDisk {
  readonly disk: Disk;
  /** Each question once, in the order in which they were asked first. */
  observations(): readonly Observation[];
}

/**
 * Keeps what a piece of work sees of the disk. Work that depends on nothing else has the same result for as long as `stillHold` says
 * that the disk answers as it did.
 */
export function traced(disk: Disk = realDisk): TracedDisk {
  const seen = new Map<string, Observation>();
  const asked = <Q extends keyof Disk>(question: Q, path: string): ReturnType<Disk[Q]> => {
    const answer = disk[question](path) as ReturnType<Disk[Q]>;
    const key = `${question} ${path}`;
    if (!seen.has(key)) seen.set(key, [question, path, digest(answer)]);
    return answer;
  };
  return {
    disk: {
      bytes: (file) => asked('bytes', file),
      entries: (folder) => asked('entries', folder),
      kind: (path) => asked('kind', path),
      realPath: (path) => asked('realPath', path),
    },
    observations: () => [...seen.values()],
  };
}

/** Whether a disk answers all the questions as it did. */
export function stillHold(observations: readonly Observation[], disk: Disk = realDisk): boolean {
  return observations.every(([question, path, seen]) => digest(disk[question](path)) === seen);
}

function digest(answer: ReturnType<Disk[keyof Disk]>): string {
  if (answer === undefined) return '';
  if (typeof answer === 'string') return answer;
  const content = answer instanceof Uint8Array ? answer : answer.map(({ name, kind }) => `${kind} ${name}\n`).join('');
  return createHash('sha256').update(content).digest('base64');
}
