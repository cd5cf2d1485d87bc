import type { SourceFile } from '../tool';
import { joinPath, parentFolder } from './folder';
import type { FindIncludes } from './includes';
import { isBlankOrComment, type Line, linesOf } from './lines';

const INCLUDE = /^[ \t]*\\(i|ir|include|include_relative)[ \t]+(?:'([^'\n]*)'|(\S+))[ \t]*$/;

/**
 * `\i file` and `\ir file` of psql between statements. `\i` is relative to the folder in which psql is started. That folder is not
 * known; the migrations folder and those above it are tried. A file that is not among the given ones is no include.
 */
export function psqlIncludes(folder: string, files: readonly SourceFile[]): FindIncludes {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const resolve = (from: SourceFile, command: string, path: string): SourceFile | undefined => {
    const relative = byPath.get(joinPath(parentFolder(from.path), path) ?? '');
    if (command.includes('r')) return relative;
    return above(folder).flatMap((start) => byPath.get(joinPath(start, path) ?? '') ?? [])[0] ?? relative;
  };
  return (file, span) => {
    const lines = linesOf(file.text).filter(({ start }) => span.start <= start && start < span.end);
    return lines.flatMap((line, i) => {
      const [, command = '', quoted, bare] = INCLUDE.exec(line.text) ?? [];
      const path = quoted ?? bare;
      const included = path === undefined || !isBetween(lines.slice(0, i)) ? undefined : resolve(file, command, path);
      return included === undefined ? [] : [{ at: { start: line.start, end: line.next }, file: included }];
    });
  };
}

/** Whether the lines above end a statement, so that a new one begins. */
function isBetween(lines: readonly Line[]): boolean {
  const last = [...lines].reverse().find(({ text }) => !isBlankOrComment(text));
  return last === undefined || /;\s*(?:--.*)?$/.test(last.text) || /^\s*\\/.test(last.text);
}

/** The folder and its ancestors, the nearest first. */
function above(folder: string): readonly string[] {
  return folder === '' ? [''] : [folder, ...above(parentFolder(folder))];
}
