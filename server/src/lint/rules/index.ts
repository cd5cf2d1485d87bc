import type { Rule } from '../engine/rule';
import ddlHiddenInDoBlock from './ddl-hidden-in-do-block';
import duplicateColumn from './duplicate-column';
import duplicateObject from './duplicate-object';
import duplicateTable from './duplicate-table';
import emptyDownMigration from './empty-down-migration';
import fkMissingIndex from './fk-missing-index';
import migrationLayout from './migration-layout';
import missingCreatedAt from './missing-created-at';
import missingDownMigration from './missing-down-migration';
import missingUpdatedAt from './missing-updated-at';
import placeholderWithoutValue from './placeholder-without-value';
import refusedStatement from './refused-statement';
import syntaxError from './syntax-error';
import unknownColumn from './unknown-column';
import unknownObject from './unknown-object';
import unknownTable from './unknown-table';
import unusedSuppression from './unused-suppression';

/** Every rule, in the order of their ids. */
const rules: readonly Rule[] = [
  ddlHiddenInDoBlock,
  duplicateColumn,
  duplicateObject,
  duplicateTable,
  emptyDownMigration,
  fkMissingIndex,
  migrationLayout,
  missingCreatedAt,
  missingDownMigration,
  missingUpdatedAt,
  placeholderWithoutValue,
  refusedStatement,
  syntaxError,
  unknownColumn,
  unknownObject,
  unknownTable,
  unusedSuppression,
];

export default rules;
