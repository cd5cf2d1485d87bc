import { blockQueries } from './blockQueries';
import { blocks } from './blocks';
import type { Cases } from './cases';
import { constraints } from './constraints';
import { everyday } from './everyday';
import { inheritance } from './inheritance';
import { objects } from './objects';
import { relations } from './relations';
import { routines } from './routines';
import { surroundings } from './surroundings';
import { tables } from './tables';
import { temporary } from './temporary';

/** All cases by family. */
export const CASES: Readonly<Record<string, Cases>> = {
  tables,
  constraints,
  inheritance,
  temporary,
  relations,
  routines,
  objects,
  surroundings,
  everyday,
  blocks,
  'queries of blocks': blockQueries,
};
