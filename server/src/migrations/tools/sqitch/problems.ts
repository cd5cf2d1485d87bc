import type { Span } from '../../../text/span';
import type { SourceFile } from '../../tool';
import type { LayoutProblem } from '../../unit';
import type { PlannedChange, SqitchPlan } from './plan';

/** Problems for which Sqitch refuses a plan before it reads any script. */
export function planProblems(file: SourceFile, plan: SqitchPlan): readonly LayoutProblem[] {
  const problem = (span: Span, message: string): LayoutProblem => ({ file: file.path, span, message });
  return [
    ...plan.unreadable.map((span) => problem(span, 'Sqitch cannot read this line: a change is its name, a time, and who planned it.')),
    ...plan.changes.flatMap((change, i) => [
      ...untagged(change, plan.changes.slice(i + 1), problem),
      ...unmet(change, plan.changes.slice(0, i), plan.changes, problem),
    ]),
  ];
}

type Report = (span: Span, message: string) => LayoutProblem;

/** The script of a reworked change is kept under a tag: without a tag in between the two cannot be told apart. */
function untagged({ name, reworkTags }: PlannedChange, later: readonly PlannedChange[], problem: Report): readonly LayoutProblem[] {
  const next = later.find((change) => change.name === name);
  return next === undefined || reworkTags === undefined || reworkTags.length > 0
    ? []
    : [problem(next.span, `Sqitch refuses a second ${name} without a tag between it and the first.`)];
}

function unmet(
  { requires, name }: PlannedChange,
  earlier: readonly PlannedChange[],
  all: readonly PlannedChange[],
  problem: Report,
): readonly LayoutProblem[] {
  return requires.flatMap(({ change, span }) => {
    const isNamed = (each: PlannedChange): boolean => each.name === change;
    if (earlier.some(isNamed)) return [];
    const reason = all.some(isNamed) ? `${change}, which it needs, comes after it` : `there is no change ${change}, which it needs`;
    return [problem(span, `Sqitch refuses to deploy ${name}: ${reason}.`)];
  });
}
