import { nearestAll } from '../../text/nearest';
import type { Span } from '../../text/span';
import type { StepContext } from '../engine/context';
import type { Fix } from '../engine/rule';

/** Did-you-mean for an unknown name at a span of the change: up to three near names, the sentence to append ('' when no name is near), and a fix for each name. */
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
