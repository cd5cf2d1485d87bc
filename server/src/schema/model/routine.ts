import type { SchemaObject } from './object';
import type { TypeUse } from './type';

export interface Routine extends SchemaObject {
  readonly kind: 'function' | 'procedure' | 'aggregate' | 'window';
  /** IN, INOUT and VARIADIC arguments: with the name they identify the routine. */
  readonly argumentTypes: readonly TypeUse[];
  readonly returns?: TypeUse;
  /** Of OUT arguments and the columns of RETURNS TABLE. */
  readonly outputTypes?: readonly TypeUse[];
  readonly language: string;
  readonly securityDefiner: boolean;
  /** The statement that made it, for whoever follows a call; absent for what has no code of its own. */
  readonly definition?: string;
}
