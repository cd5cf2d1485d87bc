import type { Doubt } from './run';

/** How steps ended. */
export type Outcome = { readonly kind: 'next' } | Left | Perhaps;
/** Some way through them left, but nobody can tell whether it was taken. */
export interface Perhaps {
  readonly kind: 'perhaps';
  readonly left: Left;
  readonly doubt: Doubt;
  /** It was likely not taken: what follows is done, but may not be. */
  readonly isUnlikely: boolean;
}
export type Left =
  | { readonly kind: 'exit' | 'continue'; readonly label?: string }
  | { readonly kind: 'return' }
  /** By an error. */
  | { readonly kind: 'failed' };

export const NEXT: Outcome = { kind: 'next' };
export const FAILED: Outcome = { kind: 'failed' };

/** What may have left on one of several ways; a RETURN reaches farthest. */
export function perhaps(outcomes: readonly Outcome[], doubt: Doubt, isUnlikely = false): Outcome {
  const left = outcomes.flatMap((outcome): Left[] =>
    outcome.kind === 'next' || outcome.kind === 'failed' ? [] : outcome.kind === 'perhaps' ? [outcome.left] : [outcome],
  );
  const farthest = left.find(({ kind }) => kind === 'return') ?? left.find(({ kind }) => kind === 'exit') ?? left[0];
  return farthest === undefined ? NEXT : { kind: 'perhaps', left: farthest, doubt, isUnlikely };
}

/** True of an EXIT or CONTINUE that means the loop or block with this label; without a label the innermost loop is meant. */
export function isFor(left: Left, kind: 'exit' | 'continue', label: string | undefined): boolean {
  return left.kind === kind && (left.label === undefined || left.label === label);
}
