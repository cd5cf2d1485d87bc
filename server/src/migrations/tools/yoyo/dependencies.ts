import { fileProblem } from '../../layout/versions';
import type { SourceFile } from '../../tool';
import type { LayoutProblem, Migration } from '../../unit';
import { directivesOf } from './directives';

interface Visit {
  readonly migration: Migration;
  /** Its dependencies that are not visited yet. */
  readonly left: Migration[];
}

/** Migrations in the given order, but each after its dependencies. Within a circle the given order stays. */
export function byDependency(
  migrations: readonly Migration[],
  files: ReadonlyMap<string, SourceFile>,
): { readonly ordered: readonly Migration[]; readonly problems: readonly LayoutProblem[] } {
  const byId = new Map(migrations.map((migration) => [migration.id, migration]));
  const ordered = new Set<Migration>();
  const problems: LayoutProblem[] = [];
  const begin = (migration: Migration): Visit => {
    const text = files.get(migration.up[0]?.file ?? '')?.text ?? '';
    return { migration, left: directivesOf(text).depends.flatMap((id) => byId.get(id) ?? []) };
  };
  for (const first of migrations) {
    const path = [begin(first)];
    const within = new Set([first]);
    while (path.length > 0) {
      const { migration, left } = path.at(-1)!;
      const next = ordered.has(migration) ? undefined : left.shift();
      if (next === undefined) {
        ordered.add(migration);
        within.delete(migration);
        path.pop();
      } else if (within.has(next)) {
        const visited = path.map((visit) => visit.migration);
        problems.push(...circleProblem(next, visited, files));
      } else if (!ordered.has(next)) {
        within.add(next);
        path.push(begin(next));
      }
    }
  }
  return { ordered: [...ordered], problems };
}

function circleProblem(migration: Migration, path: readonly Migration[], files: ReadonlyMap<string, SourceFile>): readonly LayoutProblem[] {
  const file = files.get(migration.up[0]?.file ?? '');
  const circle = [...path.slice(path.indexOf(migration)), migration].map(({ id }) => id).join(', ');
  return file === undefined ? [] : [fileProblem(file, `yoyo refuses migrations that depend on each other: ${circle}.`)];
}
