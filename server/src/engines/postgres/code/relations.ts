import type { CatalogRelation } from '../../../schema/code/codeCatalog';
import { DEPENDENCIES } from './catalog/dependencies';
import { INFORMATION_SCHEMA } from './catalog/informationSchema';
import { PG_CATALOG } from './catalog/pgCatalog';

/** The catalog that FROM names; undefined for tables of users and for unknown catalogs. */
export function catalogRelation(name: string, inSchema: string | undefined): CatalogRelation | undefined {
  if (inSchema === 'information_schema') return INFORMATION_SCHEMA[name];
  return inSchema === undefined || inSchema === 'pg_catalog' ? (PG_CATALOG[name] ?? DEPENDENCIES[name]) : undefined;
}
