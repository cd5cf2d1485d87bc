import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { main } from '../../server/src/cli/main';
import { workOf } from '../../server/src/cli/run';
import type { Cache } from '../../server/src/disk/store';
import { engines, otherDatabases } from '../../server/src/engines';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command line in this process. Something is kept only where a test asks for it. */
export async function run(args: readonly string[], cwd: string, colour = false, cache?: Cache): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  const code = await main(
    args,
    {
      cwd,
      colour,
      out: (text) => {
        stdout += text;
      },
      err: (text) => {
        stderr += text;
      },
    },
    { loadWork: async () => workOf(engines, otherDatabases), cache },
  );
  return { code, stdout, stderr };
}

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Runs `use` on a temporary folder with these files (path → content), and removes the folder afterwards. */
export async function within(files: Files, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'migration-lens-'));
  try {
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), content);
    }
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function read(folder: string, file: string): string {
  return readFileSync(path.join(folder, file), 'utf8');
}

/** A goose folder with two tables. The foreign key of the second one has no index. */
export const SHOP: Files = {
  'migrations/00001_users.sql': `-- +goose Up
CREATE TABLE users (
  id bigint PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- +goose Down
DROP TABLE users;
`,
  'migrations/00002_orders.sql': `-- +goose Up
CREATE TABLE orders (
  id bigint PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- +goose Down
DROP TABLE orders;
`,
};

/** The same folder with the index, so without findings. */
export const CLEAN: Files = {
  ...SHOP,
  'migrations/00002_orders.sql': (SHOP['migrations/00002_orders.sql'] as string).replace(
    ');\n\n-- +goose Down',
    ');\nCREATE INDEX orders_user_id_idx ON orders (user_id);\n\n-- +goose Down',
  ),
};
