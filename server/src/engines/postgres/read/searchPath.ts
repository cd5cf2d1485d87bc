import type { Change } from '../../../sql/change';

/** SELECT pg_catalog.set_config('search_path', '…', local), as pg_dump writes it. */
export function setConfigChange(name: string, value: string, local: boolean): Change[] {
  if (name !== 'search_path') return [];
  const schemas = value
    .split(',')
    .map((part) => part.trim().replace(/^"(.*)"$/, '$1'))
    .filter((part) => part !== '');
  return [{ kind: 'setSearchPath', schemas, local }];
}
