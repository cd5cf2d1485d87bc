import type { Token } from '../../../sql/token';
import { clipBytes } from '../../../text/utf8';
import { LONGEST_NAME } from '../names/chosen';
import { foldIdentifier } from '../names/fold';

/** The name that a token means, as the catalog stores it; undefined when it is no identifier. String literals count: they name languages, roles and settings. */
export function identifierText(text: string, token: Token): string | undefined {
  const raw = text.slice(token.start, token.end);
  if (token.kind === 'word') return truncate(foldIdentifier(raw));
  if (token.kind === 'quotedIdentifier') return truncate(raw.replace(/^u&/i, '').slice(1, -1).replaceAll('""', '"'));
  if (token.kind === 'string') return raw.slice(1, -1).replaceAll("''", "'");
  return undefined;
}

/** An identifier cut to the bytes that a name may have (manual, 4.1.1: NAMEDATALEN). */
export function truncate(name: string): string {
  return clipBytes(name, LONGEST_NAME);
}
