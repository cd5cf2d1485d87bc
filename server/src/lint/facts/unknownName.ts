import { nearestAll } from '../../text/nearest';
import type { Span } from '../../text/span';
import type { StepContext } from '../engine/context';
import type { Fix } from '../engine/rule';

/** `Did you mean` for a name at a span of the change that does not exist: the sentence ('' when nothing is near), and a fix for each name that may be meant. */
export function suggestions(
  step: StepContext<unknown>,
  span: Span,
  written: string,
  candidates: readonly string[],
): { readonly names: readonly string[]; readonly question: string; readonly fixes: () => readonly Fix[] } {
  const names = nearestAll(written, candidates).slice(0, 3);
  const [best] = names;
  return {
    names,
    question: best === undefined ? '' : ` Did you mean \`${best}\`?`,
    fixes: () =>
      names.map((name) => ({
        title: `Replace by \`${name}\``,
        safety: 'unsafe',
        changes: [{ kind: 'edit', file: step.located.file, edits: [{ span: step.at(span), newText: step.engine.quote(name) }] }],
      })),
  };
}
