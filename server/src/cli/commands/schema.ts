import { defineCommand, NO_CACHE } from '../command';

export const schemaCommand = defineCommand({
  name: 'schema',
  summary: 'Show the schema that the migrations make',
  words: { usage: '[path]', least: 0, most: 1 },
  options: {
    format: { kind: 'choice', values: ['outline', 'json', 'sql'], description: 'How the schema is written.' },
    at: { kind: 'text', placeholder: 'VERSION', description: 'The schema after this migration instead of the last one.' },
    tool: {
      kind: 'listed',
      of: 'tools',
      placeholder: 'TOOL',
      description: 'The tool that runs the migrations, instead of the one that is detected.',
    },
    dialect: { kind: 'listed', of: 'engines', placeholder: 'DIALECT', description: 'The SQL that the migrations are written in.' },
    baseline: { kind: 'text', placeholder: 'FILE', description: 'SQL that is true before the first migration.' },
    'no-cache': NO_CACHE,
  },
  details: `
Formats
  outline  a short tree for people; several folders of migrations are shown one after another
  json     the catalog as {engines} would hold it: schemas, tables, views, types, routines, sorted
  sql      statements that make the same schema in an empty database; what only the migrations know (bodies of
           functions, triggers, policies) is left as a comment

What could not be followed, such as a DO block, is said on the standard error output.`,
  isQuestion: () => true,
});
