import type { Gap, Hidden } from '../../schema/model/gap';
import { dedent } from '../../text/dedent';
import { shownText } from '../../text/partialText';
import type { StepContext } from '../engine/context';
import { defineRule, type Reporter } from '../engine/rule';

export default defineRule({
  id: 'ddl-hidden-in-do-block',
  category: 'correctness',
  severity: 'information',
  engines: 'all',
  since: '0.1.0',
  summary: 'Code changes the schema in a way that only running it would tell.',
  why: 'DO blocks and functions are followed as far as the migrations tell: constants, loops over them, questions to the catalog. Where the rows of a table, the date or a setting decide, the schema that is shown may lack what they make, and each database may have ended up with another one.',
  instead:
    'Write the statement out where the names are known. Where they are not, as with partitions by date, nothing is wrong: set the rule to `off`, or suppress it in this place.',
  options: {},
  bad: [
    {
      note: 'Which tables there will be depends on rows.',
      sql: dedent`
        CREATE TABLE tenants (name text PRIMARY KEY);
        DO $$
        DECLARE tenant record;
        BEGIN
          FOR tenant IN SELECT name FROM tenants LOOP
            EXECUTE «format('CREATE TABLE %I (id bigint)', 'orders_' || tenant.name)»;
          END LOOP;
        END $$;
      `,
    },
    {
      note: 'Whether there is an index depends on rows.',
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY, email text);
        DO $$
        BEGIN
          IF «(SELECT count(*) FROM users) < 1000» THEN
            CREATE INDEX users_email_idx ON users (email);
          END IF;
        END $$;
      `,
    },
  ],
  good: [
    {
      note: 'The catalog is known, and so is what is done.',
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY);
        DO $$
        DECLARE name text;
        BEGIN
          FOREACH name IN ARRAY ARRAY['email', 'phone'] LOOP
            IF NOT EXISTS (SELECT FROM information_schema.columns WHERE table_name = 'users' AND column_name = name) THEN
              EXECUTE format('ALTER TABLE users ADD COLUMN %I text', name);
            END IF;
          END LOOP;
        END $$;
      `,
    },
    {
      note: 'Only rows are changed.',
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY, email text);
        DO $$
        BEGIN
          WHILE EXISTS (SELECT FROM users WHERE email IS NULL) LOOP
            DELETE FROM users WHERE email IS NULL;
          END LOOP;
        END $$;
      `,
    },
  ],
  check: {
    runBlock: (_change, step, report) => reportGaps(step, report),
    callRoutines: (_change, step, report) => reportGaps(step, report),
    opaque: ({ reason }, step, report) => {
      if (reason === 'do-block') reportGaps(step, report);
    },
  },
});

function reportGaps(step: StepContext<unknown>, report: Reporter): void {
  for (const gap of step.after.gaps) {
    if (step.before.gaps.includes(gap)) continue;
    const { start, end } = gap.origin.span;
    // A gap that is the whole statement is marked at the first word.
    const isWhole = start === end || end - start === gap.origin.statement.end - gap.origin.statement.start;
    const span = isWhole ? step.firstWord() : { start, end };
    report({ span, message: `${reason(gap.hidden)}${scope(gap)}` });
  }
}

function reason(hidden: Hidden | undefined): string {
  if (hidden === undefined) return 'Only a run would tell what this block does.';
  const text = shortened(hidden.text);
  switch (hidden.kind) {
    case 'statement':
      return `Only a run would tell all of this statement: \`${text}\`.`;
    case 'condition':
      return `Only a run would tell whether this is done: it depends on \`${text}\`.`;
    case 'rows':
      return `Only a run would tell what this is done for: it depends on the rows of \`${text}\`.`;
    case 'object':
      return `Only a run would tell whether \`${text}\` exists, and so what this code does.`;
    case 'unreadable':
      return `This SQL cannot be read: \`${text}\`.`;
    case 'length':
      return 'This code runs on for too long to be followed.';
  }
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

/** A sentence about the objects that may have changed: the names when they are few, else the kind. '' when neither is known. */
function scope({ mayTouch, kinds }: Gap): string {
  const names = [...(mayTouch ?? [])].map(shownText);
  const known = names.filter((name) => name !== '…');
  if (mayTouch !== undefined && known.length === names.length && names.length <= 4 && names.length > 0)
    return ` It may change ${[...new Set(known)].map((name) => `\`${name}\``).join(', ')}.`;
  const [kind] = kinds ?? [];
  return kind === undefined ? '' : ` It may change any ${kind}.`;
}
