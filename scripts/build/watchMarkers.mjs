/**
 * Prints a line when the first bundle begins to be rebuilt, and another when the last one has ended. The problem matcher of
 * .vscode/tasks.json waits for both lines. One plugin serves all bundles.
 */
export function watchMarkers() {
  let building = 0;
  return {
    name: 'watch-markers',
    setup(build) {
      build.onStart(() => {
        if (building++ === 0) console.log('[watch] build started');
      });
      build.onEnd(() => {
        if (--building === 0) console.log('[watch] build finished');
      });
    },
  };
}
