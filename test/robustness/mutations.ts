import type { Dice } from '../support/dice';

/* Mutations of a text: half typed, cut by a crash, merged badly, not SQL at all. */

type Mutation = (text: string, dice: Dice) => string;

/** Pieces that change the meaning of the characters behind them, or that few programs expect. */
const PIECES = [
  ...[
    "'",
    '"',
    '`',
    '$$',
    '$a$',
    '$body$',
    '/*',
    '*/',
    '--',
    '-- ',
    ';',
    ';;',
    '(',
    ')',
    '()',
    '[',
    ']',
    '{',
    '}',
    ',',
    '.',
    '..',
    '::',
    ':',
    '\\',
  ],
  ...[
    "E'\\'",
    'U&"\\00',
    "U&'\\+FFFFFF'",
    "x'",
    "b'2'",
    '1e',
    '1e999',
    '0x',
    '$1',
    ':name',
    '${name}',
    '{{ name }}',
    '<%= name %>',
    '%(a)s',
  ],
  ...['\n', '\r', '\r\n', '\t', ' ', '\u00a0', '\ufeff', '\u2028', '\0', '\u0001', '\ud800', '\udfff', '😀', 'é', 'e\u0301', '‮'],
  ...[
    'copy t from stdin;\n1\t2\n',
    '\n\\.\n',
    '\\i other.sql\n',
    '\\gexec\n',
    'begin;',
    'rollback;',
    'begin atomic',
    'end',
    'do $$ begin',
    'null',
    'as',
    'select',
  ],
  ...[
    'create',
    'table',
    'alter table',
    'references',
    'inherits (t)',
    'partition of t',
    'cascade',
    'using',
    'where',
    'constraint',
    'primary key',
  ],
];

/** Markers that tools read between the statements. */
export const MARKERS = [
  ...[
    '-- +goose Up',
    '-- +goose Down',
    '-- +goose StatementBegin',
    '-- +goose StatementEnd',
    '-- +goose NO TRANSACTION',
    '-- +goose ENVSUB ON',
  ],
  ...[
    '-- migrate:up',
    '-- migrate:down',
    '-- migrate:up transaction:false',
    '-- +migrate Up',
    '-- +migrate Down notransaction',
    '-- +migrate StatementBegin',
  ],
  ...[
    '--> statement-breakpoint',
    '-- no-transaction',
    '-- Up Migration',
    '-- Down Migration',
    '---- create above / drop below ----',
    '{{ template "a.sql" }}',
  ],
  ...[
    '# --- !Ups',
    '# --- !Downs',
    '--- !Ups',
    '--- !Downs',
    '-- //@UNDO',
    '-- @DELIMITER |',
    '--;;',
    '-- atlas:txmode none',
    '-- atlas:delimiter \\n\\n\\n',
  ],
  ...[
    '--liquibase formatted sql',
    '--changeset a:1',
    '--rollback drop table t;',
    '--preconditions onFail:MARK_RAN',
    '--changeset a:1 splitStatements:false',
  ],
  ...[
    '-- Deploy app:users to pg',
    '-- Revert app:users from pg',
    'BEGIN;',
    'COMMIT;',
    '-- migration-lens: ignore *',
    '-- migration-lens: ignore-file',
    '-- disable-transaction',
  ],
];

function cut(text: string, dice: Dice): readonly [number, number] {
  const start = dice.roll(text.length + 1);
  return [start, Math.min(text.length, start + dice.roll(dice.once(4) ? text.length + 1 : 12))];
}

/** Words, white space and signs. Joined, they are the text again. */
const tokens = (text: string): string[] => text.match(/\w+|\s+|[^\w\s]/gu) ?? [];

function withTokens(text: string, edit: (list: string[]) => void): string {
  const list = tokens(text);
  if (list.length > 0) edit(list);
  return list.join('');
}

const MUTATIONS: readonly Mutation[] = [
  (text, dice) => text.slice(0, dice.roll(text.length + 1)),
  (text, dice) => text.slice(dice.roll(text.length + 1)),
  (text, dice) => {
    const [start, end] = cut(text, dice);
    return text.slice(0, start) + text.slice(end);
  },
  (text, dice) => {
    const [start, end] = cut(text, dice);
    return text.slice(0, end) + text.slice(start, end) + text.slice(end);
  },
  (text, dice) => {
    const at = dice.roll(text.length + 1);
    return text.slice(0, at) + dice.pick(PIECES)! + text.slice(at);
  },
  (text, dice) => {
    const at = dice.roll(text.length + 1);
    return `${text.slice(0, at)}\n${dice.pick(MARKERS)!}\n${text.slice(at)}`;
  },
  (text, dice) => withTokens(text, (list) => list.splice(dice.roll(list.length), 1)),
  (text, dice) => withTokens(text, (list) => list.splice(dice.roll(list.length), 0, dice.pick(PIECES)!)),
  // Replaces names by other names of the text: a reference may then lead to itself, to nothing, or around a circle.
  (text, dice) =>
    withTokens(text, (list) => {
      const words = list.filter((token) => /^\w+$/.test(token));
      for (let i = 0; i < 4; i++) {
        const [from, to] = [dice.pick(words), dice.pick(words)];
        if (from !== undefined && to !== undefined) list[list.indexOf(from)] = to;
      }
    }),
  (text, dice) =>
    withTokens(text, (list) => {
      const [a, b] = [dice.roll(list.length), dice.roll(list.length)];
      [list[a], list[b]] = [list[b]!, list[a]!];
    }),
  (text, dice) =>
    text
      .split(';')
      .sort(() => dice.roll(3) - 1)
      .join(';'),
  (text, dice) => bytes(dice) + text,
  (text, dice) => {
    const at = dice.roll(text.length + 1);
    return text.slice(0, at) + bytes(dice) + text.slice(at);
  },
  (text, dice) => text.replaceAll(dice.pick(['\n', ' ', "'", '(', ')', ';', ','])!, dice.pick(['', '\r', '\r\n', '\0', "'", '$$'])!),
  (text, dice) => {
    const [open, close] = dice.pick([
      ['(', ')'],
      ['select (', ')'],
      ['/*', '*/'],
      ['array[', ']'],
      ['case when ', ' end'],
      ['- ', ''],
      ['x.', ''],
    ] as const)!;
    const depth = dice.once(8) ? 2000 : dice.roll(60);
    const at = dice.roll(text.length + 1);
    return text.slice(0, at) + open.repeat(depth) + (dice.once(2) ? `1${close.repeat(depth)}` : '') + text.slice(at);
  },
  (text, dice) => (dice.once(2) ? text.toUpperCase() : `${text}\n${text}`),
];

function bytes(dice: Dice): string {
  return String.fromCharCode(...Array.from({ length: dice.roll(40) }, () => dice.roll(dice.once(3) ? 65_536 : 256)));
}

/** The text after this number of mutations. */
export function mutated(text: string, dice: Dice, times: number): string {
  let result = text;
  for (let i = 0; i < times; i++) result = dice.pick(MUTATIONS)!(result, dice).slice(0, 20_000);
  return result;
}
