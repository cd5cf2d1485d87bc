import path from 'node:path';
import { CONFIG_FILE } from '../config/file';
import type { Project } from '../project/project';
import { type Disk, realDisk } from './disk';
import { findFiles } from './find';
import { readText } from './text';
import { isSkippedFolder, isWorkspaceFile } from './watched';

/** A workspace folder that was read from the disk into a project. */
export interface DiskWorkspace {
  /** Absolute path. */
  readonly folder: string;
  readonly project: Project;
  /** Files that the project lacks because they cannot be read, in the order in which they were tried. */
  readonly unreadable: readonly string[];
  /** Files with bytes that are not UTF-8. */
  readonly damaged: ReadonlySet<string>;
  /** Files that begin with a byte order mark, which the texts of the project do not have. */
  readonly marked: ReadonlySet<string>;
  /** Configuration files below the folder. Only the one at its top is read. */
  readonly unreadConfigs: readonly string[];
  /** The absolute path of a file of the workspace. */
  absolute(file: string): string;
}

/** Reads all files of a folder that the project needs. Never throws. */
export function readWorkspace(folder: string, project: Project, disk: Disk = realDisk): DiskWorkspace {
  const unreadable: string[] = [];
  const damaged = new Set<string>();
  const marked = new Set<string>();
  const absolute = (file: string): string => path.resolve(folder, file);
  const load = (files: readonly string[]): void => {
    const texts = new Map<string, string>();
    for (const file of files) {
      const read = readText(absolute(file), disk);
      if (read === undefined) unreadable.push(file);
      else texts.set(file, read.text);
      if (read?.isDamaged === true) damaged.add(file);
      if (read?.hasMark === true) marked.add(file);
    }
    project.update(texts);
  };
  const isUnreadConfig = (file: string): boolean => file.endsWith(`/${CONFIG_FILE}`);
  const isWanted = (file: string): boolean => isWorkspaceFile(file) || isUnreadConfig(file);
  const found = findFiles(folder, { isWanted, isSkipped: isSkippedFolder }, disk);
  const unreadConfigs = found.filter(isUnreadConfig);
  load(found.filter((file) => !isUnreadConfig(file)));
  load(configuredFiles(folder, project, disk));
  return { folder, project, unreadable, damaged, marked, unreadConfigs, absolute };
}

/** Files that migration-lens.json names and a search leaves out: roots below skipped folders, and baselines of any name. */
function configuredFiles(folder: string, project: Project, disk: Disk): readonly string[] {
  const { roots } = project.config;
  const inside = roots.flatMap((root) =>
    findFiles(path.join(folder, root.folder), { isWanted: isWorkspaceFile, isSkipped: isSkippedFolder }, disk).map((file) =>
      root.folder === '' ? file : `${root.folder}/${file}`,
    ),
  );
  return [...new Set([...inside, ...roots.flatMap(({ baseline }) => baseline)])].filter((file) => project.text(file) === undefined);
}
