import { nearest } from '../../text/nearest';
import type { Span } from '../../text/span';
import type { Finding, Fix } from '../engine/rule';
import rules from '../rules/index';
import type { Directive } from './directives';

export const UNUSED_SUPPRESSION = 'unused-suppression';

/** A directive, and what in it does nothing. */
export interface JudgedDirective {
  readonly directive: Directive;
  /** Names of rules that were run and had nothing to say here. */
  readonly unused: readonly NamedSpan[];
  /** `ignore-file` for all rules, in a file about which none has anything to say. */
  readonly idle: boolean;
}
type NamedSpan = Directive['names'][number];

interface Place {
  readonly file: string;
  readonly text: string;
  readonly severity: Finding['severity'];
}

/** What is to be said about the suppressions of a file. */
export function unusedFindings(place: Place, judged: readonly JudgedDirective[]): readonly Finding[] {
  return judged.flatMap((one) => whole(place, one) ?? one.directive.names.flatMap((name) => nameFinding(place, one, name) ?? []));
}

/** Findings about a comment that cannot mean anything. */
function whole(place: Place, { directive, idle }: JudgedDirective): readonly Finding[] | undefined {
  const { word, names, comment, atTop } = directive;
  if (word.text !== 'ignore' && word.text !== 'ignore-file') {
    const meant = nearest(word.text, ['ignore', 'ignore-file']);
    const fixes = meant === undefined ? [remove(place, directive, directive.names)] : [replace(place, word, meant)];
    return [finding(place, word, `\`${word.text}\` means nothing to Migration Lens. Write \`ignore\` or \`ignore-file\`.`, fixes)];
  }
  const removal = [remove(place, directive, directive.names)];
  if (word.text === 'ignore' && names.length === 0)
    return [finding(place, comment, 'This comment names no rule and suppresses nothing. Name one: `ignore <rule>: <reason>`.', removal)];
  if (word.text === 'ignore-file' && !atTop)
    return [finding(place, comment, '`ignore-file` counts only before the first statement of a file. Move it to the top.', [])];
  if (idle) return [finding(place, comment, 'No rule has anything to say about this file. The comment can go.', removal)];
  return undefined;
}

function nameFinding(place: Place, judged: JudgedDirective, name: NamedSpan): Finding | undefined {
  const { directive, unused } = judged;
  if (!rules.some(({ id }) => id === name.text)) {
    const meant = nearest(
      name.text,
      rules.map(({ id }) => id),
    );
    const message = `There is no rule \`${name.text}\`.`;
    return meant === undefined
      ? finding(place, name, `${message} The name can go.`, [remove(place, directive, [name])])
      : finding(place, name, `${message} Did you mean \`${meant}\`?`, [replace(place, name, meant)]);
  }
  if (!unused.includes(name)) return undefined;
  const others = unused.length === directive.names.length ? directive.names : [name];
  return finding(place, name, `\`${name.text}\` finds nothing here that this comment could suppress. The name can go.`, [
    remove(place, directive, others),
  ]);
}

function finding(place: Place, span: Span, message: string, fixes: readonly Fix[]): Finding {
  const { start, end } = span;
  return { rule: UNUSED_SUPPRESSION, severity: place.severity, file: place.file, span: { start, end }, message, related: [], fixes };
}

/** Unsafe: another rule would be suppressed than the one that is now, which is none. */
function replace(place: Place, span: Span, text: string): Fix {
  const edits = [{ span: { start: span.start, end: span.end }, newText: text }];
  return { title: `Replace by \`${text}\``, safety: 'unsafe', changes: [{ kind: 'edit', file: place.file, edits }] };
}

/** Takes names out of a comment, and the comment with them when none is left. */
function remove(place: Place, directive: Directive, names: readonly NamedSpan[]): Fix {
  const rest = directive.names.filter((name) => !names.includes(name));
  const edit =
    rest.length === 0
      ? { span: commentExtent(place.text, directive), newText: '' }
      : {
          span: { start: directive.names[0]!.start, end: directive.names.at(-1)!.end },
          newText: rest.map(({ text }) => text).join(', '),
        };
  const title = rest.length === 0 ? 'Delete the comment' : `Delete \`${names.map(({ text }) => text).join('`, `')}\``;
  return { title, safety: 'safe', changes: [{ kind: 'edit', file: place.file, edits: [edit] }] };
}

/** With its line when it stands alone there, else with the white space before it. */
function commentExtent(text: string, { comment, alone }: Directive): Span {
  const lead = /[^\S\n]*$/.exec(text.slice(0, comment.start))![0].length;
  const start = comment.start - lead;
  const rest = /^[^\S\n]*\n?/.exec(text.slice(comment.end))![0];
  const ownsLine = alone && (rest.endsWith('\n') || comment.end + rest.length === text.length);
  return ownsLine && (start === 0 || text[start - 1] === '\n') ? { start, end: comment.end + rest.length } : { start, end: comment.end };
}
