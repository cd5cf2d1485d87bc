import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Milliseconds of the main thread by phase, in the order of `PHASES`, without those that take no time. */
export type Phases = ReadonlyMap<string, number>;

/**
 * Runs a command line once under the profiler of Node.js, and says in which phase the main thread was at each sample. The phase is that
 * of the innermost frame whose source file belongs to one. Expects a source map beside the bundle. The profiler costs time itself: only
 * the shares tell something.
 */
export function phasesOf(bundle: string, args: readonly string[], cwd: string): Phases {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-profile-'));
  try {
    const options = ['--cpu-prof', '--cpu-prof-interval', '200', '--cpu-prof-dir', folder];
    const { error } = spawnSync(process.execPath, [...options, bundle, ...args], { cwd, stdio: 'ignore' });
    if (error !== undefined) throw error;
    const names = readdirSync(folder);
    if (names.length === 0) throw new Error('The profiler wrote no profile.');
    // A worker writes a profile of its own. The main thread's is the one with the module loader in it.
    const profiles = names.map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Profile);
    const main = profiles.find(({ nodes }) => nodes.some(({ callFrame }) => callFrame.functionName === 'executeUserEntryPoint'));
    if (main === undefined) throw new Error('None of the profiles is the main thread’s.');
    return timesByPhase(main, sourceOf(bundle));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The parts of a V8 CPU profile that are read here (Chrome DevTools Protocol, Profiler.Profile). Times are in microseconds. */
interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: Frame;
  readonly children?: readonly number[];
}

interface Frame {
  readonly functionName: string;
  readonly url: string;
  /** From 0. */
  readonly lineNumber: number;
  /** From 0. */
  readonly columnNumber: number;
}

/** Phases, each with what a frame of it looks like. The first that fits is taken; a frame that fits none belongs to its caller's phase. */
const PHASES: readonly (readonly [phase: string, fits: (frame: Frame, source: string) => boolean])[] = [
  ['idle', ({ functionName }) => functionName === '(idle)'],
  ['garbage', ({ functionName }) => functionName === '(garbage collector)'],
  ['compile', ({ functionName }) => functionName === 'wrapSafe' || functionName === 'compileFunction'],
  [
    'read',
    ({ url }, source) =>
      url.startsWith('wasm:') || /libpg-query|\/read\/libpg\/reader\.ts|\/read\/[^/]+\.ts|\/sql\/script\.ts/.test(source),
  ],
  ['lower', (_, source) => /\/engines\/[^/]+\/read\//.test(source)],
  ['apply', (_, source) => /\/server\/src\/(?:schema|code|engines)\//.test(source)],
  ['lint', (_, source) => /\/server\/src\/lint\//.test(source)],
  ['print', (_, source) => /\/server\/src\/cli\/(?:formats\/|report)/.test(source)],
  ['replay', (_, source) => /\/server\/src\/migrations\/replay\//.test(source)],
  ['find files and tools', (_, source) => /\/server\/src\/(?:migrations|disk|config|project)\//.test(source)],
  ['start', ({ functionName }) => functionName === '(root)'],
];

function timesByPhase({ nodes, samples, timeDeltas }: Profile, source: (frame: Frame) => string): Phases {
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const known = new Map<number, string>();
  const phaseOf = (id: number): string => {
    const found = known.get(id) ?? ownPhase(byId.get(id)!.callFrame, source) ?? phaseOf(callers.get(id)!);
    known.set(id, found);
    return found;
  };
  const times = new Map<string, number>(PHASES.map(([phase]) => [phase, 0]));
  for (const [i, id] of samples.entries()) {
    const phase = phaseOf(id);
    times.set(phase, times.get(phase)! + timeDeltas[i]! / 1000);
  }
  return new Map([...times].filter(([, time]) => time >= 1));
}

function ownPhase(frame: Frame, source: (frame: Frame) => string): string | undefined {
  const file = source(frame);
  return PHASES.find(([, fits]) => fits(frame, file))?.[0];
}

/** The source file of a frame of the bundle, with slashes; the empty string for all other frames. */
function sourceOf(bundle: string): (frame: Frame) => string {
  const map = new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, 'utf8')));
  return ({ url, lineNumber, columnNumber }) => {
    if (!url.endsWith(path.basename(bundle))) return '';
    const entry = map.findEntry(lineNumber, columnNumber);
    return 'originalSource' in entry ? `/${entry.originalSource}` : '';
  };
}
