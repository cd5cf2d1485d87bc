import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Grammar, pieces, rulesOf } from './textMate';

const grammar = JSON.parse(readFileSync(join(__dirname, '../../syntaxes/migration-lens.injection.tmLanguage.json'), 'utf8')) as Grammar;
const rules = rulesOf(grammar);

/** Checks the coloured pieces of a line as `text/scope`, where the scope is its part before the last. Punctuation is left out. */
function check(line: string, ...expected: readonly string[]): void {
  it(line, () => {
    const words = pieces(rules, line).filter(({ scope }) => !scope.startsWith('punctuation'));
    assert.deepEqual(
      words.map(({ text, scope }) => `${text}/${scope.split('.').at(-2)}`),
      expected,
    );
  });
}

describe('injection grammar: markers of the tools', () => {
  check('-- +goose Up', '+goose/tool', 'Up/marker');
  check('--+goose down', '+goose/tool', 'down/marker');
  check('-- +goose StatementBegin  ', '+goose/tool', 'StatementBegin/marker');
  check('-- +goose NO TRANSACTION', '+goose/tool', 'NO TRANSACTION/marker');
  check('-- +goose ENVSUB ON', '+goose/tool', 'ENVSUB ON/marker');
  check('-- migrate:up', 'migrate:up/marker');
  check('--migrate:down transaction:false', 'migrate:down/marker', 'transaction:false/option');
  check('-- +migrate Up notransaction', '+migrate/tool', 'Up/marker', 'notransaction/option');
  check('-- +migrate StatementEnd', '+migrate/tool', 'StatementEnd/marker');
  check('  -- Up Migration', 'Up Migration/marker');
  check('---- DOWN migration of users', 'DOWN migration/marker');
  check('---- create above / drop below ----', 'create above / drop below/marker');
  check('---- tern: disable-tx ----', 'tern:/tool', 'disable-tx/option');
  check('-- //@UNDO', '@UNDO/marker');
  check('// //@UNDO drop it', '@UNDO/marker');
  check('--> statement-breakpoint', 'statement-breakpoint/marker');
  check('CREATE TABLE a (id int);--> statement-breakpoint', 'statement-breakpoint/marker');
  check('--liquibase formatted sql', 'liquibase formatted sql/marker');
  check(
    '--changeset ann:1 dbms:postgresql runInTransaction:false',
    'changeset/marker',
    'ann:1/changeset',
    'dbms:postgresql/option',
    'runInTransaction:false/option',
  );
  check('--rollback DROP TABLE a;', 'rollback/marker');
  check('--preconditions onFail:MARK_RAN', 'preconditions/marker');
  check('--precondition-sql-check expectedResult:0 SELECT 1', 'precondition-sql-check/marker');
  check('-- no-transaction', 'no-transaction/option');
  check('-- atlas:txmode none', 'atlas:txmode/marker', 'none/option');
  check('-- atlas:checkpoint', 'atlas:checkpoint/marker');
  check('# --- !Ups', '!Ups/marker');
  check('-- !Downs of this evolution', '!Downs/marker');
  check('--! Previous: sha1:0a1b', 'Previous/marker', 'sha1:0a1b/option');
  check('--! AllowInvalidHash', 'AllowInvalidHash/marker');
  check('--! no-transaction', 'no-transaction/marker');
  check('--!include views/a.sql', 'include/marker', 'views/a.sql/option');
  check('-- depends: 0001-users 0002-posts', 'depends/marker', '0001-users 0002-posts/option');
  check('--transactional:false', 'transactional/marker', 'false/option');
  check('-- evolve-tx-off', 'evolve-tx-off/option');
});

describe('injection grammar: what a tool does not take for a marker stays a comment', () => {
  check(' -- +goose Up');
  check('-- +goose Upp');
  check('-- +goose Up now');
  check(' -- migrate:up');
  check('-- MIGRATE:UP');
  check('-- migrate:upwards');
  check('-- +migrate down');
  check('--  +migrate Up');
  check('-- up with the migration');
  check('---- Tern: disable-tx ----');
  check('-- @UNDO');
  check('--rollback: DROP TABLE a;');
  check('-- rollback is not possible');
  check('-- property of the company');
  check('--changeset ann');
  check('--no-transaction');
  check('-- atlas:other none');
  check(' # --- !Ups');
  check('# --- !ups');
  check('--! previous: -');
  check('-- depends on the weather');
  check('-- is it transactional');
  check('SELECT 1; -- a comment');
});

describe('injection grammar: suppressions', () => {
  check(
    '-- migration-lens: ignore fk-missing-index, unknown-table: made by hand',
    'migration-lens:/tool',
    'ignore/suppression',
    'fk-missing-index/rule',
    'unknown-table/rule',
    'made by hand/reason',
  );
  check('DROP TABLE a; -- migration-lens: ignore drop-table', 'migration-lens:/tool', 'ignore/suppression', 'drop-table/rule');
  check('-- migration-lens: ignore-file', 'migration-lens:/tool', 'ignore-file/suppression');
  check('-- migration-lens: ignore-file: a dump', 'migration-lens:/tool', 'ignore-file/suppression', 'a dump/reason');
  check(
    '/* migration-lens: ignore drop-table: nobody reads it */ DROP TABLE a;',
    'migration-lens:/tool',
    'ignore/suppression',
    'drop-table/rule',
    'nobody reads it/reason',
  );
  check('-- migration-lens: ignored drop-table');
  check('-- migration-lens: silence drop-table');
});

describe('injection grammar: the file', () => {
  it('is tried before the rules of SQL, outside strings and comments', () => {
    assert.equal(grammar.scopeName, 'migration-lens.injection');
    assert.equal(grammar.injectionSelector, 'L:source.sql -string -comment');
  });

  it('names each whole match a comment, so that themes show the rest of the line as one', () => {
    for (const { name } of rules) assert.match(name, /^comment\.(?:line\.double-dash|block)\.sql$/);
  });

  it('takes a line comment to the end of its line, so that the rest of it is not shown as SQL', () => {
    for (const line of [
      '-- migrate:up a:b',
      '-- no-transaction here',
      '--rollback DROP TABLE a;',
      '--> statement-breakpoint SELECT',
      '-- //@UNDO SELECT',
    ]) {
      const matched = rules.some(({ match }) => new RegExp(match).exec(line)?.[0] === line);
      assert.ok(matched, line);
    }
  });

  it('includes every rule of its repository once', () => {
    const included = grammar.patterns.map(({ include }) => include.slice(1));
    assert.deepEqual([...included].sort(), Object.keys(grammar.repository).sort());
  });

  it('gives a scope to every group of every expression, and to no other', () => {
    for (const { match, captures = {} } of rules) {
      const groups = new RegExp(`${match}|`).exec('')!.length - 1;
      assert.deepEqual(
        Object.keys(captures).map(Number),
        Array.from({ length: groups }, (_, i) => i + 1),
        match,
      );
    }
  });
});
