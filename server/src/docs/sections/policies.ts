import type { Policy } from '../../schema/model/policy';
import { postgresOf } from '../../schema/model/postgresPart';
import type { Table } from '../../schema/model/table';
import { blocks, cellText, codeSpan, table as markdownTable } from '../markdown';

/** Row-level security; '' when the table has none. Policies have no effect while it is off, so the text says so. */
export function policies(table: Table): string {
  const { policies: all, rowSecurity } = postgresOf(table);
  if (all.length === 0 && !rowSecurity) return '';
  const rows = all.map((policy) => [
    codeSpan(policy.name),
    command(policy),
    policy.permissive ? 'permissive' : 'restrictive',
    cellText(policy.comment ?? ''),
  ]);
  return blocks(`**Policies**: ${state(all, rowSecurity)}`, markdownTable(['Policy', 'For', 'Kind', 'Description'], rows));
}

function state(all: readonly Policy[], rowSecurity: boolean): string {
  if (!rowSecurity) return 'row-level security is off, so these have no effect.';
  return all.length === 0 ? 'row-level security is on and there is no policy: only the owner sees any row.' : 'row-level security is on.';
}

/** Letters of `pg_policy.polcmd`. */
function command({ command: letter }: Policy): string {
  return { r: 'SELECT', a: 'INSERT', w: 'UPDATE', d: 'DELETE', '*': 'ALL' }[letter];
}
