import { nearest } from '../../text/nearest';
import type { Span } from '../../text/span';
import type { Finding, Fix } from '../engine/rule';
import rules from '../rules/index';
import type { Directive } from './directives';

export const UNUSED_SUPPRESSION = 'unused-suppression';

/** A directive, and the parts of it that have no effect. */
export interface JudgedDirective {
  readonly directive: Directive;
  /** Names of rules that were run and found nothing that the directive covers. */
  readonly unused: readonly NamedSpan[];
  /** True for an `ignore-file` of all rules in a file without findings. */
  readonly idle: boolean;
}
type NamedSpan = Directive['names'][number];

/** The file with the directives, and the severity of findings about them. */
interface DirectiveFile {
  readonly path: string;
  readonly text: string;
  readonly severity: Finding['severity'];
}

/** The findings about the suppressions of a file. */
export function unusedFindings(file: DirectiveFile, judged: readonly JudgedDirective[]): readonly Finding[] {
  return judged.flatMap((one) => whole(file, one) ?? one.directive.names.flatMap((name) => nameFinding(file, one, name) ?? []));
}

/** The finding about a directive that has no meaning or no effect as a whole; undefined when its names have to be judged one by one. */
function whole(file: DirectiveFile, { directive, idle }: JudgedDirective): readonly Finding[] | undefined {
  const { word, names, comment, atTop } = directive;
  if (word.text !== 'ignore' && word.text !== 'ignore-file') {
    const meant = nearest(word.text, ['ignore', 'ignore-file']);
    const fixes = meant === undefined ? [remove(file, directive, directive.names)] : [replace(file, word, meant)];
    return [finding(file, word, `\`${word.text}\` means nothing to Migration Lens. Write \`ignore\` or \`ignore-file\`.`, fixes)];
  }
  const removal = [remove(file, directive, directive.names)];
  if (word.text === 'ignore' && names.length === 0)
    return [finding(file, comment, 'This comment names no rule and suppresses nothing. Name one: `ignore <rule>: <reason>`.', removal)];
  if (word.text === 'ignore-file' && !atTop)
    return [finding(file, comment, '`ignore-file` counts only before the first statement of a file. Move it to the top.', [])];
  if (idle) return [finding(file, comment, 'No rule has anything to say about this file. The comment can go.', removal)];
  return undefined;
}

function nameFinding(file: DirectiveFile, judged: JudgedDirective, name: NamedSpan): Finding | undefined {
  const { directive, unused } = judged;
  if (!rules.some(({ id }) => id === name.text)) {
    const meant = nearest(
      name.text,
      rules.map(({ id }) => id),
    );
    const message = `There is no rule \`${name.text}\`.`;
    return meant === undefined
      ? finding(file, name, `${message} The name can go.`, [remove(file, directive, [name])])
      : finding(file, name, `${message} Did you mean \`${meant}\`?`, [replace(file, name, meant)]);
  }
  if (!unused.includes(name)) return undefined;
  const others = unused.length === directive.names.length ? directive.names : [name];
  return finding(file, name, `\`${name.text}\` finds nothing here that this comment could suppress. The name can go.`, [
    remove(file, directive, others),
  ]);
}

function finding(file: DirectiveFile, span: Span, message: string, fixes: readonly Fix[]): Finding {
  const { start, end } = span;
  return { rule: UNUSED_SUPPRESSION, severity: file.severity, file: file.path, span: { start, end }, message, related: [], fixes };
}

/** Unsafe: the directive suppresses nothing now, and would then suppress a rule. */
function replace(file: DirectiveFile, span: Span, text: string): Fix {
  const edits = [{ span: { start: span.start, end: span.end }, newText: text }];
  return { title: `Replace by \`${text}\``, safety: 'unsafe', changes: [{ kind: 'edit', file: file.path, edits }] };
}

/** Removes names from a directive, or the whole comment when no name is left. */
function remove(file: DirectiveFile, directive: Directive, names: readonly NamedSpan[]): Fix {
  const rest = directive.names.filter((name) => !names.includes(name));
  const edit =
    rest.length === 0
      ? { span: commentExtent(file.text, directive), newText: '' }
      : {
          span: { start: directive.names[0]!.start, end: directive.names.at(-1)!.end },
          newText: rest.map(({ text }) => text).join(', '),
        };
  const title = rest.length === 0 ? 'Delete the comment' : `Delete \`${names.map(({ text }) => text).join('`, `')}\``;
  return { title, safety: 'safe', changes: [{ kind: 'edit', file: file.path, edits: [edit] }] };
}

/** The comment with its line where it stands alone, else with the white space before it. */
function commentExtent(text: string, { comment, alone }: Directive): Span {
  const lead = /[^\S\n]*$/.exec(text.slice(0, comment.start))![0].length;
  const start = comment.start - lead;
  const rest = /^[^\S\n]*\n?/.exec(text.slice(comment.end))![0];
  const ownsLine = alone && (rest.endsWith('\n') || comment.end + rest.length === text.length);
  return ownsLine && (start === 0 || text[start - 1] === '\n') ? { start, end: comment.end + rest.length } : { start, end: comment.end };
}
