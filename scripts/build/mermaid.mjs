// Mermaid loads every diagram type and layout on demand. These are the ones an ER diagram asks for; the others would be megabytes of
// chunks that nothing ever loads. The layout that the page draws with, ELK, is a package of its own.
const kept = /^\.\/(chunks\/mermaid\.core\/)?(erDiagram|dagre)-\w+\.mjs$/;

/** Leaves out of the bundle what Mermaid loads lazily and an ER diagram does not need. Asking for it rejects with a message that says so. */
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
