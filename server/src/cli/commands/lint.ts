import { defineCommand, NO_CACHE } from '../command';

export const lintCommand = defineCommand({
  name: 'lint',
  summary: 'Find what is wrong with migrations, and mend what can be mended',
  words: { usage: '[paths]', least: 0, most: Number.POSITIVE_INFINITY },
  options: {
    format: {
      kind: 'choice',
      values: ['pretty', 'json', 'sarif', 'github', 'gitlab', 'junit'],
      description: 'How findings are written.',
    },
    fix: { kind: 'flag', description: 'Apply the fixes that are safe, and report what is left.' },
    'no-cache': NO_CACHE,
  },
  details: `
A path is a folder or a file: only findings in it are reported, though all migrations before it are read. Severities
and rules are set in migration-lens.json; \`migration-lens explain RULE\` says what a rule is about.

--fix edits the last migration of a folder and repeatable ones; earlier ones may have run, and a tool that compares
them with what it ran would stop. Set "since" in migration-lens.json to the last version that ran in production: what
came before is then neither reported nor changed, and all that came after may be edited. A down in a file of its own is
mended wherever it stands, and so are comments that suppress nothing.

The exit code is 1 when there is a finding of severity error or warning; information and hints alone leave it at 0.

Formats
  pretty  for people
  json    { "findings": [{ "rule", "category", "severity": "error"|"warning"|"information"|"hint", "file", "line",
          "column", "endLine", "endColumn", "message", "fingerprint", "related": [{ "file", "line", "column", "endLine",
          "endColumn", "message" }], "fixes": [{ "title", "safety": "safe"|"unsafe" }] }],
          "summary": { "files", "error", "warning", "information", "hint" } }
          Lines and columns count from 1, columns in UTF-16 units; the end is exclusive.
  sarif   SARIF 2.1.0, for code scanning
  github  annotations of GitHub Actions
  gitlab  a code quality report of GitLab
  junit   JUnit XML, one suite a file

Files are named relative to the current folder.`,
  isQuestion: ({ options }) => !options.fix,
});
