import type {
  AlterDomainStmt,
  AlterEnumStmt,
  CompositeTypeStmt,
  CreateDomainStmt,
  CreateEnumStmt,
  CreateRangeStmt,
  DefElem,
} from 'libpg-query';
import type { Change, CreateDomain } from '../../../../sql/change';
import { names, type Source } from '../source';
import { expression } from './expressions';
import { relationName, typeName } from './names';
import { node, nodes, strings } from './tree';

export function lowerCreateEnum(statement: CreateEnumStmt, source: Source): Change[] {
  const name = source.qualified(strings(statement.typeName), 2);
  return [
    { kind: 'createEnum', name, labels: names(strings(statement.vals), source, source.cursor.find('(', 0), source.cursor.tokens.length) },
  ];
}

/** ALTER TYPE … ADD VALUE and … RENAME VALUE. */
export function lowerAlterEnum(statement: AlterEnumStmt, source: Source): Change[] {
  const type = source.qualified(strings(statement.typeName), 2);
  const to = statement.newVal ?? '';
  if (statement.oldVal !== undefined) return [{ kind: 'renameEnumValue', type, from: statement.oldVal, to }];
  const neighbour = statement.newValNeighbor;
  return [
    {
      kind: 'addEnumValue',
      type,
      label: source.name(to, source.cursor.find('value', 0)),
      ifNotExists: statement.skipIfNewValExists === true,
      ...(neighbour === undefined ? {} : statement.newValIsAfter === true ? { after: neighbour } : { before: neighbour }),
    },
  ];
}

export function lowerCompositeType(statement: CompositeTypeStmt, source: Source): Change[] {
  const open = source.cursor.find('(', 0);
  const ranges = source.cursor.items(open + 1, source.cursor.matching(open));
  const columns = nodes(statement.coldeflist, 'ColumnDef').flatMap((column, i) => {
    if (column.typeName === undefined) return [];
    return [{ name: source.name(column.colname ?? '', ranges[i]?.start ?? 0), type: typeName(column.typeName, source) }];
  });
  return [{ kind: 'createComposite', name: relationName(statement.typevar ?? {}, source), columns }];
}

export function lowerCreateRange(statement: CreateRangeStmt, source: Source): Change[] {
  const options = nodes(statement.params, 'DefElem');
  const typeOf = (name: string) => node(options.find(({ defname }: DefElem) => defname === name)?.arg, 'TypeName');
  const name = source.qualified(strings(statement.typeName), 2);
  const [subtype, multirange] = [typeOf('subtype'), typeOf('multirange_type_name')];
  if (subtype === undefined) return [{ kind: 'createOtherType', name }];
  const named = multirange === undefined ? undefined : source.qualified(strings(multirange.names), source.tokenAt(multirange.location));
  return [
    {
      kind: 'createOtherType',
      name,
      range: { subtype: typeName(subtype, source), ...(named === undefined ? {} : { multirange: named }) },
    },
  ];
}

export function lowerCreateDomain(statement: CreateDomainStmt, source: Source): Change[] {
  const clauses = nodes(statement.constraints, 'Constraint');
  let domain: CreateDomain = {
    kind: 'createDomain',
    name: source.qualified(strings(statement.domainname), 2),
    baseType: typeName(statement.typeName ?? {}, source),
    notNull: false,
    checks: [],
  };
  clauses.forEach((clause, i) => {
    const from = source.tokenAt(clause.location);
    const next = clauses[i + 1];
    const to = next === undefined ? source.cursor.tokens.length : source.tokenAt(next.location);
    if (clause.contype === 'CONSTR_NOTNULL') domain = { ...domain, notNull: true };
    else if (clause.contype === 'CONSTR_DEFAULT')
      domain = { ...domain, default: expression(clause.raw_expr, source, source.cursor.find('default', from, to) + 1, to) };
    else if (clause.contype === 'CONSTR_CHECK') domain = { ...domain, checks: [...domain.checks, check(clause, source, from, to)] };
  });
  return [domain];
}

function check(
  clause: ReturnType<typeof nodes<'Constraint'>>[number],
  source: Source,
  from: number,
  to: number,
): CreateDomain['checks'][number] {
  const open = source.cursor.find('(', from, to);
  return {
    ...(clause.conname === undefined ? {} : { name: source.name(clause.conname, from, to) }),
    expression: expression(clause.raw_expr, source, open + 1, source.cursor.matching(open)),
  };
}

/** Subtypes are the letters of AlterDomainStmt in parsenodes.h. */
export function lowerAlterDomain(statement: AlterDomainStmt, source: Source): Change[] {
  const name = source.qualified(strings(statement.typeName), 2);
  const { cursor } = source;
  const end = cursor.tokens.length;
  switch (statement.subtype) {
    case 'T': {
      if (statement.def === undefined) return [{ kind: 'alterDomain', name, action: { kind: 'setDefault' } }];
      return [
        {
          kind: 'alterDomain',
          name,
          action: { kind: 'setDefault', default: expression(statement.def, source, cursor.find('default', 2) + 1, end) },
        },
      ];
    }
    case 'N':
    case 'O':
      return [{ kind: 'alterDomain', name, action: { kind: 'setNotNull', notNull: statement.subtype === 'O' } }];
    case 'C': {
      const constraint = node(statement.def, 'Constraint');
      if (constraint?.contype === 'CONSTR_NOTNULL') return [{ kind: 'alterDomain', name, action: { kind: 'setNotNull', notNull: true } }];
      return constraint === undefined
        ? []
        : [
            {
              kind: 'alterDomain',
              name,
              action: { kind: 'addCheck', ...check(constraint, source, source.tokenAt(constraint.location), end) },
            },
          ];
    }
    case 'X':
      return [
        {
          kind: 'alterDomain',
          name,
          action: { kind: 'dropConstraint', name: source.name(statement.name ?? '', cursor.find('constraint', 2) + 1) },
        },
      ];
    default:
      return [];
  }
}
