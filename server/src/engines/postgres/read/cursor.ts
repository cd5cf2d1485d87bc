import { type Cursor, cursorOver } from '../../../sql/cursor';
import { lexer } from './lexer';

/** The tokens of one statement of PostgreSQL. */
export function cursor(text: string): Cursor {
  return cursorOver(text, lexer);
}
