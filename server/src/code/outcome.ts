import type { Doubt } from './failure';

/** How a sequence of steps ended. */
export type Outcome = { readonly kind: 'next' } | Left | Perhaps;
/** One way through the steps left them, but it is unknown whether that way was taken. */
export interface Perhaps {
  readonly kind: 'perhaps';
  readonly left: Left;
  readonly doubt: Doubt;
  /** True when the way was likely not taken: the steps behind it run, but may not. */
  readonly isUnlikely: boolean;
}
export type Left =
  | { readonly kind: 'exit' | 'continue'; readonly label?: string }
  | { readonly kind: 'return' }
  /** By an error. */
  | { readonly kind: 'failed' };

export const NEXT: Outcome = { kind: 'next' };
export const FAILED: Outcome = { kind: 'failed' };

/** The outcome of several ways of which one was taken. Of the ways that left, the one that reaches farthest counts. */
export function perhaps(outcomes: readonly Outcome[], doubt: Doubt, isUnlikely = false): Outcome {
  const left = outcomes.flatMap((outcome): Left[] =>
    outcome.kind === 'next' || outcome.kind === 'failed' ? [] : outcome.kind === 'perhaps' ? [outcome.left] : [outcome],
  );
  const farthest = left.find(({ kind }) => kind === 'return') ?? left.find(({ kind }) => kind === 'exit') ?? left[0];
  return farthest === undefined ? NEXT : { kind: 'perhaps', left: farthest, doubt, isUnlikely };
}

/** True of an EXIT or CONTINUE of the loop or block with this label; without a label it means the innermost loop. */
export function isFor(left: Left, kind: 'exit' | 'continue', label: string | undefined): boolean {
  return left.kind === kind && (left.label === undefined || left.label === label);
}
