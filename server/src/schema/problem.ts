import type { Span } from '../text/span';
import type { Origin } from './model/object';

/** A change that the server would refuse, found while it is applied. Spans are relative to the start of the statement's text. */
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
  /** An error that code raises, or that follows from the schema. `condition` is the server's name for it. */
  | { readonly kind: 'raised'; readonly span: Span; readonly condition: string; readonly message: string }
  /** The change is forbidden by objects that depend on each other. */
  | { readonly kind: 'refused'; readonly span: Span; readonly condition: RefusedCondition }
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
/**
 * Why a change is refused, in one vocabulary for all engines. The words are the condition names of PostgreSQL (manual,
 * appendix A), because they name classes of errors rather than messages. An engine maps its own errors to them: MySQL's 1828
 * and 3959 are `dependent_objects_still_exist`.
 */
export type RefusedCondition =
  | 'dependent_objects_still_exist'
  | 'duplicate_column'
  | 'duplicate_object'
  | 'duplicate_schema'
  | 'feature_not_supported'
  | 'invalid_table_definition'
  | 'object_not_in_prerequisite_state'
  | 'syntax_error'
  | 'wrong_object_type';

/** A refusal that an engine finds before it applies a change. */
export interface Refusal {
  readonly span: Span;
  readonly condition: RefusedCondition;
}
