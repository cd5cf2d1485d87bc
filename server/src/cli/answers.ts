import type { Disk } from '../disk/disk';
import type { Cache } from '../disk/store';
import { type Observation, stillHold, traced } from '../disk/trace';
import { EXIT, type ExitCode } from './exit';
import type { Terminal } from './terminal';

/** What a command printed, piece by piece, and how it ended. */
export interface Answer {
  readonly printed: readonly (readonly [stream: 'out' | 'err', text: string])[];
  readonly code: ExitCode;
}

/** The answers of earlier runs. An answer holds for as long as the disk is as the run saw it. */
export interface Answers {
  /** The answer to a command line; undefined when there is none that still holds. */
  find(args: readonly string[], terminal: Terminal): Answer | undefined;
  keep(args: readonly string[], terminal: Terminal, answer: Answer, seen: readonly Observation[]): void;
}

export function answersIn({ store, build }: Cache): Answers {
  const keyOf = (args: readonly string[], { cwd, colour }: Terminal): string => JSON.stringify(['answer', build, cwd, colour, args]);
  return {
    find(args, terminal) {
      const entry = store.get(keyOf(args, terminal));
      const kept = entry && (JSON.parse(DECODER.decode(entry)) as Kept);
      return kept !== undefined && stillHold(kept.seen) ? kept.answer : undefined;
    },
    keep(args, terminal, answer, seen) {
      // An error may have another reason next time.
      if (answer.code !== EXIT.clean && answer.code !== EXIT.findings) return;
      store.put(keyOf(args, terminal), ENCODER.encode(JSON.stringify({ answer, seen } satisfies Kept)));
    },
  };
}

/** Runs a command on a disk that is traced, and keeps the answer. */
export async function keeping(
  answers: Answers,
  args: readonly string[],
  terminal: Terminal,
  run: (terminal: Terminal, disk: Disk) => Promise<ExitCode>,
): Promise<ExitCode> {
  const printed: Answer['printed'][number][] = [];
  const print = (stream: 'out' | 'err') => (text: string) => {
    printed.push([stream, text]);
    terminal[stream](text);
  };
  const { disk, observations } = traced();
  const code = await run({ ...terminal, out: print('out'), err: print('err') }, disk);
  answers.keep(args, terminal, { printed, code }, observations());
  return code;
}

interface Kept {
  readonly answer: Answer;
  readonly seen: readonly Observation[];
}

const DECODER = new TextDecoder();
const ENCODER = new TextEncoder();
