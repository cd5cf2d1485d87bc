import { type Config, type ConfigProblem, parseConfig } from '../config/config';
import { CONFIG_FILE } from '../config/file';
import type { LintInput } from '../lint/engine/input';
import { type LintMemory, lint } from '../lint/engine/lint';
import type { Finding } from '../lint/engine/rule';
import { type Detection, isRead } from '../migrations/detect';
import { type Databases, databasesOf, rootDatabase } from '../migrations/evidence/databases';
import { toolById } from '../migrations/tools';
import type { Engine } from '../schema/model/schema';
import type { EngineSigns } from '../sql/signs';
import { detector } from './detection';
import { type FileSet, fileSet } from './fileSet';
import { type KnownReadings, type ReadingsByEngine, readingsByEngine } from './readings';
import { makeRoot, missingValuesOf, type Root } from './root';

export type { KnownReadings } from './readings';
export type { Root } from './root';

/**
 * One workspace folder: its files, and the answers that follow from them. The only state of the core. An answer is worked out
 * when it is asked for and kept until a file that it depends on changes.
 */
export interface Project {
  /** Sets texts by path (relative to the folder, with forward slashes); undefined removes the file. */
  update(changes: ReadonlyMap<string, string | undefined>): void;
  text(path: string): string | undefined;
  readonly config: Config;
  readonly configProblems: readonly ConfigProblem[];
  /** Sorted by folder. */
  roots(): readonly Root[];
  /** Folders with migrations for databases that no engine here reads, sorted by folder. `otherRootsText` describes them. */
  otherRoots(): readonly Detection[];
  /** The engines that can be read here. */
  readonly engines: readonly Engine[];
  /** The root whose migrations the file belongs to, or in whose folder it lies; undefined for all other files. */
  rootOf(path: string): Root | undefined;
  /** Findings in the given files of a root; in all of them when none are given. */
  findings(root: Root, files?: ReadonlySet<string>): readonly Finding[];
  /** Number of statements that went to the parser since the project was created. */
  readonly statementsRead: number;
  /** The readings that the roots are made of. Another project of the same build can start with them. */
  readings(): KnownReadings;
}

/** Inputs besides the files of the folder. */
export interface ProjectOptions {
  /** Settings that override those of migration-lens.json, such as options of the command line. */
  readonly config?: Partial<Config>;
  /** Databases to recognise besides those that can be read. */
  readonly otherDatabases?: readonly EngineSigns[];
  /** The files are those of an editor: the first edit costs no more than the next. */
  readonly willBeEdited?: boolean;
  /** Readings that an earlier project of the same build has made. */
  readonly readings?: KnownReadings | undefined;
}

/** @param engines the engines that can be read; the first one reads folders without evidence of an engine */
export function createProject(engines: readonly Engine[], options: ProjectOptions = {}): Project {
  const files = fileSet();
  let known: readonly Root[] = [];
  let isCurrent = false;
  const memoryOf = lintMemories();
  const databases = databasesOf(
    engines.map(({ signs }) => signs),
    options.otherDatabases ?? [],
  );
  let parsed = parseConfig('', databases.all);

  const config = (): Config => ({ ...parsed.config, ...options.config });

  const detected = detector(files, config, databases);
  const read = readingsByEngine(options.readings);
  const maker = rootMaker(engines, databases, files, read, options.willBeEdited === true);

  const roots = (): readonly Root[] => {
    if (isCurrent) return known;
    const readable = detected.roots().filter((detection) => isRead(detection, databases));
    known = readable.map((detection) => maker.make(detection, config(), known));
    files.settle();
    isCurrent = true;
    return known;
  };

  return {
    update(changes) {
      for (const [path, text] of changes) {
        const before = files.text(path) ?? '';
        const effect = files.set(path, text);
        if (effect === 'unchanged') continue;
        if (path === CONFIG_FILE) parsed = parseConfig(text ?? '', databases.all);
        if (effect === 'edited' && path.endsWith('.sql')) detected.edited({ path, before, after: text ?? '' });
        else detected.forget();
      }
      isCurrent = false;
    },
    text: files.text,
    get config() {
      return config();
    },
    get configProblems() {
      return parsed.problems;
    },
    roots,
    otherRoots: () => detected.roots().filter((detection) => !isRead(detection, databases)),
    engines,
    rootOf: (path) =>
      roots().find((root) => root.files.has(path)) ?? roots().find((root) => root.folder === '' || path.startsWith(`${root.folder}/`)),
    findings: (root, wanted) =>
      // Only an editor asks for some files, and it asks again after the next edit.
      lint(lintInput(root, config(), files), wanted, wanted === undefined ? undefined : memoryOf(root, roots())),
    get statementsRead() {
      return read.count;
    },
    readings: read.inUse,
  };
}

function lintInput(root: Root, { rules, since }: Config, files: FileSet): LintInput {
  return {
    history: root.history,
    tool: root.tool,
    engine: root.engine,
    layoutProblems: root.layout.problems,
    missingValues: missingValuesOf(root),
    settings: { rules, ...(since === undefined ? {} : { since }) },
    text: (file) => files.text(file) ?? '',
    lookup: files.text,
  };
}

interface RootMaker {
  /** Takes over the state of an earlier root of the same folder, tool and engine. */
  make(detection: Detection, config: Config, earlier: readonly Root[]): Root;
}

function rootMaker(
  engines: readonly Engine[],
  databases: Databases,
  files: FileSet,
  read: ReadingsByEngine,
  willBeEdited: boolean,
): RootMaker {
  return {
    make(detection, { roots }, earlier) {
      const { folder, tool } = detection;
      const engine = engines.find(({ id }) => id === detection.engine.engine)!;
      const config = roots.find((root) => root.folder === folder);
      const sources = { files, engine, database: rootDatabase(engine, databases), readings: read.of(engine), config, willBeEdited };
      const same = earlier.find((root) => root.folder === folder && root.tool.id === tool && root.engine === engine);
      return makeRoot(detection, toolById(tool), sources, same);
    },
  };
}

/** The memory of a root. Those of roots that are gone are given up. */
function lintMemories(): (root: Root, all: readonly Root[]) => LintMemory {
  // Which rules are asked depends on the engine.
  const keyOf = ({ folder, tool, engine }: Root): string => `${engine.id} ${tool.id} ${folder}`;
  const memories = new Map<string, LintMemory>();
  return (root, all) => {
    const keys = new Set(all.map(keyOf));
    for (const key of memories.keys()) if (!keys.has(key)) memories.delete(key);
    const memory = memories.get(keyOf(root)) ?? {};
    memories.set(keyOf(root), memory);
    return memory;
  };
}
