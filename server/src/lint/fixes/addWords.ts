import type { Span } from '../../text/span';
import type { StepContext } from '../engine/context';
import type { Fix } from '../engine/rule';

/** A fix that inserts words before or behind a span of the change. Unsafe, because it changes what the statement does. */
export function addWords(
  { at, located }: StepContext<unknown>,
  words: string,
  place: { readonly before: Span } | { readonly behind: Span },
): Fix {
  const offset = 'before' in place ? at(place.before).start : at(place.behind).end;
  const edits = [{ span: { start: offset, end: offset }, newText: 'before' in place ? `${words} ` : ` ${words}` }];
  return { title: `Add ${words}`, safety: 'unsafe', changes: [{ kind: 'edit', file: located.file, edits }] };
}
