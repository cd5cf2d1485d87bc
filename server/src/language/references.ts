import type { History } from '../migrations/replay/step';
import type { Mention } from './mentions';
import { mentionsOfRef, nameAt } from './names';

export interface ReferenceOptions {
  /** Leaves out the place that creates the object. */
  readonly withoutDefinition?: boolean;
}

/** Places that name the object at an offset, under any name that it ever had, in the order of the history. */
export function referencesAt(history: History, file: string, offset: number, options: ReferenceOptions = {}): readonly Mention[] {
  const name = nameAt(history, file, offset);
  if (name === undefined) return [];
  const mentions = mentionsOfRef(history, name.ref);
  return options.withoutDefinition === true ? mentions.filter(({ role }) => role !== 'definition') : mentions;
}

/** The references in the same file only. */
export function highlightsAt(history: History, file: string, offset: number): readonly Mention[] {
  return referencesAt(history, file, offset).filter((mention) => mention.file === file);
}
