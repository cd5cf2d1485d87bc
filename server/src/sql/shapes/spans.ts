import type { Span } from '../../text/span';
import type { Change } from '../change';
import { changeShape } from './change';

/** The same changes with every span in them moved. */
export function withSpans(changes: readonly Change[], move: (span: Span) => Span): readonly Change[] {
  return changes.map((change) => changeShape.map(change, { span: move }));
}
