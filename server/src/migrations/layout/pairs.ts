import type { SourceFile } from '../tool';
import type { Direction, LayoutProblem, Migration, Part } from '../unit';
import { fileProblem, repeated } from './versions';

/** A file that holds one direction of a migration, according to its name. */
export interface Half {
  readonly file: SourceFile;
  readonly direction: Direction;
  readonly version: string;
  readonly title: string;
  /** The file's name without direction and extension. Usually unique among the ups. */
  readonly id: string;
  /** The file is code and no SQL. */
  readonly isCode?: boolean;
}

/** Which files form one migration, and how their SQL runs. */
export interface Pairing {
  key(half: Half): string;
  /** Several parts where a marker of the tool ends a statement. */
  part(half: Half): Part | readonly Part[];
  /** What the tool does about a version that two files claim, as the end of a sentence. */
  readonly harm: string;
}

/**
 * Couples ups and downs by version; their titles may differ. When a version occurs twice, each up is a migration, and a down goes to
 * the up with its name, else to one with its title, else to one without a down. Migrations are in the order of their first files.
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

/** Couples of one version: downs go to the up of the same name, then of the same title, then to any that has none. */
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
