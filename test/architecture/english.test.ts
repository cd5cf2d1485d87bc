import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/*
 * Comments name things by their type, and no person that does not exist (CONTRIBUTING.md, Comments).
 */

/** Words that no comment contains. Strings may contain them. */
const AVOIDED = ['nobody', 'somebody', 'whoever', 'anybody'];

/** Files whose comments are checked, and folders, down to the last file. */
const CHECKED = ['.mocharc.cjs', 'bench', 'client', 'esbuild.mjs', 'scripts', 'server', 'test'];

const root = path.resolve(__dirname, '../..');

interface Comment {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const STRING = /'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*"/y;
const REGEX = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/\w*/y;
/** The text of a template up to its end, or up to an expression in it. */
const TEMPLATE = /(?:\\[\s\S]|\$(?!\{)|[^\\`$])*(?:`|\$\{)/y;
const WORD = /[\w$]+/y;
/** Words that an expression may follow, so that a slash behind them begins a regular expression. */
const BEFORE_EXPRESSION = /^(?:await|case|delete|do|else|in|instanceof|of|return|throw|typeof|void|yield)$/;

/** Comments of a JavaScript, TypeScript or CSS file, in order. Text in strings, templates and regular expressions is skipped. */
function commentsIn(source: string): readonly Comment[] {
  const comments: Comment[] = [];
  /** For each template that is open: the braces that are open in its current expression. */
  const templates: number[] = [];
  let at = 0;
  let isOperand = false;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const takeTemplate = (): void => {
    if (take(TEMPLATE)?.endsWith('{') === true) templates.push(0);
    else isOperand = true;
  };
  while (at < source.length) {
    const start = at;
    const comment = take(COMMENT);
    if (comment !== undefined) {
      comments.push({ line: source.slice(0, start).split('\n').length, text: comment });
      continue;
    }
    const word = take(WORD);
    if (word !== undefined) isOperand = !BEFORE_EXPRESSION.test(word);
    else if (take(STRING) !== undefined || (!isOperand && take(REGEX) !== undefined)) isOperand = true;
    else {
      const character = source[at++]!;
      if (/\s/.test(character)) continue;
      isOperand = ')]}'.includes(character);
      if (character === '{' && templates.length > 0) templates.push(templates.pop()! + 1);
      else if (character === '}' && templates.length > 0) {
        const open = templates.pop()!;
        if (open > 0) templates.push(open - 1);
        else {
          isOperand = false;
          takeTemplate();
        }
      } else if (character === '`') {
        isOperand = false;
        takeTemplate();
      }
    }
  }
  return comments;
}

function checkedFiles(): readonly string[] {
  return CHECKED.flatMap((place) => (statSync(path.join(root, place)).isDirectory() ? filesIn(place) : [place]));
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
    .filter((file) => /\.(?:[cm]?[jt]s|css)$/.test(file))
    .sort();
}

describe('the English of comments', () => {
  it('is looked for in comments alone', () => {
    const source = [
      `const a = 'nobody // x', b = "/* x", c = /[/"]\\/\`'/g; // one`,
      `const d = \`// \${f({ g: \`\${/* two */ 1}//\` })} /* x */\`; /* three`,
      ` * three */ const e = (4 / 2) / 1; // four`,
      `return /'/.test(d) /* five */ ? "\\"//" : '//';`,
    ].join('\n');
    assert.deepEqual(
      commentsIn(source).map(({ line, text }) => `${line}: ${text}`),
      ['1: // one', '2: /* two */', '2: /* three\n * three */', '3: // four', '4: /* five */'],
    );
  });

  it('avoids words for persons that do not exist', () => {
    const avoided = new RegExp(`\\b(?:${AVOIDED.join('|')})\\b`, 'i');
    const found = checkedFiles().flatMap((file) =>
      commentsIn(readFileSync(path.join(root, file), 'utf8'))
        .filter(({ text }) => avoided.test(text))
        .map(({ line, text }) => `${file}:${line}: ${avoided.exec(text)![0]}`),
    );
    assert.deepEqual(found, []);
  });
});
