import type { Finding } from '../../lint/engine/rule';
import type { Root } from '../../project/project';
import { lintCommand } from '../commands/lint';
import { EXIT } from '../exit';
import { noteGuesses, noteUnread } from './databases';
import { applyFixes } from './fix';
import { formats } from './formats';
import { type GivenPath, givenPath } from './place';
import { joinReports, type Report, reportOf } from './report';
import { runOf } from './run';
import type { Session } from './session';
import { isBelow, openWorkspace, type Places, rootsAt } from './workspace';

export const lint = runOf(lintCommand, async ({ words, options }, session) => {
  const places = (words.length === 0 ? ['.'] : words).map((word) => givenPath(word, session));
  const reports: Report[] = [];
  for (const inside of byWorkspace(places)) reports.push(await lintWorkspace(inside, options.fix, session));
  const report = joinReports(reports);
  session.out(formats[options.format](report, session));
  return report.findings.some(({ severity }) => severity === 'error' || severity === 'warning') ? EXIT.findings : EXIT.clean;
});

function byWorkspace(places: readonly GivenPath[]): readonly Places[] {
  const groups = new Map<string, [GivenPath, ...GivenPath[]]>();
  for (const place of places) {
    const group = groups.get(place.workspace);
    if (group === undefined) groups.set(place.workspace, [place]);
    else group.push(place);
  }
  return [...groups.values()];
}

async function lintWorkspace(places: Places, fix: boolean, session: Session): Promise<Report> {
  const workspace = await openWorkspace(places, session);
  const { project } = workspace;
  const isNamed = (file: string): boolean => places.some(({ path }) => isBelow(file, path));
  const findings = (): readonly Finding[] => rootsOf().flatMap((root) => project.findings(root).filter(({ file }) => isNamed(file)));
  // Asked for anew each time: a fix makes another root of the same folder.
  const rootsOf = (): readonly Root[] => [...new Set(places.flatMap((place) => rootsAt(workspace, place)))];
  const roots = rootsOf();
  noteUnread(workspace, places, session);
  noteGuesses(workspace, roots, session);
  if (fix) for (const line of applyFixes(workspace, findings, session.disk)) session.err(line);
  const files = rootsOf().flatMap((root) => [...root.files].filter(isNamed));
  return reportOf(workspace, findings(), files);
}
