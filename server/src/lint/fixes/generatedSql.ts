import { isSql } from '../../migrations/layout/folder';
import type { History } from '../../migrations/replay/step';
import type { Span } from '../../text/span';
import type { Fix } from '../engine/rule';

/**
 * True when a fix would write SQL where no SQL stands: into an element of a changelog from which SQL was generated, or into a file
 * of XML, YAML or JSON, whose quoting and indentation the fix does not follow.
 */
export function editsGenerated({ changes }: Fix, history: History): boolean {
  return changes.some(
    (change) =>
      change.kind === 'edit' &&
      (!isSql(change.file) ||
        elements(history, change.file).some((element) =>
          change.edits.some(({ span }) => element.start <= span.start && span.end <= element.end && element.start < element.end),
        )),
  );
}

function elements({ migrations }: History, file: string): readonly Span[] {
  return migrations.flatMap(({ migration: { up, down } }) =>
    [...up, ...down].filter((part) => part.file === file && part.generated !== undefined).map(({ span }) => span),
  );
}
