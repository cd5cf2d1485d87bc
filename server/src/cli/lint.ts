import type { Finding } from '../lint/engine/rule';
import type { Root } from '../project/project';
import { defineCommand } from './command';
import { EXIT } from './exit';
import { applyFixes } from './fix';
import { formats } from './formats';
import { type GivenPath, givenPath } from './place';
import { joinReports, type Report, reportOf } from './report';
import type { Terminal } from './terminal';
import { isBelow, openWorkspace, rootsAt } from './workspace';

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
  async run({ words, options }, terminal) {
    const places = (words.length === 0 ? ['.'] : words).map((word) => givenPath(word, terminal.cwd));
    const reports: Report[] = [];
    for (const folder of new Set(places.map(({ workspace }) => workspace))) {
      const inside = places.filter(({ workspace }) => workspace === folder);
      reports.push(await lintWorkspace(folder, inside, options.fix, terminal));
    }
    const report = joinReports(reports);
    terminal.out(formats[options.format](report, terminal));
    return report.findings.some(({ severity }) => severity === 'error' || severity === 'warning') ? EXIT.findings : EXIT.clean;
  },
});

async function lintWorkspace(folder: string, places: readonly GivenPath[], fix: boolean, terminal: Terminal): Promise<Report> {
  const workspace = await openWorkspace(folder, terminal);
  const { project } = workspace;
  for (const place of places) rootsAt(workspace, place);
  const isNamed = (file: string): boolean => places.some(({ path }) => isBelow(file, path));
  const findings = (): readonly Finding[] => rootsOf().flatMap((root) => project.findings(root).filter(({ file }) => isNamed(file)));
  // Asked for anew each time: a fix makes another root of the same folder.
  const rootsOf = (): readonly Root[] => [...new Set(places.flatMap((place) => rootsAt(workspace, place)))];
  if (fix) for (const line of applyFixes(workspace, findings)) terminal.err(line);
  const files = rootsOf().flatMap((root) => [...root.files].filter(isNamed));
  return reportOf(workspace, findings(), files);
}
