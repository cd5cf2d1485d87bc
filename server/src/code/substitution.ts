import type { Change } from '../sql/change';
import { type Frame, scopeOf } from './frame';
import { lookUp } from './run';
import { named } from './scope';
import { supposed, type Value } from './value';

/** A change of rows with constants in the place of variables, as far as their values are likely. */
export function withConstants(change: Change, frame: Frame): Change {
  return change.kind === 'modifyRows' && change.rows !== undefined ? { ...change, rows: substituted(change.rows, frame) } : change;
}

function substituted<T>(value: T, frame: Frame): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => substituted(item, frame)) as T;
  if ('path' in value || ('kind' in value && value.kind === 'parameter')) return (constantFor(value, frame) ?? value) as T;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, substituted(child, frame)])) as T;
}

function constantFor(name: object, frame: Frame): object | undefined {
  const value = supposed(valueAt(name, frame) ?? { kind: 'unknown', text: '' });
  return value === null || typeof value !== 'object' ? { kind: 'constant', value } : undefined;
}

function valueAt(name: { readonly path?: unknown; readonly number?: unknown }, frame: Frame): Value | undefined {
  const { path, number } = name;
  if (!Array.isArray(path)) return frame.parameters[Number(number) - 1];
  return lookUp(frame.variables, String(path[0])) === undefined ? undefined : named(path as readonly string[], scopeOf(frame), SUPPOSING);
}

/** Fields of what is likely a row. */
const SUPPOSING = { supposes: true };
