import { claimByMarker } from '../../layout/claim';
import { type FileContent, oneEach, versionedFiles } from '../../layout/flat';
import { sqlFiles } from '../../layout/folder';
import { headOf, isBlankOrComment, type Line, linesOf, trimmed } from '../../layout/lines';
import { type Opening, sectionsBetween, wholeFile } from '../../layout/parts';
import { filledDown, newDownSection } from '../../layout/scaffold';
import { misorderedNumbers, repeatedVersions } from '../../layout/versions';
import { compareBytes } from '../../order';
import type { MigrationTool, SourceFile } from '../../tool';
import type { Direction, LayoutProblem, Part } from '../../unit';

const NAMING = { pattern: /^(\d+)_?(.*)\.sql$/, otherwise: 'dbmate passes over this file: its name has to begin with a number.' };
/** In the first column and in this letter case. Options follow. */
const MARKER = /^--\s*migrate:(up|down)(?:\s+([^\n]*))?$/;
const MEANT = /^\s*--\s*migrate\s*:\s*(up|down)\b/i;

/** One file per migration, cut by `-- migrate:up` and `-- migrate:down`. Names are compared as text. */
export const dbmate: MigrationTool = {
  id: 'dbmate',
  name: 'dbmate',
  documentation: 'https://github.com/amacneil/dbmate#writing-migrations',
  down: 'required',
  watched: [],
  readsBelow: false,
  isLocal: true,

  detect(folder) {
    const named = sqlFiles(folder).filter(({ name }) => NAMING.pattern.test(name));
    return claimByMarker('dbmate', folder, named, /^--\s*migrate:up\b/m, '-- migrate:up');
  },

  layout(folder) {
    const { versioned, problems } = versionedFiles(sqlFiles(folder), NAMING);
    const ordered = [...versioned].sort((a, b) => compareBytes(a.id, b.id));
    const repeats = repeatedVersions(ordered, (version) => version, 'dbmate holds the second one for applied and never runs it');
    const { migrations, problems: within } = oneEach(ordered, sections);
    return { migrations, problems: [...problems, ...repeats, ...misorderedNumbers(ordered, 'dbmate'), ...within] };
  },

  /** A file without an up marker is refused. A down marker would leave its SQL without a direction. */
  scaffoldDown(migration, body, lookup) {
    const down = migration.down.at(-1);
    const up = migration.up[0];
    if (down !== undefined) return filledDown(down, body, lookup);
    return up?.marker === undefined ? undefined : newDownSection(up.file, '-- migrate:down', body, lookup);
  },

  /** The option belongs to a marker and applies to its section only. */
  disableTransaction(migration, lookup) {
    const part = migration.up.find(({ transaction, marker }) => transaction === 'on' && marker !== undefined);
    const text = part && lookup(part.file);
    if (part?.marker === undefined || text === undefined) return undefined;
    const marker = text.slice(part.marker.start, part.marker.end);
    const written = /\stransaction:\S*/.exec(marker);
    const start = part.marker.start + (written?.index ?? /^--\s*migrate:up/.exec(marker)?.[0].length ?? marker.length);
    return { file: part.file, edit: { span: { start, end: start + (written?.[0].length ?? 0) }, newText: ' transaction:false' } };
  },
};

interface Marker extends Opening {
  readonly options: string;
}

/** A file may hold several pairs of up and down. dbmate runs the downs in the order of the file too. */
function sections(file: SourceFile): FileContent {
  const lines = linesOf(file.text);
  const markers = lines.flatMap((line): readonly Marker[] => {
    const match = MARKER.exec(line.text);
    return match === null ? [] : [{ line, direction: match[1] === 'up' ? 'up' : 'down', options: match[2] ?? '' }];
  });
  const problems = [...misspelt(lines), ...misplaced(file.text, lines, markers)].map((each) => ({ file: file.path, ...each }));
  if (markers.length === 0 && file.text.trim() !== '') {
    return { up: [wholeFile('up', file, 'on')], down: [], problems };
  }
  const parts = sectionsBetween(file.text, markers).map((section, i): Part => {
    const transaction = /(?:^|\s)transaction:false(?:\s|$)/.test(markers[i]!.options) ? 'off' : 'on';
    return { ...section, file: file.path, transaction };
  });
  const going = (wanted: Direction): readonly Part[] => parts.filter(({ direction }) => direction === wanted);
  return { up: going('up'), down: going('down'), problems };
}

type Found = Omit<LayoutProblem, 'file'>;

function misspelt(lines: readonly Line[]): readonly Found[] {
  return lines
    .filter(({ text }) => MEANT.test(text) && !MARKER.test(text))
    .map((line) => ({
      span: trimmed(line),
      message: 'dbmate takes this for a comment: “-- migrate:up” and “-- migrate:down” stand in the first column, in lower case.',
    }));
}

function misplaced(text: string, lines: readonly Line[], markers: readonly Marker[]): readonly Found[] {
  const first = markers[0];
  if (!markers.some(({ direction }) => direction === 'up'))
    return [{ span: headOf(text), message: 'dbmate refuses a file without “-- migrate:up”.' }];
  const problems: Found[] = [];
  const early = lines.find((line) => line.start < first!.line.start && !isBlankOrComment(line.text));
  if (early !== undefined) problems.push({ span: trimmed(early), message: 'dbmate refuses SQL in front of “-- migrate:up”.' });
  for (const [i, { line, direction }] of markers.entries()) {
    const before = markers[i - 1]?.direction;
    if (direction === 'down' && before !== 'up')
      problems.push({ span: trimmed(line), message: 'dbmate wants “-- migrate:up” before each “-- migrate:down”.' });
    else if (direction === 'up' && markers[i + 1]?.direction !== 'down') {
      const isMissingDown = markers.every((marker) => marker.direction === 'up');
      problems.push({
        span: trimmed(line),
        message: 'dbmate refuses an up without “-- migrate:down” behind it, be it empty.',
        isMissingDown,
      });
    }
  }
  return problems;
}
