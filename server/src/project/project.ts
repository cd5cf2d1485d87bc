import { CONFIG_FILE, type Config, type ConfigProblem, parseConfig } from '../config/config';
import { type LintMemory, lint } from '../lint/engine/lint';
import type { Finding } from '../lint/engine/rule';
import { type ForeignFolder, foreignFolders } from '../migrations/detect';
import type { Detection } from '../migrations/tool';
import { toolById } from '../migrations/tools';
import type { Engine } from '../schema/model/schema';
import { changesHands, detect } from './detection';
import { fileSet } from './fileSet';
import { readingsByEngine } from './readings';
import { makeRoot, missingValuesOf, type Root } from './root';

export type { Root } from './root';

/**
 * One workspace folder: its files, and the answers that follow from them. The only state of the core. Answers are
 * worked out when asked for and kept until a file that they rest on changes.
 */
export interface Project {
  /** Sets texts by path (relative to the folder, forward slashes); undefined: the file is gone. */
  update(changes: ReadonlyMap<string, string | undefined>): void;
  text(path: string): string | undefined;
  readonly config: Config;
  readonly configProblems: readonly ConfigProblem[];
  /** Sorted by folder. */
  roots(): readonly Root[];
  /** Folders with migrations that are for another database than PostgreSQL. */
  foreignFolders(): readonly ForeignFolder[];
  /** The root whose migrations the file belongs to, or in whose folder it lies; undefined for all other files. */
  rootOf(path: string): Root | undefined;
  /** Findings in the given files of a root; in all of them when none are given. */
  findings(root: Root, files?: ReadonlySet<string>): readonly Finding[];
  /** Statements that were read since the project was made: what a keystroke costs. */
  readonly statementsRead: number;
}

/** Fixed answers for what the folder would otherwise be asked about: options of the command line. */
export interface ProjectOverrides {
  readonly config?: Partial<Config>;
}

/** @param engines those that can be read here, the one for folders that do not tell first */
export function createProject(engines: readonly Engine[], overrides: ProjectOverrides = {}): Project {
  const files = fileSet();
  let parsed = parseConfig('', engines);
  let detections: readonly Detection[] | undefined;
  let known: readonly Root[] = [];
  let isCurrent = false;
  const memoryOf = lintMemories();
  const read = readingsByEngine();

  const config = (): Config => ({ ...parsed.config, ...overrides.config });

  const roots = (): readonly Root[] => {
    if (isCurrent) return known;
    detections ??= detect(files, config());
    known = detections.map((detection) => {
      const rootConfig = config().roots.find(({ folder }) => folder === detection.folder);
      const earlier = known.find((root) => root.folder === detection.folder && root.tool.id === detection.tool);
      const engine = engines.find(({ id }) => id === rootConfig?.dialect) ?? engines[0]!;
      return makeRoot(detection, toolById(detection.tool), { files, engine, readings: read.of(engine), config: rootConfig }, earlier);
    });
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
        if (path === CONFIG_FILE) parsed = parseConfig(text ?? '', engines);
        if (effect !== 'edited' || !path.endsWith('.sql') || changesHands({ path, before, after: text ?? '' }, known, files))
          detections = undefined;
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
    foreignFolders: () => foreignFolders(files.sorted(), files.text),
    rootOf: (path) =>
      roots().find((root) => root.files.has(path)) ?? roots().find((root) => root.folder === '' || path.startsWith(`${root.folder}/`)),
    findings: (root, wanted) =>
      lint(
        {
          history: root.history,
          tool: root.tool,
          engine: root.engine,
          layoutProblems: root.layout.problems,
          missingValues: missingValuesOf(root),
          settings: { rules: config().rules, ...(config().since === undefined ? {} : { since: config().since! }) },
          text: (file) => files.text(file) ?? '',
          lookup: files.text,
        },
        wanted,
        // Whoever asks for some files asks again after the next edit.
        wanted === undefined ? undefined : memoryOf(root),
      ),
    get statementsRead() {
      return read.count;
    },
  };
}

function lintMemories(): (root: Root) => LintMemory {
  const memories = new Map<string, LintMemory>();
  return ({ folder, tool }) => {
    const key = `${tool.id} ${folder}`;
    const memory = memories.get(key) ?? {};
    memories.set(key, memory);
    return memory;
  };
}
