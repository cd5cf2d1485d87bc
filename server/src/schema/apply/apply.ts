import type { Change } from '../../sql/change';
import type { Span } from '../../text/span';
import type { Origin } from '../model/object';
import type { Schema } from '../model/schema';
import type { Problem } from '../problem';
import { applyAlterColumnType, applySetDefault, applySetGenerated, applySetIdentity, applySetNotNull } from './alterColumn';
import { applyAlterConstraint, applyValidateConstraint } from './alterConstraint';
import { applyCode } from './code';
import { applyAddColumn } from './columns';
import { applySetComment } from './comments';
import { applyAddCheck, applyAddExclusion, applyAddForeignKey, applyAddKey } from './constraints';
import type { Context } from './context';
import { applyDrop, applyDropColumn, applyDropConstraint } from './drop';
import { applyCreateIndex } from './indexes';
import { applyCopyLike } from './like';
import { applyCreateExtension, applyCreateSchema, applySetSearchPath } from './namespaces';
import { applyAttachPartition, applyDetachPartition, applySetInheritance } from './partitions';
import { applyAlterPolicy, applyCreatePolicy } from './policies';
import { applyRename } from './rename';
import { applyAlterRoutine, applyCreateRoutine, applyCreateTrigger } from './routines';
import { applyModifyRows } from './rows';
import { applyAlterSequence, applyCreateSequence } from './sequences';
import { applySetSchema } from './setSchema';
import { applyCreateTable, applyCreateTableAs, applySetRowSecurity } from './tables';
import {
  applyAddEnumValue,
  applyAlterDomain,
  applyCreateComposite,
  applyCreateDomain,
  applyCreateEnum,
  applyCreateOtherType,
  applyRenameEnumValue,
} from './types';
import { applyCreateView } from './views';

export interface Applied {
  readonly schema: Schema;
  readonly problems: readonly Problem[];
  /** The change did not take place, so neither do those that are part of it. */
  readonly skipped: boolean;
}

/** The schema after a change. `at` tells where a span of the change stands. Never throws; what cannot be done is reported and left out. */
export function apply(schema: Schema, change: Change, at: (span: Span) => Origin): Applied {
  const problems: Problem[] = [];
  let skipped = false;
  const context: Context = {
    at,
    report: (problem) => problems.push(problem),
    skip: () => {
      skipped = true;
    },
  };
  const after = dispatch(schema, change, context);
  return { schema: after, problems, skipped };
}

type Family = {
  readonly [K in Change['kind']]: (schema: Schema, change: Extract<Change, { readonly kind: K }>, context: Context) => Schema;
};

const FAMILIES: Family = {
  createSchema: applyCreateSchema,
  createTable: applyCreateTable,
  createTableAs: applyCreateTableAs,
  copyLike: applyCopyLike,
  addColumn: applyAddColumn,
  dropColumn: applyDropColumn,
  alterColumnType: applyAlterColumnType,
  setDefault: applySetDefault,
  setNotNull: applySetNotNull,
  setIdentity: applySetIdentity,
  setGenerated: applySetGenerated,
  addKey: applyAddKey,
  addCheck: applyAddCheck,
  addForeignKey: applyAddForeignKey,
  addExclusion: applyAddExclusion,
  validateConstraint: applyValidateConstraint,
  alterConstraint: applyAlterConstraint,
  dropConstraint: applyDropConstraint,
  createIndex: applyCreateIndex,
  createView: applyCreateView,
  createSequence: applyCreateSequence,
  alterSequence: applyAlterSequence,
  createEnum: applyCreateEnum,
  addEnumValue: applyAddEnumValue,
  renameEnumValue: applyRenameEnumValue,
  createDomain: applyCreateDomain,
  alterDomain: applyAlterDomain,
  createComposite: applyCreateComposite,
  createOtherType: applyCreateOtherType,
  createExtension: applyCreateExtension,
  createRoutine: applyCreateRoutine,
  alterRoutine: applyAlterRoutine,
  createTrigger: applyCreateTrigger,
  createPolicy: applyCreatePolicy,
  alterPolicy: applyAlterPolicy,
  setRowSecurity: applySetRowSecurity,
  setComment: applySetComment,
  rename: applyRename,
  setSchema: applySetSchema,
  drop: applyDrop,
  attachPartition: applyAttachPartition,
  detachPartition: applyDetachPartition,
  setInheritance: applySetInheritance,
  setSearchPath: applySetSearchPath,
  modifyRows: applyModifyRows,
  runBlock: (schema, change, context) => applyCode(schema, change, context, apply),
  callRoutines: (schema, change, context) => applyCode(schema, change, context, apply),
  // What a ROLLBACK undoes is the business of the history, which knows the schema at BEGIN.
  transaction: (schema) => schema,
  opaque: (schema, change, context) => ({
    ...schema,
    gaps: [
      ...schema.gaps,
      {
        origin: context.at({ start: 0, end: 0 }),
        reason: change.reason,
        ...(change.mayTouch === undefined ? {} : { mayTouch: new Set(change.mayTouch) }),
      },
    ],
  }),
};

function dispatch(schema: Schema, change: Change, context: Context): Schema {
  const family = FAMILIES[change.kind] as (schema: Schema, change: Change, context: Context) => Schema;
  return family(schema, change, context);
}
