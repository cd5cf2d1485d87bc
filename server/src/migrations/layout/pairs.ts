import type { SourceFile } from '../tool';
import type { Direction, LayoutProblem, Migration, Part } from '../unit';
import { fileProblem, repeated } from './versions';

/** A file that holds one direction of a migration, as its name says. */
export interface Half {
  readonly file: SourceFile;
  readonly direction: Direction;
  readonly version: string;
  readonly title: string;
  /** Unique among the ups, as a rule: the file's name without direction and extension. */
  readonly id: string;
  /** The file is code and no SQL. */
  readonly isCode?: boolean;
}

/** What makes two files one migration, and how their SQL runs. */
export interface Pairing {
  key(half: Half): string;
  /** Several where a marker of the tool ends statements. */
  part(half: Half): Part | readonly Part[];
  /** What the tool does about a version that two files claim: the end of a sentence. */
  readonly harm: string;
}

/**
 * Puts ups and downs together by version; titles need not agree. Where a version occurs twice nothing is thrown away: each up
 * is a migration, and each down goes to the up with its name, with its title, or else to one that has none yet. Migrations are in the order of
 * the first file of each.
 */
export function pairUp(
  halves: readonly Half[],
  pairing: Pairing,
): { readonly migrations: readonly Migration[]; readonly problems: readonly LayoutProblem[] } {
  const groups = new Map<string, Half[]>();
  for (const half of halves) groups.set(pairing.key(half), [...(groups.get(pairing.key(half)) ?? []), half]);
  const migrations: Migration[] = [];
  const problems: LayoutProblem[] = [];
  for (const group of groups.values()) {
    const ups = group.filter(({ direction }) => direction === 'up');
    const downs = group.filter(({ direction }) => direction === 'down');
    problems.push(...extras(ups, pairing.harm), ...extras(downs, pairing.harm));
    if (ups.length === 0)
      problems.push(fileProblem(downs[0]!.file, `There is no SQL that goes up to ${downs[0]!.id}, so this down stands alone.`));
    migrations.push(...couples(ups, downs).map((couple) => migrationOf(couple, pairing)));
  }
  return { migrations, problems };
}

interface Couple {
  readonly up: Half | undefined;
  readonly downs: readonly Half[];
}

/** The nearest of kin first: the down of the same name, then the one of the same title, then any that is left. */
function couples(ups: readonly Half[], downs: readonly Half[]): readonly Couple[] {
  if (ups.length <= 1) return [{ up: ups[0], downs }];
  const left = [...downs];
  const taken = new Map<Half, readonly Half[]>();
  for (const belongs of [(up: Half, down: Half) => up.id === down.id, (up: Half, down: Half) => up.title === down.title, () => true]) {
    for (const up of ups) {
      const index = taken.has(up) ? -1 : left.findIndex((down) => belongs(up, down));
      if (index !== -1) taken.set(up, left.splice(index, 1));
    }
  }
  return ups.map((up) => ({ up, downs: taken.get(up) ?? [] }));
}

function migrationOf({ up, downs }: Couple, pairing: Pairing): Migration {
  const named = up ?? downs[0]!;
  const sql = (halves: readonly Half[]): readonly Part[] => halves.filter(({ isCode }) => !isCode).flatMap((half) => pairing.part(half));
  const code = (halves: readonly (Half | undefined)[]): string | undefined => halves.find((half) => half?.isCode)?.file.path;
  const [upCode, downCode] = [code([up]), code(downs)];
  return {
    id: named.id,
    version: named.version,
    title: named.title,
    role: 'versioned',
    up: up === undefined ? [] : sql([up]),
    down: sql(downs),
    ...((upCode ?? downCode) ? { code: { ...(upCode && { up: upCode }), ...(downCode && { down: downCode }) } } : {}),
  };
}

function extras(halves: readonly Half[], harm: string): readonly LayoutProblem[] {
  return halves.slice(1).map(({ file, version }) => fileProblem(file, repeated(version, halves[0]!.file, harm)));
}
