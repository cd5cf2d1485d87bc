/** The subset of a TextMate grammar that ours uses: rules that match within one line. */
export interface Grammar {
  readonly scopeName: string;
  readonly injectionSelector: string;
  readonly patterns: readonly { readonly include: string }[];
  readonly repository: Readonly<Record<string, { readonly patterns: readonly Rule[] }>>;
}

export interface Rule {
  readonly comment?: string;
  readonly name: string;
  readonly match: string;
  readonly captures?: Readonly<Record<string, Capture>>;
}

type Capture = { readonly name: string } | { readonly patterns: readonly Rule[] };

/** A piece of a line, with the scope of the innermost rule that matches it. */
export interface Piece {
  readonly text: string;
  readonly scope: string;
}

export function rulesOf(grammar: Grammar): readonly Rule[] {
  return grammar.patterns.flatMap(({ include }) => grammar.repository[include.replace('#', '')]!.patterns);
}

/** Pieces of a line with a scope besides that of the comment. As in TextMate, the leftmost match wins, then the first rule. */
export function pieces(rules: readonly Rule[], line: string): readonly Piece[] {
  const found: Piece[] = [];
  for (let at = 0; at <= line.length; ) {
    const hits = rules.flatMap((rule) => {
      const regex = new RegExp(rule.match, 'dg');
      regex.lastIndex = at;
      const match = regex.exec(line);
      return match === null ? [] : [{ rule, match }];
    });
    const first = hits.reduce<(typeof hits)[number] | undefined>(
      (best, hit) => (best === undefined || hit.match.index < best.match.index ? hit : best),
      undefined,
    );
    if (first === undefined) break;
    found.push(...captured(first.rule, first.match));
    at = Math.max(at + 1, first.match.index + first.match[0].length);
  }
  return found;
}

function captured({ captures }: Rule, match: RegExpExecArray): readonly Piece[] {
  return Object.entries(captures ?? {}).flatMap(([group, capture]) => {
    const text = match[Number(group)];
    if (text === undefined || text === '') return [];
    return 'name' in capture ? [{ text, scope: capture.name }] : inner(capture.patterns, text);
  });
}

function inner(rules: readonly Rule[], text: string): readonly Piece[] {
  return rules.flatMap(({ name, match }) => [...text.matchAll(new RegExp(match, 'g'))].map(([piece]) => ({ text: piece, scope: name })));
}
