import assert from 'node:assert/strict';
import { findEntity, neighbourhood } from '../../server/src/diagram/focus';
import { type Entity, type Graph, graphOf, type Relation } from '../../server/src/diagram/graph';
import { findTable } from '../../server/src/schema/queries';
import { schemaOf } from '../support/memoryProject';

describe('the graph of a schema', () => {
  const parent = 'CREATE TABLE parent (id int PRIMARY KEY, code text UNIQUE, a int, b int, UNIQUE (a, b));';

  describe('relations', () => {
    check('NOT NULL', `${parent} CREATE TABLE c (p int NOT NULL REFERENCES parent);`, 'parent ||..o{ c: p');
    check('nullable', `${parent} CREATE TABLE c (p int REFERENCES parent);`, 'parent |o..o{ c: p');
    check(
      'NOT NULL later',
      `${parent} CREATE TABLE c (p int REFERENCES parent); ALTER TABLE c ALTER p SET NOT NULL;`,
      'parent ||..o{ c: p',
    );
    check('unique', `${parent} CREATE TABLE c (p int NOT NULL UNIQUE REFERENCES parent);`, 'parent ||..o| c: p');
    check('unique index', `${parent} CREATE TABLE c (p int REFERENCES parent); CREATE UNIQUE INDEX ON c (p);`, 'parent |o..o| c: p');
    check(
      'a partial unique index says nothing of all rows',
      `${parent} CREATE TABLE c (p int REFERENCES parent, gone bool); CREATE UNIQUE INDEX ON c (p) WHERE NOT gone;`,
      'parent |o..o{ c: p',
    );
    check(
      'a unique index on an expression says nothing of the column',
      `${parent} CREATE TABLE c (p int REFERENCES parent); CREATE UNIQUE INDEX ON c ((p % 2));`,
      'parent |o..o{ c: p',
    );
    check(
      'unique together with another column',
      `${parent} CREATE TABLE c (p int REFERENCES parent, n int, UNIQUE (p, n));`,
      'parent |o..o{ c: p',
    );
    check('the primary key itself', `${parent} CREATE TABLE c (p int PRIMARY KEY REFERENCES parent);`, 'parent ||--o| c: p');
    check(
      'part of the primary key',
      `${parent} CREATE TABLE c (p int REFERENCES parent, n int, PRIMARY KEY (p, n));`,
      'parent ||--o{ c: p',
    );
    check(
      'two columns, one nullable',
      `${parent} CREATE TABLE c (x int NOT NULL, y int, FOREIGN KEY (x, y) REFERENCES parent (a, b));`,
      'parent |o..o{ c: x+y',
    );
    check(
      'two columns, one of them unique alone',
      `${parent} CREATE TABLE c (x int NOT NULL UNIQUE, y int NOT NULL, FOREIGN KEY (x, y) REFERENCES parent (a, b));`,
      'parent ||..o| c: x+y',
    );
    check('itself', 'CREATE TABLE t (id int PRIMARY KEY, boss int REFERENCES t);', 't |o..o{ t: boss');
    check(
      'several between two tables',
      `${parent} CREATE TABLE c (x int NOT NULL REFERENCES parent, y int REFERENCES parent (code));`,
      'parent ||..o{ c: x',
      'parent |o..o{ c: y',
    );
    check('a renamed column', `${parent} CREATE TABLE c (p int REFERENCES parent); ALTER TABLE c RENAME p TO q;`, 'parent |o..o{ c: q');
    check('a dropped one', `${parent} CREATE TABLE c (p int REFERENCES parent); ALTER TABLE c DROP p;`);
    check(
      'a table that no migration makes',
      'CREATE TABLE c (p int REFERENCES nowhere (id), q int REFERENCES x.nowhere (id));',
      'nowhere |o..o{ c: p',
      'x.nowhere |o..o{ c: q',
    );

    function check(what: string, sql: string, ...expected: readonly string[]): void {
      it(what, async () => {
        const graph = graphOf(await schemaOf(sql));
        assert.deepEqual(
          graph.relations.map((relation) => relationText(graph, relation)),
          expected,
        );
      });
    }
  });

  describe('entities', () => {
    check(
      'keys, types and NULL',
      `${parent} CREATE TYPE mood AS ENUM ('ok');
       CREATE TABLE c (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, p int NOT NULL UNIQUE REFERENCES parent, at timestamptz(3), s varchar(20)[], m mood);`,
      'parent(id integer PK, code text? UK, a integer?, b integer?)',
      'c(id bigint PK, p integer FK UK, at timestamptz(3)?, s varchar(20)[]?, m mood?)',
    );
    check(
      'a key of two columns',
      'CREATE TABLE t (a int, b int, c int, d int, PRIMARY KEY (a, b), UNIQUE (c, d));',
      't(a integer PK, b integer PK, c integer?, d integer?)',
    );
    check(
      'the order of creation, through renames',
      'CREATE TABLE z (); CREATE TABLE m (); CREATE TABLE b (); ALTER TABLE m RENAME TO a;',
      'z()',
      'a()',
      'b()',
    );
    check('another schema', 'CREATE SCHEMA billing; CREATE TABLE billing.orders (id int);', 'billing.orders(id integer?)');
    check(
      'neither temporary tables nor partitions',
      'CREATE TEMP TABLE x (); CREATE TABLE p (d date) PARTITION BY RANGE (d); CREATE TABLE p1 PARTITION OF p DEFAULT;',
      'p(d date?)',
    );
    check(
      'missing ones once, by name',
      'CREATE TABLE c (p int REFERENCES gone (id), q int REFERENCES public.gone (id));',
      'c(p integer? FK, q integer? FK)',
      'missing gone()',
    );

    it('a table beyond those asked for is drawn by name', async () => {
      const schema = await schemaOf(
        'CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a int REFERENCES a); CREATE TABLE c (a int REFERENCES a);',
      );
      const graph = graphOf(schema, { tables: [findTable(schema, 'b')!.id] });
      assert.deepEqual(graph.entities.map(entityText), ['b(a integer? FK)', 'outside a()']);
      assert.deepEqual(
        graph.relations.map((relation) => relationText(graph, relation)),
        ['a |o..o{ b: a'],
      );
    });

    it('identifiers distinguish objects with the same name', async () => {
      const graph = graphOf(
        await schemaOf('CREATE TABLE a (); CREATE SCHEMA s; CREATE TABLE s.a (); CREATE TABLE b (x int REFERENCES gone (id));'),
      );
      assert.equal(new Set(graph.entities.map(({ id }) => id)).size, 4);
      for (const { id } of graph.entities) assert.match(id, /^[a-z]\d+$/);
    });

    function check(what: string, sql: string, ...expected: readonly string[]): void {
      it(what, async () => assert.deepEqual(graphOf(await schemaOf(sql)).entities.map(entityText), expected));
    }
  });

  describe('neighbourhoods', () => {
    // A chain a ← b ← c ← d, and e without any reference.
    const chain =
      'CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY REFERENCES a); CREATE TABLE c (id int PRIMARY KEY REFERENCES b); CREATE TABLE d (id int REFERENCES c); CREATE TABLE e ();';
    const hub = `CREATE TABLE users (id int PRIMARY KEY); ${Array.from({ length: 12 }, (_, at) => `CREATE TABLE t${at} (u int REFERENCES users);`).join('')} CREATE TABLE x (t int REFERENCES nowhere (id), u int REFERENCES users);`;

    check('a table alone', chain, 'b', 0, ['b'], 0);
    check('both directions', chain, 'b', 1, ['a', 'b', 'c'], 2);
    check('two steps', chain, 'b', 2, ['a', 'b', 'c', 'd'], 3);
    check('steps beyond the end', chain, 'b', 9, ['a', 'b', 'c', 'd'], 3);
    check('the name with its schema', chain, 'public.e', 3, ['e'], 0);
    check('a hub is drawn and not followed', hub, 'x', 5, ['users', 'x', 'nowhere'], 2);
    it('a hub is followed when one begins there', async () => {
      const graph = graphOf(await schemaOf(hub));
      assert.equal(neighbourhood(graph, findEntity(graph, 'users')!, 1).entities.length, 14);
    });
    it('there is no table of that name', async () => assert.equal(findEntity(graphOf(await schemaOf(chain)), 'nobody'), undefined));

    function check(what: string, sql: string, focus: string, depth: number, expected: readonly string[], relations: number): void {
      it(what, async () => {
        const graph = graphOf(await schemaOf(sql));
        const near = neighbourhood(graph, findEntity(graph, focus)!, depth);
        assert.deepEqual(
          near.entities.map(({ name }) => name),
          expected,
        );
        assert.equal(near.relations.length, relations);
      });
    }
  });
});

function relationText(graph: Graph, { parent, child, optional, oneToOne, identifying, columns }: Relation): string {
  const name = (id: string): string => graph.entities.find((entity) => entity.id === id)!.name;
  const line = `${optional ? '|o' : '||'}${identifying ? '--' : '..'}${oneToOne ? 'o|' : 'o{'}`;
  return `${name(parent)} ${line} ${name(child)}: ${columns.join('+')}`;
}

function entityText({ kind, name, attributes }: Entity): string {
  const columns = attributes.map((attribute) =>
    [attribute.name, attribute.type + (attribute.nullable ? '?' : ''), ...attribute.keys].join(' '),
  );
  return `${kind === 'table' ? '' : `${kind} `}${name}(${columns.join(', ')})`;
}
