import { type Line, linesOf, trimmed } from '../../layout/lines';
import type { SourceFile } from '../../tool';
import type { LayoutProblem } from '../../unit';

/** The directives in the comments before the first statement. */
export interface Directives {
  readonly transactional: boolean;
  readonly depends: readonly string[];
}

const DIRECTIVE = /^\s*--\s*(transactional|depends)\s*:\s*(.*?)\s*$/;
const MEANT = /^\s*--\s*(?:__)?(?:transactional|depends(?:[-_]on)?)(?:__)?\s*[:=]/i;

export function directivesOf(text: string): Directives {
  const found = leading(text).map(({ line }) => DIRECTIVE.exec(line.text)!);
  const values = (name: string): readonly string[] => found.filter(([, key]) => key === name).map(([, , value = '']) => value);
  return {
    transactional: values('transactional').join(' ').toLowerCase() !== 'false',
    depends: values('depends')
      .flatMap((value) => value.split(/\s+/))
      .filter((id) => id !== ''),
  };
}

/** Problems of directives that yoyo refuses, and of comments that look like directives. `ids` are the migrations of the folder. */
export function directiveProblems(file: SourceFile, ids: ReadonlySet<string>): readonly LayoutProblem[] {
  const known = leading(file.text);
  const seen = new Set(known.map(({ line }) => line.start));
  const found = (line: Line, message: string): readonly LayoutProblem[] => [{ file: file.path, span: trimmed(line), message }];
  const refused = known.flatMap(({ line, name, value }) => {
    if (name === 'transactional') {
      return /^(?:true|false)$/i.test(value) ? [] : found(line, 'yoyo stops at this line: transactional is “true” or “false”.');
    }
    const missing = value.split(/\s+/).filter((id) => id !== '' && !ids.has(id));
    return missing.length === 0 ? [] : found(line, `yoyo stops at this line: there is no migration ${missing.join(', ')}.`);
  });
  const said = new Set(known.map(({ line }) => line.text.trim()));
  const passedOver = linesOf(file.text).filter((line) => !seen.has(line.start) && MEANT.test(line.text) && !said.has(line.text.trim()));
  const message = 'yoyo takes this for a comment: directives are “-- transactional:” and “-- depends:”, in front of the first statement.';
  return [...refused, ...passedOver.flatMap((line) => found(line, message))];
}

function leading(text: string): readonly { readonly line: Line; readonly name: string; readonly value: string }[] {
  const lines = linesOf(text);
  const end = lines.findIndex((line) => !/^\s*(?:--.*)?$/.test(line.text));
  return lines.slice(0, end === -1 ? lines.length : end).flatMap((line) => {
    const [, name, value = ''] = DIRECTIVE.exec(line.text) ?? [];
    return name === undefined ? [] : [{ line, name, value }];
  });
}
