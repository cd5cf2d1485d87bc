import { URI, Utils } from 'vscode-uri';
import { createProject, type Project } from '../project/project';
import type { Engine } from '../schema/model/schema';
import type { EngineSigns } from '../sql/signs';
import type { FileTable } from './convert';
import type { ReadingsOnDisk } from './environment';

/** A workspace folder and its project. */
export interface Folder extends FileTable {
  /** The folder's URI, without a slash at the end. */
  readonly root: string;
  readonly name: string;
  readonly project: Project;
  /** Path relative to the folder, with forward slashes. Undefined for a file outside of it. */
  path(uri: string): string | undefined;
}

/** What a project begins with: the databases that it can tell apart, and what an earlier one has read. */
export interface Beginning {
  readonly engines: readonly Engine[];
  readonly otherDatabases: readonly EngineSigns[];
  readonly readings: ReadingsOnDisk | undefined;
}

export function openFolder(root: string, name: string, { engines, otherDatabases, readings }: Beginning): Folder {
  const base = URI.parse(root);
  const basePath = base.path.replace(/\/+$/, '');
  const project = createProject(engines, { otherDatabases, readings: readings?.of(root), willBeEdited: true });
  return {
    root,
    name,
    project,
    path(uri) {
      const target = URI.parse(uri);
      if (target.scheme !== base.scheme || target.authority !== base.authority || !target.path.startsWith(`${basePath}/`)) return undefined;
      return target.path.slice(basePath.length + 1);
    },
    uri: (path) => (path === '' ? base.toString() : Utils.joinPath(base, path).toString()),
    text: project.text,
  };
}

/** The innermost folder that contains a file, and the file's path in it. */
export function innermostFolder(folders: readonly Folder[], uri: string): { readonly folder: Folder; readonly path: string } | undefined {
  return [...folders]
    .sort((a, b) => b.root.length - a.root.length)
    .flatMap((folder) => {
      const path = folder.path(uri);
      return path === undefined ? [] : [{ folder, path }];
    })[0];
}
