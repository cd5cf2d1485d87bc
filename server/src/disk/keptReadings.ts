import { deserialize, serialize } from 'node:v8';
import type { KnownReadings, Project } from '../project/project';
import type { Cache } from './store';

/** The readings that a run before this one made of a workspace folder; undefined when none are kept. */
export function keptReadings(folder: string, { store, build }: Cache): KnownReadings | undefined {
  const entry = store.get(keyOf(folder, build));
  try {
    return entry && (deserialize(entry) as KnownReadings);
  } catch {
    // Written by a version of V8 with another format.
    return undefined;
  }
}

/** Keeps the readings of a project for the next run, unless they are kept already. */
export function keepReadings(folder: string, project: Project, { store, build }: Cache): void {
  if (project.statementsRead > 0) store.put(keyOf(folder, build), serialize(project.readings()));
}

function keyOf(folder: string, build: string): string {
  return JSON.stringify(['readings', build, folder]);
}
