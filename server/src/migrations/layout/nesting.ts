/** A file nested deeper than this is not parsed: the parsers are recursive and could exhaust the stack. */
export const DEEPEST_FILE = 500;

/** Whether a YAML or JSON text is nested too deeply for its parser. Counts brackets and indentation, also inside strings. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(depth - 1, 0);
    if (depth > DEEPEST_FILE) return true;
  }
  return text.split('\n').some((line) => /^[\s?:-]*/.exec(line)![0].length > DEEPEST_FILE * 2);
}
