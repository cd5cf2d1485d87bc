import type { Schema } from '../../../server/src/schema/model/schema';
import type { Dice } from '../../support/dice';
import { BLOCK_MAKERS } from './blocks';
import { renameColumn } from './columns';
import { renameConstraint } from './constraints';
import { INDEX_MAKERS } from './indexes';
import { OBJECT_MAKERS } from './objects';
import { PARTITION_MAKERS } from './partitions';
import { ROUTINE_MAKERS } from './routines';
import { SESSION_MAKERS } from './session';
import { type Maker, situation } from './situation';
import { FIRST_TABLE, TABLE_MAKERS } from './tables';
import { TYPE_MAKERS } from './types';
import { VIEW_MAKERS } from './views';

const MAKERS: readonly Maker[] = [
  ...TABLE_MAKERS,
  [8, renameColumn] as const,
  [5, renameConstraint] as const,
  ...PARTITION_MAKERS,
  ...INDEX_MAKERS,
  ...VIEW_MAKERS,
  ...TYPE_MAKERS,
  ...ROUTINE_MAKERS,
  ...OBJECT_MAKERS,
  ...BLOCK_MAKERS,
  ...SESSION_MAKERS,
].flatMap(([weight, maker]) => Array<Maker>(weight).fill(maker));

/** A statement that fits the schema, or nearly fits it. */
export function statement(schema: Schema, inTransaction: boolean, dice: Dice): string {
  const of = situation(schema, inTransaction, dice);
  return (of === undefined ? undefined : dice.pick(MAKERS)!(of)) ?? FIRST_TABLE;
}
