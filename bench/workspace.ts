/** A seeded generator of numbers in [0, 1), mulberry32, so that every run has the same workspace. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The last two migrations of the workspace, of 200 and of 5,000 lines. The benchmark types in them. */
export const SMALL_FILE = 'migrations/999998_small.up.sql';
export const BIG_FILE = 'migrations/999999_big.up.sql';

/** Files of a golang-migrate workspace: pairs that create tables, pairs that alter them, and the two files to type in. */
export function generateWorkspace(migrations: number, tables: number, seed = 1): ReadonlyMap<string, string> {
  const next = random(seed);
  const pick = (below: number): number => Math.floor(next() * below);
  const files = new Map<string, string>();
  for (let i = 1; i <= migrations; i++) {
    const name = `migrations/${String(i).padStart(6, '0')}_step`;
    const [up, down] = i <= tables ? createTable(i, pick(Math.max(1, i - 1)) + 1) : alterTable(i, pick(tables) + 1);
    files.set(`${name}.up.sql`, up);
    files.set(`${name}.down.sql`, down);
  }
  let number = migrations;
  for (const [file, count] of [
    [SMALL_FILE, 25],
    [BIG_FILE, 625],
  ] as const) {
    files.set(file, Array.from({ length: count }, () => createTable(++number, pick(tables) + 1)[0]).join('\n'));
    files.set(file.replace('.up.', '.down.'), '-- Nobody goes back from here.\n');
  }
  return files;
}

function createTable(number: number, parent: number): readonly [string, string] {
  const up = `CREATE TABLE table_${number} (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parent_id bigint NOT NULL REFERENCES table_${parent} (id) ON DELETE CASCADE,
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX table_${number}_parent_id_idx ON table_${number} (parent_id);
`;
  return [up, `DROP TABLE table_${number};\n`];
}

function alterTable(number: number, table: number): readonly [string, string] {
  const up = `ALTER TABLE table_${table} ADD COLUMN extra_${number} text;\nCREATE INDEX ON table_${table} (extra_${number});\n`;
  return [up, `ALTER TABLE table_${table} DROP COLUMN extra_${number};\n`];
}
