import { TOUCHES_NOTHING, type Touch, WITH_TABLE, WITH_VIEW } from '../../../schema/code/touch';
import type { GapKind } from '../../../schema/model/gap';
import { HOLE } from '../../../text/partialText';

const TOUCHES_ANYTHING: Touch = { names: undefined, kinds: undefined };

/** First words of statements that leave the schema as it is. */
const HARMLESS =
  /^\s*(insert|update|delete|merge|truncate|copy|lock|grant|revoke|analyze|vacuum|reindex|cluster|refresh|notify|listen|set|reset|show|values|explain|prepare|deallocate|fetch|move|close|checkpoint|discard|load|reassign)\b/i;

/** The touch of a statement that cannot be read as a whole, from its verb, the kind of its object, and the name where it is known. */
export function touchOfText(text: string): Touch {
  if (text.includes(';')) return TOUCHES_ANYTHING;
  if (HARMLESS.test(text) || /^\s*(select|with|call)\b(?![\s\S]*\binto\b)/i.test(text)) return TOUCHES_NOTHING;
  const verb =
    /^\s*(?:create|alter|drop|comment\s+on)\s+(?:or\s+replace\s+|unique\s+|temp(?:orary)?\s+|unlogged\s+|global\s+|local\s+|foreign\s+|constraint\s+|materialized\s+)*(\w+)\s+(?:concurrently\s+)?(?:if\s+(?:not\s+)?exists\s+)?(?:only\s+)?([^\s(;]*)/i.exec(
      text,
    );
  const kinds = KINDS[verb?.[1]?.toLowerCase() ?? ''];
  if (verb === null || kinds === undefined) return TOUCHES_ANYTHING;
  const name = verb[2] ?? '';
  if (name === '' || name === HOLE) return { names: undefined, kinds };
  const last = /(?:"([^"]*)"|([\w$]+))$/.exec(name);
  return { names: [last?.[1] ?? last?.[2]?.toLowerCase() ?? name], kinds };
}

const KINDS: Readonly<Record<string, readonly GapKind[]>> = {
  table: WITH_TABLE,
  view: WITH_VIEW,
  sequence: ['table'],
  index: ['index'],
  type: ['type'],
  domain: ['type'],
  function: ['function'],
  procedure: ['function'],
  aggregate: ['function'],
  routine: ['function'],
  trigger: ['trigger'],
  policy: ['policy'],
  role: [],
  user: [],
  database: [],
  publication: [],
  subscription: [],
  server: [],
  rule: [],
  statistics: [],
  collation: [],
  cast: [],
  operator: [],
  event: [],
  default: [],
  system: [],
};
