import type { TypeName } from '../../../sql/change';
import type { Source } from './source';

const TYPE_WORDS = new Set([
  'precision',
  'varying',
  'with',
  'without',
  'time',
  'zone',
  'array',
  'year',
  'month',
  'day',
  'hour',
  'minute',
  'second',
  'to',
]);

/** The span of a type. It ends where neither a word of a longer type name nor brackets, a dot or modifiers follow. */
export function typeSpan({ cursor, spanOf }: Source, first: number): TypeName['span'] {
  let end = first + 1;
  for (;;) {
    const word = cursor.word(end);
    if (word === '(' || word === '[') end = cursor.matching(end) + 1;
    else if (word === '.' || word === '%') end += 2;
    else if (
      TYPE_WORDS.has(word) ||
      (end === first + 1 &&
        ['national', 'double', 'bit', 'character', 'char'].includes(cursor.word(first)) &&
        ['character', 'char'].includes(word))
    )
      end++;
    else break;
  }
  return spanOf(first, end);
}
