import type { Span } from '../../../text/span';
import { linesOf } from '../../layout/lines';

/** The content of `sqitch.plan`: changes in the order in which they are deployed. */
export interface SqitchPlan {
  /** Name of the project; empty when the plan has none. */
  readonly project: string;
  readonly changes: readonly PlannedChange[];
  /** Lines that Sqitch cannot read. */
  readonly unreadable: readonly Span[];
}

export interface PlannedChange {
  readonly name: string;
  /** Span of the name in the plan. */
  readonly span: Span;
  readonly note: string;
  readonly requires: readonly PlanDependency[];
  /** Tags between this change and the next one of the same name; undefined for the last one. */
  readonly reworkTags: readonly string[] | undefined;
}

export interface PlanDependency {
  /** Name of a change of the same project. */
  readonly change: string;
  readonly span: Span;
}

interface PlanLine {
  readonly change: Omit<PlannedChange, 'reworkTags'>;
  /** Number of tags above it in the plan. */
  readonly tagsBefore: number;
}

/** A change, optionally with dependencies in brackets, the time, the planner, and a note after `#`. */
const CHANGE =
  /^(\s*\+?\s*)([^\s@:#[\]%+-][^\s@:#[\]]*)(?:(\s*\[)([^\]]*)\])?\s+\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\s+[^<]*<[^>]*>\s*(?:#\s*(.*?))?\s*$/;
const TAG = /^\s*@(\S+)\s+\d{4}-\d\d-\d\dT/;

/** Reads a plan. Lines that cannot be read are left out and listed. */
export function readPlan(text: string): SqitchPlan {
  const entries: PlanLine[] = [];
  const tags: string[] = [];
  const unreadable: Span[] = [];
  let project = '';
  for (const line of linesOf(text)) {
    const pragma = /^\s*%\s*([\w-]+)\s*(?:=\s*(.*?)\s*)?$/.exec(line.text);
    const tag = TAG.exec(line.text)?.[1];
    const change = CHANGE.exec(line.text);
    if (/^\s*(?:#|$)/.test(line.text)) continue;
    if (pragma !== null) project = pragma[1] === 'project' ? (pragma[2] ?? '') : project;
    else if (tag !== undefined) tags.push(tag);
    else if (change !== null) entries.push({ change: changeOf(change, line.start, project), tagsBefore: tags.length });
    else unreadable.push({ start: line.start, end: line.end });
  }
  return {
    project,
    unreadable,
    changes: entries.map((entry, i) => ({ ...entry.change, reworkTags: reworkTags(entry, i, entries, tags) })),
  };
}

function changeOf(match: RegExpExecArray, line: number, project: string): PlanLine['change'] {
  const [, lead = '', name = '', bracket = '', written = '', note = ''] = match;
  const start = line + lead.length;
  const requires = dependencies(written, start + name.length + bracket.length, project);
  return { name, span: { start, end: start + name.length }, note, requires };
}

/** The changes of the same project that a change requires. Conflicts (`!name`) and bare tags require no change. */
function dependencies(written: string, offset: number, project: string): readonly PlanDependency[] {
  return [...written.matchAll(/\S+/g)].flatMap(({ 0: word, index }) => {
    const [, own, change] = /^(?:([^:!]+):)?([^@:!^~]+)/.exec(word) ?? [];
    // A hash may identify a change of any project.
    if (change === undefined || (own !== undefined && own !== project) || /^[\da-f]{40}$/.test(change)) return [];
    return [{ change, span: { start: offset + index, end: offset + index + word.length } }];
  });
}

function reworkTags(entry: PlanLine, index: number, entries: readonly PlanLine[], tags: readonly string[]): readonly string[] | undefined {
  const next = entries.slice(index + 1).find(({ change }) => change.name === entry.change.name);
  return next && tags.slice(entry.tagsBefore, next.tagsBefore);
}
