/** Prints a line when a rebuild begins and one when it ends; the problem matcher of .vscode/tasks.json waits for both. */
export function watchMarkers() {
  return {
    name: 'watch-markers',
    setup(build) {
      build.onStart(() => console.log('[watch] build started'));
      build.onEnd(({ errors }) => console.log(`[watch] build finished, ${errors.length} errors`));
    },
  };
}
