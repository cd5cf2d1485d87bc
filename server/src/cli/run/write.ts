import { type WriteProblem, writeProblem, writeText } from '../../disk/write';
import { CommandFailure } from '../exit';

/** Throws a Failure when the file cannot be written. Writes nothing. `shown` is the path in the message. */
export function checkWritable(file: string, shown: string): void {
  report(writeProblem(file), shown);
}

/** Writes a file completely or not at all. Throws a Failure when it cannot be written. `shown` is the path in the message. */
export function writeFile(file: string, shown: string, text: string): void {
  report(writeText(file, text), shown);
}

function report(problem: WriteProblem | undefined, shown: string): void {
  if (problem !== undefined) throw new CommandFailure(`${shown} cannot be written: ${reasonOf(problem)}`);
}

function reasonOf(problem: WriteProblem): string {
  switch (problem.kind) {
    case 'folder':
      return 'it is a folder.';
    case 'read-only':
      return 'it is read-only.';
    case 'no-folder':
      return 'its folder does not exist.';
    case 'refused':
      return problem.reason;
  }
}
