/**
 * SQL of any engine as its tokens, for the patterns of `sql/signs.ts`: one space between tokens, words in lower case, a line break
 * after each semicolon. Comments are left out, a string is `''`, a dollar-quoted body `$$`, a quoted name `` `name` `` or `"name"`.
 * The engine is not known yet, so the tokens are those that all engines have in common. Never fails.
 */
export function tokenText(sql: string): string {
  const text = sql.slice(0, LONGEST).replace(COPIED_ROWS, '').replace(CLIENT_COMMANDS, '');
  const isDollarQuoted = !/^\s*delimiter\s+\$\$/im.test(text);
  let result = ' ';
  for (const [token] of text.matchAll(isDollarQuoted ? TOKENS : TOKENS_WITHOUT_DOLLARS)) {
    if (token === ' ' || token === '\n') continue;
    if (WORD.test(token)) result += `${token.toLowerCase()} `;
    else if (!isSkipped(token)) result += token === ';' ? '; \n ' : `${shown(token)} `;
  }
  return result;
}

/** UTF-16 units of a file that are read. This is enough to recognise its SQL and bounds the cost of data dumps. */
const LONGEST = 64_000;
/** COPY with its rows, as pg_dump writes them. Where the end of the rows is cut off, all that follows are rows. */
const COPIED_ROWS = /^copy\b[^;\n]*\bfrom\s+stdin\b[^;\n]*;[\s\S]*?(?:^\\\.$|$(?![\s\S]))/gim;
/** Commands of psql, which run to the end of the line. */
const CLIENT_COMMANDS = /^\\.*$/gm;

/**
 * A backslash escapes a quote in MySQL and in E'…', and is an ordinary character in other strings. Which one holds is not known here:
 * `\'` ends the string when a comma, a closing parenthesis, a semicolon, `::` or the end of the line follows.
 */
const STRING = /[eE]'(?:[^'\\]+|''|\\[\s\S])*'?|'(?:[^'\\]+|''|\\(?!')[\s\S]|\\'(?!\s*(?:[,;)]|::|\|\||$))|\\(?='))*'?/;
const DOLLAR_STRING = /\$(?<tag>(?:[A-Za-z_]\w*)?)\$[\s\S]*?(?:\$\k<tag>\$|$(?![\s\S]))/;
const OTHERS = [
  /\s+/,
  /--[^\n]*/,
  /#(?=[ !\n])[^\n]*/,
  /\/\*M?!\d*/,
  /\/\*[\s\S]*?(?:\*\/|$(?![\s\S]))/,
  STRING,
  /`[^`]*`?/,
  /"(?:[^"]|"")*"?/,
  /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/,
  /\d[\w.]*/,
  /::|[:=<>!|&@#%^~*+/?-]/,
  /[\s\S]/,
];

/** Most tokens are spaces and such words. */
const WORD = /^[A-Za-z_]\w*$/;

function tokens(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), 'g');
}

const TOKENS = tokens(DOLLAR_STRING, ...OTHERS);
const TOKENS_WITHOUT_DOLLARS = tokens(...OTHERS);

/** White space and comments. */
function isSkipped(token: string): boolean {
  return token === '#' || /^(?:\s|--|\/\*(?!M?!)|#[ !\n])/.test(token);
}

function shown(token: string): string {
  if (/^[eE]?'/.test(token)) return "''";
  if (/^\$\w*\$/.test(token) && token.length > 1) return '$$';
  if (/^\/\*M?!/.test(token)) return token.startsWith('/*M') ? '/*m!' : '/*!';
  const quote = token[0] === '`' || token[0] === '"' ? token[0] : undefined;
  if (quote !== undefined) return `${quote}${token.replace(/[`"]/g, '').replace(/\W/g, '_')}${quote}`;
  return token.toLowerCase().replace(/[\u0080-\uffff]/g, '_');
}
