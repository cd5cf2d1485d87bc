import { blocks } from './blocks';
import type { Cases } from './cases';
import { constraints } from './constraints';
import { everyday } from './everyday';
import { objects } from './objects';
import { relations } from './relations';
import { tables } from './tables';

/** All cases by family. */
export const CASES: Readonly<Record<string, Cases>> = { tables, constraints, relations, objects, everyday, blocks };
