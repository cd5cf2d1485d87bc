import { CONFIG_FILE } from '../../config/file';
import type { Detection } from '../../migrations/detect';
import type { Root } from '../../project/project';
import { initCommand } from '../commands/init';
import { EXIT, Misuse } from '../exit';
import { noteUnread } from './databases';
import { givenPath } from './place';
import { runOf } from './run';
import { openWorkspace, rootsAt } from './workspace';
import { writeFile } from './write';

export const init = runOf(initCommand, async (_, session) => {
  const place = givenPath('.', session);
  const workspace = await openWorkspace([place], session);
  const file = workspace.absolute(CONFIG_FILE);
  const shown = workspace.shown(CONFIG_FILE);
  if (session.disk.kind(file) !== undefined) throw new Misuse(`${shown} is there already; it is not overwritten.`);
  const roots = rootsAt(workspace, { ...place, path: '' });
  for (const { folder, tool, layout, detection } of roots)
    session.out(`${workspace.shown(folder)}: ${tool.name}, ${layout.migrations.length} migrations. ${detection.evidence}\n`);
  noteUnread(workspace, [place], session);
  writeFile(file, shown, configText(roots, workspace.project.otherRoots()));
  session.out(`${shown} written\n`);
  return EXIT.clean;
});

/**
 * The text of a new migration-lens.json: the roots that were found, and the most common keys as comments. The folders that are not read
 * are among the roots, because a list without them would say that they hold no migrations.
 */
function configText(roots: readonly Root[], unread: readonly Detection[]): string {
  const written = (folder: string): string => JSON.stringify(folder === '' ? '.' : folder);
  const entries = [
    ...roots.map(({ folder, tool }) => ({ folder, line: `{ "folder": ${written(folder)}, "tool": "${tool.id}" }` })),
    ...unread.map(({ folder, engine }) => ({
      folder,
      line: `// ${engine.database} (${engine.evidence}), which is not read:\n    { "folder": ${written(folder)} }`,
    })),
  ].sort((a, b) => (a.folder < b.folder ? -1 : 1));
  return `// What Migration Lens should know about this folder. Every key is optional, and comments are allowed.
// The editor and the command line both obey this file.
{
  // Where the migrations are, and which tool runs them. A "baseline" names SQL files that are true before the first
  // migration, such as a dump that the project began with.
  "roots": [
${entries.map(({ line }) => `    ${line}`).join(',\n')}
  ],

  // Severity of a rule: "error", "warning", "information", "hint" or "off"; with options ["warning", { … }].
  // \`migration-lens explain\` lists the rules.
  "rules": {
    // "fk-missing-index": "error",
    // "missing-created-at": ["warning", { "names": ["created_at", "inserted_at"] }]
  }

  // Report only what comes after this version: for a history that cannot be changed any more.
  // , "since": "20260101000000"
}
`;
}
