import type { Graph } from '../../server/src/diagram/graph';

/** Names that PostgreSQL accepts in double quotes, and that have a meaning to Mermaid, Markdown, HTML or one of their lexers. */
export const nastyNames: readonly string[] = [
  ...['users', 'order_items', '_prisma_migrations', 'type_', '__init__', '_x_', 'a__b', '_', '__'],
  ...[
    'a*b*c',
    '**bold**',
    '`code`',
    'tick`tick',
    '`',
    '~a~b~',
    '~',
    '[link](url)',
    '![image](url)',
    '# heading',
    '1. one',
    '- one',
    '> quote',
    '---',
  ],
  ...[
    '<b>bold</b>',
    '<br/>',
    '<script>alert(1)</script>',
    '&amp;',
    '&#65;',
    '#35;',
    '#',
    ';',
    'http://example.org',
    'www.example.org',
    'a@example.org',
  ],
  ...['say "hi"', '"', "it's", '100%', '%%', '%%{init: {}}%%', 'back\\slash', '\\n', '\\', '$$x$$', 'fa:fa-home'],
  ...[
    'direction LR',
    'accTitle: x',
    'accDescr { x }',
    'title',
    'subgraph',
    'end',
    'class',
    'classDef',
    'style',
    'click',
    'erDiagram',
    'u',
    'to',
    'one',
    'many',
    'one or more',
  ],
  ...['}', '{', '|', '||--o{', ':', ':::missing', '?', ',', '(', ')', '1+', '0', '1st', '3.5'],
  ...['pk', 'FK', 'uk', 'PK, FK', 'fk-id', 'foo$bar', 'name[0]', 'a.b', 'a.b.c', '.', 'constructor', '__proto__', 'toString'],
  ...['größe', 'é', 'e\u0301', '日本語', 'имя', '🙂 smile', '👩‍👩‍👧', 'ﬂ', '°', '¶ß', 'ﬂ°°35¶ß', '\u202eabc', '\u200b', 'ſ', 'ı'],
  ...[' ', ' lead', 'trail ', 'a  b', 'new\nline', 'tab\tstop', '\r', '\u0001', '\u007f', '\u0085', '\u00a0'],
  ...['x'.repeat(63), 'ä'.repeat(31), 'word '.repeat(12).trim()],
];

/** A graph in which each name names a table, a type and a relation. Columns have the given names, else that of their table. */
export function graphOfNames(names: readonly string[], columns?: readonly string[]): Graph {
  const id = (at: number): string => `t${at % names.length}`;
  return {
    entities: names.map((name, at) => ({
      id: id(at),
      kind: 'table',
      name,
      table: at,
      attributes: (columns ?? [name]).map((column, row) => ({
        name: column,
        type: column,
        nullable: (at + row) % 2 === 0,
        keys: (at + row) % 3 === 0 ? ['PK', 'FK'] : [],
      })),
    })),
    relations: names.map((name, at) => ({
      parent: id(at),
      child: id(at + 1),
      optional: at % 2 === 0,
      oneToOne: at % 3 === 0,
      identifying: at % 5 === 0,
      columns: [name, name],
    })),
  };
}
