import { dedent } from '../../text/dedent';
import { defineRule } from '../engine/rule';

export default defineRule({
  id: 'placeholder-without-value',
  category: 'correctness',
  severity: 'information',
  engines: 'all',
  since: '0.1.0',
  summary: 'A placeholder has no value, so that what its statement does is partly a guess.',
  why: 'The migration tool puts values into the SQL before it runs it. Without them the statement cannot be read as it will run: a schema is taken for the default one, a name for that of the placeholder, and what cannot be read either way is left out of the model.',
  instead:
    'Give the value under `placeholders`, beside the folder in `roots` of `migration-lens.json`: `"placeholders": { "schema": "app" }`. What the configuration files of the tool say is read from there.',
  options: {},
  bad: [
    {
      note: 'Flyway: no file says what `schema` is.',
      file: 'V1__users.sql',
      sql: dedent`
        CREATE TABLE «\${schema}».users (id bigint PRIMARY KEY);
        CREATE INDEX ON \${schema}.users (id);
      `,
    },
  ],
  good: [
    {
      note: 'Flyway: the value stands in `flyway.toml`.',
      files: {
        'flyway.toml': dedent`
          [flyway.placeholders]
          prefix = "app"
        `,
      },
      file: 'V1__users.sql',
      sql: dedent`
        CREATE TABLE \${prefix}_users (id bigint PRIMARY KEY);
      `,
    },
  ],
  check: {
    root({ missingValues }, report) {
      for (const { name, file, span } of missingValues) {
        report({ file, span, message: `There is no value for \`${name}\`: add it under \`placeholders\` in migration-lens.json.` });
      }
    },
  },
});
