/**
 * Prints a line when the first of the bundles begins to be rebuilt and one when the last has ended; the problem matcher of .vscode/tasks.json
 * waits for both. One plugin serves all bundles.
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
