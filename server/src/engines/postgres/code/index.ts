import type { CodeCatalog } from '../../../schema/code/codeCatalog';
import { aggregate, isAggregate } from './aggregates';
import { findRoutineByCall } from './callable';
import { castValue } from './casts';
import { catalogFunction } from './catalogFunctions';
import { conditionName, conditionOf, handles } from './conditions';
import { builtinFunction } from './functions';
import { operate } from './operators';
import { catalogRelation } from './relations';
import { givesRows, rowsOf } from './series';
import { touchOfText } from './statementTouch';

/** PostgreSQL's catalogs, types, functions and conditions, for code that runs at migration time. */
export const postgresCatalog: CodeCatalog = {
  relation: catalogRelation,
  routine: findRoutineByCall,
  cast: castValue,
  call(name, values, state) {
    const read = catalogFunction(name, values, state);
    return read === undefined ? builtinFunction(name, values) : read;
  },
  operate,
  givesRows,
  rows: rowsOf,
  isAggregate,
  aggregate,
  conditionOf,
  conditionName,
  handles,
  touchOfText,
};
