import type { SchemaObject } from './object';
import type { TypeUse } from './type';

export interface Routine extends SchemaObject {
  readonly kind: 'function' | 'procedure' | 'aggregate' | 'window';
  /** Types of the IN, INOUT and VARIADIC arguments: together with the name they identify the routine. */
  readonly argumentTypes: readonly TypeUse[];
  readonly returns?: TypeUse;
  /** Types of the OUT arguments and of the columns of RETURNS TABLE. */
  readonly outputTypes?: readonly TypeUse[];
  readonly language: string;
  readonly securityDefiner: boolean;
  /** The statement that made the routine, from which a call of it is followed; absent where there is no code to follow. */
  readonly definition?: string;
}
