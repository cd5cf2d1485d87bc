import type { EngineSigns } from '../../sql/signs';
import { ancestors } from '../layout/configs';
import { baseName } from '../layout/folder';
import type { FolderListing } from '../tool';
import { type Databases, distinctEngines } from './databases';

/** Globs of compose files. */
export const COMPOSE_PATTERNS: readonly string[] = ['docker-compose', 'compose'].flatMap((name) => [`**/${name}*.yml`, `**/${name}*.yaml`]);

const COMPOSE = /^(?:docker-)?compose(?:[.-][\w.-]*)?\.ya?ml$/;
const IMAGE = /^\s*image\s*:\s*["']?([^\s"'#:@]+(?::\d+\/[^\s"'#:@]+)?)(?::([^\s"'#@]+))?/gm;

/** Databases that the project's compose files run. */
export interface ImageEvidence {
  readonly databases: readonly EngineSigns[];
  readonly file: string;
  /** The version in the tag when all images of the first database have the same: `16`, `8.4`. */
  readonly version?: string;
}

/** The databases in the compose files of the nearest folder whose compose files run any. */
export function imagesAbove(folder: string, listing: FolderListing, databases: Databases): ImageEvidence | undefined {
  for (const above of ancestors(folder)) {
    const found = listing(above)
      .filter(({ path }) => COMPOSE.test(baseName(path)))
      .flatMap(({ path, text }) => imagesIn(text, databases).map((image) => ({ ...image, file: path })));
    const [first] = found;
    if (first === undefined) continue;
    const versions = new Set(found.filter(({ database }) => database === first.database).map(({ version }) => version));
    const [version] = versions.size === 1 ? versions : [];
    const named = distinctEngines(found.map(({ database }) => database));
    return { databases: named, file: first.file, ...(version === undefined ? {} : { version }) };
  }
  return undefined;
}

interface Image {
  readonly database: EngineSigns;
  readonly version: string | undefined;
}

function imagesIn(text: string, { all }: Databases): readonly Image[] {
  return [...text.matchAll(IMAGE)].flatMap(([, image = '', tag = '']) => {
    const path = image.toLowerCase();
    const database = all.find(({ images }) => images.some((name) => path === name || path.endsWith(`/${name}`)));
    return database === undefined ? [] : [{ database, version: /^(?:[a-z]+)?(\d+(?:\.\d+)*)/.exec(tag)?.[1] }];
  });
}
