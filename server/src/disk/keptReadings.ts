import { deserialize, serialize } from 'node:v8';
import type { KnownReadings, Project } from '../project/project';
import type { Cache } from './store';

/** The readings of workspace folders, kept for the next run. A folder is named by its path or its URI. */
export interface KeptReadings {
  /** The readings of an earlier run of the same build; undefined when none are kept. */
  of(folder: string): KnownReadings | undefined;
  /** Keeps the readings of a project, unless they are kept already. */
  keep(folder: string, project: Project): void;
}

export function readingsIn({ store, build }: Cache): KeptReadings {
  const keyOf = (folder: string): string => JSON.stringify(['readings', build, folder]);
  return {
    of(folder) {
      const entry = store.get(keyOf(folder));
      try {
        return entry && (deserialize(entry) as KnownReadings);
      } catch {
        // Written by a version of V8 with another format.
        return undefined;
      }
    },
    keep(folder, project) {
      if (project.statementsRead > 0) store.put(keyOf(folder), serialize(project.readings()));
    },
  };
}
