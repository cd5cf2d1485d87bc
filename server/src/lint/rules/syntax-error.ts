import { dedent } from '../../text/dedent';
import { defineRule } from '../engine/rule';
import { syntaxHint } from '../facts/syntaxHint';

export default defineRule({
  id: 'syntax-error',
  category: 'correctness',
  severity: 'error',
  engines: 'all',
  since: '0.1.0',
  summary: 'The database cannot read a statement.',
  why: 'The migration stops at this statement. For PostgreSQL the message and the place are those of the server: its own grammar reads the migrations.',
  instead:
    'Correct the statement. The database often notices a mistake only at the word behind it. If the migrations are for another database, name it as the `dialect` of the root in `migration-lens.json`.',
  options: {},
  directions: ['up', 'down'],
  fix: 'safe',
  bad: [
    {
      note: 'A comma too many.',
      sql: dedent`
        CREATE TABLE tags (
          id bigint PRIMARY KEY,
          name text,
        «)»;
      `,
      fixed: dedent`
        CREATE TABLE tags (
          id bigint PRIMARY KEY,
          name text
        );
      `,
    },
    {
      note: 'A comma is missing.',
      sql: dedent`
        CREATE TABLE tags (
          id bigint PRIMARY KEY
          «name» text
        );
      `,
    },
    {
      note: 'A misspelt word.',
      sql: dedent`
        CREATE «TABEL» tags (id bigint PRIMARY KEY);
      `,
    },
  ],
  good: [
    {
      sql: dedent`
        CREATE TABLE tags (
          id bigint PRIMARY KEY,
          name text
        );
      `,
    },
  ],
  check: {
    unreadable(problem, statement, report) {
      const { engine, located } = statement;
      if (engine.reader.completeness !== 'full') return;
      const hint = syntaxHint(located.statement.text, problem, engine);
      report({
        span: statement.at(problem),
        message: `${engine.name} cannot read this: ${problem.message}.${hint === undefined ? '' : ` ${hint.message}`}`,
        fixes: () =>
          hint === undefined
            ? []
            : [
                {
                  title: hint.title,
                  safety: hint.safety,
                  changes: [
                    {
                      kind: 'edit',
                      file: located.file,
                      edits: hint.edits.map(({ span, newText }) => ({ span: statement.at(span), newText })),
                    },
                  ],
                },
              ],
      });
    },
  },
});
