import { applier, applyOpaque, applyTransaction, type Families } from '../../../schema/apply/apply';
import { codeFamily } from '../../../schema/apply/code';
import { applySetDefault } from '../../../schema/apply/columns';
import { applyAddForeignKey } from '../../../schema/apply/constraints';
import { applyCreateIndex } from '../../../schema/apply/indexes';
import { applyCreateTableAs } from '../../../schema/apply/tables';
import { postgresCatalog } from '../code';
import { applyAlterColumnType, applySetGenerated, applySetIdentity, applySetNotNull } from './alterColumn';
import { applyAlterConstraint, applyValidateConstraint } from './alterConstraint';
import { applyAddColumn, applyDropColumn } from './columns';
import { applySetComment } from './comments';
import { applyAddCheck, applyAddExclusion, applyAddKey, applyDropConstraint } from './constraints';
import { applyDrop } from './drop';
import { applyCopyLike } from './like';
import { applyCreateExtension, applyCreateSchema, applySetSearchPath } from './namespaces';
import { applyAttachPartition, applyDetachPartition, applySetInheritance } from './partitions';
import { applyAlterPolicy, applyCreatePolicy } from './policies';
import { whyRefused } from './refused';
import { applyRename } from './rename';
import { applyAlterRoutine, applyCreateRoutine, applyCreateTrigger } from './routines';
import { applyModifyRows } from './rows';
import { applyAlterSequence, applyCreateSequence } from './sequences';
import { applySetSchema } from './setSchema';
import { applyCreateTable, applySetRowSecurity } from './tables';
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

const applyCode = codeFamily(postgresCatalog);

const FAMILIES: Families = {
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
  runBlock: applyCode,
  callRoutines: applyCode,
  transaction: applyTransaction,
  opaque: applyOpaque,
};

/** What each change does to a schema of PostgreSQL. */
export const apply = applier(FAMILIES, whyRefused);
