import { applier, applyOpaque, applyTransaction, type Families } from '../../../schema/apply/apply';
import { codeFamily } from '../../../schema/apply/code';
import { applySetDefault } from '../../../schema/apply/columns';
import { applyAddForeignKey } from '../../../schema/apply/constraints';
import { applyCreateIndex } from '../../../schema/apply/indexes';
import { applyCreateTableAs } from '../../../schema/apply/tables';
import { postgresCatalog } from '../code';
import { applyAlterColumnType, applySetGenerated, applySetIdentity, applySetNotNull } from './alterColumn';
import { applyAlterConstraint, applyValidateConstraint } from './alterConstraint';
import { postgresAddColumn, postgresDropColumn } from './columns';
import { postgresSetComment } from './comments';
import { applyAddExclusion, postgresAddCheck, postgresAddKey, postgresDropConstraint } from './constraints';
import { postgresDrop } from './drop';
import { applyCopyLike } from './like';
import { applyCreateExtension, applyCreateSchema, applySetSearchPath } from './namespaces';
import { applyAttachPartition, applyDetachPartition, applySetInheritance } from './partitions';
import { applyAlterPolicy, applyCreatePolicy } from './policies';
import { whyRefused } from './refused';
import { postgresRename } from './rename';
import { applyAlterRoutine, applyCreateRoutine, postgresCreateTrigger } from './routines';
import { applyModifyRows } from './rows';
import { applyAlterSequence, applyCreateSequence } from './sequences';
import { applySetSchema } from './setSchema';
import { applySetRowSecurity, postgresCreateTable } from './tables';
import {
  applyAddEnumValue,
  applyAlterDomain,
  applyCreateComposite,
  applyCreateDomain,
  applyCreateEnum,
  applyCreateOtherType,
  applyRenameEnumValue,
} from './types';
import { postgresCreateView } from './views';

const applyCode = codeFamily(postgresCatalog);

/** A `postgres…` function is a shared family with PostgreSQL's additions. */
const FAMILIES: Families = {
  createSchema: applyCreateSchema,
  createTable: postgresCreateTable,
  createTableAs: applyCreateTableAs,
  copyLike: applyCopyLike,
  addColumn: postgresAddColumn,
  dropColumn: postgresDropColumn,
  alterColumnType: applyAlterColumnType,
  setDefault: applySetDefault,
  setNotNull: applySetNotNull,
  setIdentity: applySetIdentity,
  setGenerated: applySetGenerated,
  addKey: postgresAddKey,
  addCheck: postgresAddCheck,
  addForeignKey: applyAddForeignKey,
  addExclusion: applyAddExclusion,
  validateConstraint: applyValidateConstraint,
  alterConstraint: applyAlterConstraint,
  dropConstraint: postgresDropConstraint,
  createIndex: applyCreateIndex,
  createView: postgresCreateView,
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
  createTrigger: postgresCreateTrigger,
  createPolicy: applyCreatePolicy,
  alterPolicy: applyAlterPolicy,
  setRowSecurity: applySetRowSecurity,
  setComment: postgresSetComment,
  rename: postgresRename,
  setSchema: applySetSchema,
  drop: postgresDrop,
  attachPartition: applyAttachPartition,
  detachPartition: applyDetachPartition,
  setInheritance: applySetInheritance,
  setSearchPath: applySetSearchPath,
  modifyRows: applyModifyRows,
  runBlock: applyCode,
  callRoutines: applyCode,
  transaction: applyTransaction,
  opaque: applyOpaque,
};

/** Applies a change to a schema of PostgreSQL. */
export const apply = applier(FAMILIES, whyRefused);
