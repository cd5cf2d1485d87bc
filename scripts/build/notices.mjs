// Collects the licences of the bundled packages: most licences ask to be passed on with the code.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const modules = 'node_modules/';

/** Writes the names, versions and licence texts of all packages that esbuild put into the bundles. */
export function writeNotices(metafiles, file) {
  const folders = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs)).flatMap(packageFolder));
  const notices = [...folders].sort().map(notice);
  writeFileSync(file, `Migration Lens contains parts of these packages.\n\n${notices.join('\n')}`);
}

/** The innermost package folder that holds a file. */
function packageFolder(input) {
  const at = input.lastIndexOf(modules);
  if (at === -1) return [];
  const [scope, name] = input.slice(at + modules.length).split('/');
  // The path of an input may begin with the namespace of an esbuild plugin.
  const start = input.indexOf(modules);
  return [input.slice(start, at + modules.length) + (scope.startsWith('@') ? `${scope}/${name}` : scope)];
}

function notice(folder) {
  const { name, version, license, repository } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.\w+)?$/i.test(entry));
  const text = file === undefined ? `Licence: ${license}` : readFileSync(path.join(folder, file), 'utf8').trim();
  const source = sourceOf(repository);
  const head = [
    `${name} ${version}${license === undefined ? '' : ` (${license})`}`,
    ...(source === undefined ? [] : [`Source: ${source}`]),
  ];
  return `${'-'.repeat(80)}\n${head.join('\n')}\n\n${text}\n`;
}

/** Where the source code can be had, which the Eclipse and the Mozilla licence ask to be told (EPL-2.0, 3.1; MPL-2.0, 3.2). */
function sourceOf(repository) {
  const address = typeof repository === 'string' ? repository : repository?.url;
  const [, named] = /^(?:github:)?([\w.-]+\/[\w.-]+)$/.exec(address ?? '') ?? [];
  if (named !== undefined) return `https://github.com/${named}`;
  return address?.replace(/^git\+/, '').replace(/^(?:(?:git|ssh):\/\/(?:git@)?|git@)([^/:]+)[/:]/, 'https://$1/');
}
