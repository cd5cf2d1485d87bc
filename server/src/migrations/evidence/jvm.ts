/*
 * Dependencies in the build files of Maven and Gradle, as `group/artifact`: those of the program, then those of its tests alone.
 */

type Groups = readonly (readonly string[])[];

/** The dependencies of a pom.xml. A managed one is only a version: a parent manages the drivers of every database. */
export function mavenGroups(text: string): Groups {
  const own = text.replace(/<!--[\s\S]*?-->/g, '').replace(/<dependencyManagement>[\s\S]*?<\/dependencyManagement>/g, '');
  return byScope(
    [...own.matchAll(/<dependency>([\s\S]*?)<\/dependency>/g)].map(([, dependency = '']) => {
      const field = (name: string): string => new RegExp(`<${name}>\\s*([^<\\s]*)`).exec(dependency)?.[1] ?? '';
      return { name: `${field('groupId')}/${field('artifactId')}`, isTest: field('scope') === 'test' };
    }),
  );
}

const SHORT = /^[ \t]*(\w+)[ \t]*\(?[ \t]*["']([\w.-]+):([\w.-]+)(?::[^"']*)?["']/gm;
const LONG = /^[ \t]*(\w+)[ \t]*\(?[ \t]*group[ \t]*[:=][ \t]*["']([\w.-]+)["'],[ \t]*name[ \t]*[:=][ \t]*["']([\w.-]+)["']/gm;

/** The dependencies of a build.gradle or build.gradle.kts that are written out: `runtimeOnly("org.postgresql:postgresql")`. */
export function gradleGroups(text: string): Groups {
  const found = [...text.matchAll(SHORT), ...text.matchAll(LONG)];
  return byScope(found.map(([, scope = '', group, artifact]) => ({ name: `${group}/${artifact}`, isTest: /test/i.test(scope) })));
}

function byScope(dependencies: readonly { readonly name: string; readonly isTest: boolean }[]): Groups {
  return [false, true].map((wanted) => dependencies.flatMap(({ name, isTest }) => (isTest === wanted ? [name] : [])));
}
