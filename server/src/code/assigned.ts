import type { ChangeStep } from '../sql/change';
import { codeShape } from '../sql/shapes/change';

/** Names of the variables that steps assign. */
export function assigned(steps: readonly ChangeStep[]): ReadonlySet<string> {
  const names = new Set<string>();
  codeShape.some(steps, {
    step(step) {
      for (const name of assignedByItself(step)) names.add(name);
      return undefined;
    },
  });
  return names;
}

/** The variables that the step itself assigns, without those of the steps within it. */
function assignedByItself(step: ChangeStep): readonly string[] {
  switch (step.kind) {
    case 'assign':
      return [step.variable];
    case 'fill':
      return step.variables;
    case 'statement':
    case 'query':
    case 'execute':
      return step.into.variables;
    case 'loop':
      return 'variable' in step.over ? [step.over.variable] : 'into' in step.over ? step.over.into.variables : [];
    case 'block':
    case 'if':
    case 'leave':
    case 'return':
    case 'return next':
    case 'return rows':
    case 'raise':
    case 'unread':
      return [];
  }
}
