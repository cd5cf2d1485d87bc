import type { Span } from '../text/span';
import type { Origin } from './model/object';

/** What PostgreSQL would refuse, found while a change is applied. Spans are relative to the start of the statement's text. */
export type Problem =
  | {
      readonly kind: 'unknown-table';
      readonly span: Span;
      readonly name: string;
      readonly schema?: string;
    }
  | {
      readonly kind: 'unknown-column';
      readonly span: Span;
      readonly table: string;
      readonly name: string;
      readonly candidates: readonly string[];
    }
  | { readonly kind: 'duplicate-table'; readonly span: Span; readonly name: string; readonly objectKind: string; readonly existing: Origin }
  | { readonly kind: 'duplicate-column'; readonly span: Span; readonly table: string; readonly name: string; readonly existing: Origin }
  /** An error that code itself raises, or meets where the schema tells. */
  | { readonly kind: 'raised'; readonly span: Span; readonly condition: string; readonly message: string }
  /** What hangs together in a way that forbids the change; `condition` is what PostgreSQL calls that (manual, appendix A). */
  | { readonly kind: 'refused'; readonly span: Span; readonly condition: string }
  | { readonly kind: 'unknown-object'; readonly span: Span; readonly objectKind: string; readonly name: string }
  | {
      readonly kind: 'duplicate-object';
      readonly span: Span;
      readonly objectKind: string;
      readonly name: string;
      readonly existing?: Origin;
    };

export type ProblemKind = Problem['kind'];
export type ProblemOf<K extends ProblemKind> = Extract<Problem, { readonly kind: K }>;
