import type { FileLookup, NamedDatabase } from '../tool';
import { configsAbove } from './configs';

/*
 * Names of databases in connection addresses: `mysql` in `jdbc:mysql://host/name`.
 */

/** Drivers that wrap another driver. Their name precedes the database's name. */
const WRAPPERS = 'p6spy|tc|otel|log4jdbc|aws-wrapper|jtds|microsoft|datadog';
const JDBC = new RegExp(`\\b(?:jdbc|offline):(?:(?:${WRAPPERS}):)?([a-z0-9]+)(?=[:?;]|$)`, 'gim');
/** `docker://` addresses have the image in the place of the host. */
const URL = /\b(?:docker(?:\+[a-z]+)?:\/\/)?([a-z][a-z0-9]*)(?=:\/\/|\/\d|\/(?:dev|latest)\b)/g;

/** Names in the JDBC addresses of a text. Comments begin with `#` or `!`. */
export function jdbcNames(text: string): readonly string[] {
  const code = text.replace(/^[ \t]*[#!].*$/gm, '').replace(/\s#.*$/gm, '');
  return [...code.matchAll(JDBC)].map(([, name = '']) => name.toLowerCase());
}

/** Names in the other addresses of a text: `mysql://host`, `docker://mysql/8/dev`. */
export function urlNames(text: string): readonly string[] {
  return [...text.matchAll(URL)].map(([, name = '']) => name);
}

/** The databases in the JDBC addresses of config files with these names, in the folder and above it. */
export function jdbcDatabases(folder: string, files: readonly string[], lookup: FileLookup): readonly NamedDatabase[] {
  return configsAbove(folder, files, lookup).flatMap(({ path, text }) =>
    jdbcNames(text).map((name) => ({ name, evidence: `${path} says ${name}` })),
  );
}

/** Configuration files of Spring Boot, which hands its database address to the migration tool that it starts. */
export const SPRING_FILES: readonly string[] = ['application.properties', 'application.yml', 'application.yaml'];
