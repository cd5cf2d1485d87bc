import type { History } from '../migrations/replay/step';
import type { Mention } from './mentions';
import { mentionsOfRef, nameAt } from './names';

export interface ReferenceOptions {
  /** Leave out the place that makes the object. */
  readonly withoutDefinition?: boolean;
}

/** All places that name the object that is named at an offset, in the order of the history, whatever it was called there. */
export function referencesAt(history: History, file: string, offset: number, options: ReferenceOptions = {}): readonly Mention[] {
  const name = nameAt(history, file, offset);
  if (name === undefined) return [];
  const mentions = mentionsOfRef(history, name.ref);
  return options.withoutDefinition === true ? mentions.filter(({ role }) => role !== 'definition') : mentions;
}

/** Those of them that stand in the same file. */
export function highlightsAt(history: History, file: string, offset: number): readonly Mention[] {
  return referencesAt(history, file, offset).filter((mention) => mention.file === file);
}
