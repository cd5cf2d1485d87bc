// Mermaid loads every diagram type and layout on demand. These are the chunks of an ER diagram; the others are megabytes that the page
// never loads. ELK, the layout that the page uses, is a package of its own.
const kept = /^\.\/(chunks\/mermaid\.core\/)?(erDiagram|dagre)-\w+\.mjs$/;

/**
 * Leaves out of the bundle the chunks that Mermaid loads lazily and an ER diagram does not need. Importing one of them rejects with a
 * message that says so.
 */
export function mermaidForErDiagrams() {
  return {
    name: 'mermaid-for-er-diagrams',
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
        if (kind !== 'dynamic-import' || !/[\\/]mermaid[\\/]dist[\\/]/.test(importer) || kept.test(path)) return undefined;
        return { path, namespace: 'left-out-of-mermaid' };
      });
      build.onLoad({ filter: /.*/, namespace: 'left-out-of-mermaid' }, ({ path }) => ({
        contents: `export default undefined; throw new Error(${JSON.stringify(`${path} is not part of this bundle: only ER diagrams are`)});`,
      }));
    },
  };
}
