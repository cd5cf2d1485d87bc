/** A file nested deeper than this is not read at all: parsers call themselves, and where they end the process may end. */
export const DEEPEST_FILE = 500;

/** Is a YAML or JSON text nested too deeply for its parser? By the brackets and what stands in front of lines, whatever they are part of. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(depth - 1, 0);
    if (depth > DEEPEST_FILE) return true;
  }
  return text.split('\n').some((line) => /^[\s?:-]*/.exec(line)![0].length > DEEPEST_FILE * 2);
}
