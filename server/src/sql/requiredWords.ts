/**
 * Words of which every match of a regular expression contains at least one; undefined when the expression requires no word. Searching
 * a text for words is much cheaper than compiling a regular expression, and most texts contain none of them.
 *
 * @param source alternatives, sequences, groups and classes; words in lower case
 * @throws where a class or group is not closed
 */
export function requiredWords(source: string): readonly string[] | undefined {
  const words = alternativesOf(source).map(wordsOf);
  return words.includes(undefined) ? undefined : words.flatMap((some) => some ?? []);
}

interface Alternative {
  /** Its text outside of groups and classes. A space stands for each of those. */
  text: string;
  /** Groups that every match goes through, without their parentheses. */
  readonly groups: string[];
}

/** The longest word of an alternative, or else the words that one of its groups requires. */
function wordsOf({ text, groups }: Alternative): readonly string[] | undefined {
  // A letter with a quantifier may be absent, or it may be repeated.
  const words = text.match(/[a-z_]{2,}(?![a-z_?*+{])/g) ?? [];
  if (words.length > 0) return [words.reduce((longest, word) => (word.length > longest.length ? word : longest))];
  for (const group of groups) {
    const required = requiredWords(group);
    if (required !== undefined) return required;
  }
  return undefined;
}

function alternativesOf(source: string): readonly Alternative[] {
  const found: Alternative[] = [{ text: '', groups: [] }];
  for (let at = 0; at < source.length; at++) {
    const last = found.at(-1)!;
    const char = source[at]!;
    if (char === '|') found.push({ text: '', groups: [] });
    else if (char === '\\' || char === '[' || char === '(') {
      const end = char === '\\' ? at + 1 : char === '[' ? endOfClass(source, at) : endOfGroup(source, at);
      if (source.startsWith('(?:', at) && !/[?*{]/.test(source[end + 1] ?? '')) last.groups.push(source.slice(at + 3, end));
      last.text += ' ';
      at = end;
    } else last.text += char;
  }
  return found;
}

/** Offset of the parenthesis that closes the one at `open`. */
function endOfGroup(source: string, open: number): number {
  let depth = 0;
  for (let at = open; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === '[') at = endOfClass(source, at);
    else if (source[at] === '(') depth++;
    else if (source[at] === ')' && --depth === 0) return at;
  }
  throw new Error(`The group at ${open} is not closed: ${source}`);
}

/** Offset of the bracket that closes the one at `open`. */
function endOfClass(source: string, open: number): number {
  for (let at = open + 1; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === ']') return at;
  }
  throw new Error(`The class at ${open} is not closed: ${source}`);
}
