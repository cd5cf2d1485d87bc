import type { Fix, Related, Rule, Severity } from '../../../lint/engine/rule';
import rules from '../../../lint/rules/index';
import { type Region, regions } from '../position';
import type { Report, Reported } from '../report';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'note', hint: 'note' };

/** SARIF 2.1.0. The section numbers below refer to the standard. */
export function sarif({ findings, text }: Report): string {
  const region = regions(text);
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Migration Lens', rules: rules.map(descriptor) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => result(finding, region)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptor({ id, category, severity, summary, why, instead }: Rule): object {
  return {
    id,
    shortDescription: { text: plain(summary) },
    fullDescription: { text: plain(why) },
    help: { text: plain(`${why}\n\n${instead}`), markdown: `${why}\n\n${instead}` },
    defaultConfiguration: severity === 'off' ? { enabled: false } : { level: LEVELS[severity] },
    properties: { tags: [category] },
  };
}

type Regions = ReturnType<typeof regions>;

function result({ rule, severity, message, file, span, fingerprint, related, fixes }: Reported, region: Regions): object {
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: LEVELS[severity],
    message: { text: message },
    locations: [location(file, region(file, span))],
    ...(related.length === 0 ? {} : { relatedLocations: related.map((one) => relatedLocation(one, region)) }),
    partialFingerprints: { 'migrationLens/v1': fingerprint },
    ...edits(fixes, region),
  };
}

function relatedLocation({ file, span, message }: Related, region: Regions): object {
  return { ...location(file, region(file, span)), message: { text: message } };
}

function location(file: string, place: Region): object {
  return { physicalLocation: { artifactLocation: artifact(file), region: span(place) } };
}

/** A relative reference (3.4.3): a consumer resolves it against its root of the sources. */
function artifact(file: string): object {
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

function span({ line, column, endLine, endColumn }: Region): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** A SARIF fix replaces text of existing files (3.55). Fixes that create a file are left out. */
function edits(fixes: readonly Fix[], region: Regions): object {
  const shown = fixes.flatMap(({ title, changes }) => {
    const artifactChanges = changes.flatMap((change) =>
      change.kind === 'create'
        ? []
        : {
            artifactLocation: artifact(change.file),
            replacements: change.edits.map(({ span: range, newText }) => ({
              deletedRegion: span(region(change.file, range)),
              insertedContent: { text: newText },
            })),
          },
    );
    return artifactChanges.length < changes.length || changes.length === 0 ? [] : { description: { text: title }, artifactChanges };
  });
  return shown.length === 0 ? {} : { fixes: shown };
}

function plain(markdown: string): string {
  return markdown.replaceAll('`', '');
}
