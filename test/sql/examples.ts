import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ExampleFile {
  readonly path: string;
  readonly text: string;
}

const EXAMPLES = join(__dirname, '../../examples');

/** The SQL files of examples/<project>/migrations, sorted by path. */
export function exampleMigrations(): readonly ExampleFile[] {
  return readdirSync(EXAMPLES).flatMap((project) => {
    const folder = join(EXAMPLES, project, 'migrations');
    return readdirSync(folder)
      .filter((name) => name.endsWith('.sql'))
      .sort()
      .map((name) => ({ path: `${project}/${name}`, text: readFileSync(join(folder, name), 'utf8') }));
  });
}
