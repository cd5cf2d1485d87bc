import { PSQL } from '../../../sql/placeholders/syntax';
import { configsAbove, iniSections, means } from '../../layout/configs';
import { baseName, entries, joinPath, parentFolder } from '../../layout/folder';
import { type FindIncludes, withIncludes } from '../../layout/includes';
import { wholeFile } from '../../layout/parts';
import { psqlIncludes } from '../../layout/psqlIncludes';
import { sample } from '../../layout/sample';
import { filledDown, newDownFile } from '../../layout/scaffold';
import { fileProblem, withUniqueIds } from '../../layout/versions';
import type { FileLookup, FolderView, MigrationTool, SourceFile } from '../../tool';
import type { Direction, LayoutProblem, Migration, Part } from '../../unit';
import { type PlannedChange, readPlan } from './plan';
import { planProblems } from './problems';

const PLAN = 'sqitch.plan';

/** Scripts in `deploy/` and `revert/`, in the order of `sqitch.plan`. Scripts in `verify/` change nothing. */
export const sqitch: MigrationTool = {
  id: 'sqitch',
  name: 'Sqitch',
  documentation: 'https://sqitch.org/docs/manual/sqitchtutorial/',
  down: 'expected',
  watched: ['**/sqitch.plan', '**/sqitch.conf'],
  readsBelow: true,
  lockFile: PLAN,

  rootOf: (path) => (baseName(path) === PLAN ? parentFolder(path) : undefined),

  detect(folder) {
    const plan = planOf(folder);
    // A plan may be left behind when its scripts have moved to another folder.
    const isUsed = plan !== undefined && scriptsOf(folder).deploy.size > 0;
    return isUsed ? { tool: 'sqitch', folder: folder.path, confidence: 'proof', evidence: `${plan.path} lists the changes` } : undefined;
  },

  databasesNamed(folder, lookup) {
    const engine = planOf(folder) && engineOf(folder, lookup);
    return engine === undefined ? [] : [{ name: engine, evidence: `Sqitch deploys it to ${engine}` }];
  },

  /** psql runs the scripts. Variables are set with `--set` or in `sqitch.conf`. */
  placeholders(folder, lookup) {
    const variables = [...configsAbove(folder.path, ['sqitch.conf'], lookup)]
      .reverse()
      .flatMap(({ text }) => [...iniSections(text)].filter(([name]) => /^(?:core|deploy|revert) "?variables"?$/.test(name)));
    return { syntaxes: [PSQL], values: Object.fromEntries(variables.flatMap(([, values]) => [...values])) };
  },

  layout(folder) {
    const file = planOf(folder);
    if (file === undefined) return { migrations: [], problems: [] };
    const plan = readPlan(file.text);
    const scripts = scriptsOf(folder);
    const planned = plan.changes.map((change) => ({ change, path: scriptPath(change, scripts.deploy) }));
    const listed = new Set(planned.map(({ path }) => path));
    const unlisted = [...scripts.deploy].filter(([path]) => !listed.has(path));
    const missing = planned.filter(({ path }) => !scripts.deploy.has(path));
    const runnable = planned.filter(({ path }, i) => planned.findIndex((each) => each.path === path) === i);
    return {
      migrations: withUniqueIds(
        runnable.flatMap(({ change, path }) => migrationOf(change, path, scripts, psqlIncludes(folder.path, folder.files))),
      ),
      problems: [
        ...planProblems(file, plan),
        ...missing.map(({ change, path }) => planProblem(file, change, `Sqitch stops here: there is no deploy script ${path}.`)),
        ...unlisted.map(([, script]) => fileProblem(script, `Sqitch never runs this file: ${PLAN} has no change of that name.`)),
      ],
    };
  },

  scaffoldDown(migration, body, lookup) {
    const [down] = migration.down;
    const up = migration.up[0]?.file;
    if (down !== undefined) return filledDown(down, body, lookup);
    const file = up?.replace(/(^|\/)deploy\//, '$1revert/');
    if (up === undefined || file === undefined || file === up) return undefined;
    // CREATE and DROP INDEX CONCURRENTLY cannot run between BEGIN and COMMIT.
    const script = /\bconcurrently\b/i.test(body) ? body : `BEGIN;\n\n${body.trimEnd()}\n\nCOMMIT;\n`;
    return newDownFile(file, up, `-- Revert ${migration.version}\n\n${script}`, lookup);
  },
};

type Scripts = ReadonlyMap<string, SourceFile>;

/** Scripts by their paths below `deploy/` and `revert/`, or the folders that `sqitch.conf` names instead. */
function scriptsOf(folder: FolderView): { readonly deploy: Scripts; readonly revert: Scripts } {
  const files = entries(folder);
  const config = files.find(({ name }) => name === 'sqitch.conf')?.file.text ?? '';
  const core = iniSections(config).get('core');
  const below = (name: string): Scripts => {
    const prefix = `${joinPath('', name) ?? name}/`;
    return new Map(
      files.flatMap((entry) =>
        entry.name.startsWith(prefix) && entry.name.endsWith('.sql') ? [[entry.name.slice(prefix.length), entry.file]] : [],
      ),
    );
  };
  return { deploy: below(core?.get('deploy_dir') ?? 'deploy'), revert: below(core?.get('revert_dir') ?? 'revert') };
}

/**
 * The script of a change. The script of a change that was reworked later is kept under its name and a tag: of the tags between the two,
 * the first one with a file (App::Sqitch::Plan::Change).
 */
function scriptPath({ name, reworkTags }: PlannedChange, deploy: Scripts): string {
  const paths = (reworkTags ?? []).map((tag) => `${name}@${tag}.sql`);
  return paths.find((path) => deploy.has(path)) ?? paths[0] ?? `${name}.sql`;
}

function migrationOf(
  { note }: PlannedChange,
  path: string,
  { deploy, revert }: ReturnType<typeof scriptsOf>,
  includes: FindIncludes,
): readonly Migration[] {
  const up = deploy.get(path);
  const down = revert.get(path);
  const name = path.replace(/\.sql$/, '');
  if (up === undefined && down === undefined) return [];
  return [
    {
      id: name,
      version: name,
      title: note,
      role: 'versioned',
      up: up === undefined ? [] : partsOf('up', up, includes),
      down: down === undefined ? [] : partsOf('down', down, includes),
    },
  ];
}

/** Sqitch opens no transaction; its templates write BEGIN and COMMIT into the scripts. */
function partsOf(direction: Direction, file: SourceFile, includes: FindIncludes): readonly Part[] {
  return withIncludes(file, wholeFile(direction, file, /^\s*BEGIN\s*;/im.test(file.text) ? 'on' : 'off'), includes);
}

function planProblem(file: SourceFile, { span }: PlannedChange, message: string): LayoutProblem {
  return { file: file.path, span, message };
}

function planOf(folder: FolderView): SourceFile | undefined {
  return entries(folder).find(({ name }) => name === PLAN)?.file;
}

/** The engine that `sqitch.conf` gives the folder, or that the first lines of the scripts name. */
function engineOf(folder: FolderView, lookup: FileLookup): string | undefined {
  for (const config of configsAbove(folder.path, ['sqitch.conf'], lookup)) {
    const sections = iniSections(config.text);
    const own = [...sections].find(([name, values]) => /^engine "/.test(name) && means(config, values.get('top_dir'), folder.path));
    const engine = own === undefined ? sections.get('core')?.get('engine') : /"(.*)"/.exec(own[0])?.[1];
    if (engine !== undefined) return engine;
  }
  const scripts = entries(folder).filter(({ name }) => /^deploy\/.*\.sql$/.test(name));
  return sample(scripts).flatMap(({ text }) => /^--\s*Deploy\s+\S+\s+to\s+(\w+)/.exec(text)?.[1] ?? [])[0];
}
