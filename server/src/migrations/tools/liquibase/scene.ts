import type { Span } from '../../../text/span';
import type { RootDatabase, SourceFile } from '../../tool';
import type { Direction, Part, TransactionMode } from '../../unit';
import { pieces, type Splitting, withSemicolons } from './delimiters';
import type { Quoting } from './names';
import type { WrittenText } from './tree';

/** The surroundings of a change set. */
export interface Scene {
  readonly file: SourceFile;
  readonly database: RootDatabase;
  readonly quoting: Quoting;
  readonly transaction: TransactionMode;
  /** The file to which a path in this changelog refers; undefined when there is none. */
  find(path: string): SourceFile | undefined;
  report(span: Span, message: string): void;
}

/** A part with SQL that stands for an element. */
export function generatedPart(direction: Direction, span: Span, statements: readonly string[], scene: Scene): Part {
  const generated = statements.map((statement) => `${statement};`).join('\n');
  return { direction, file: scene.file.path, span, transaction: scene.transaction, generated };
}

/** A part for code that cannot be read. */
export function codePart(direction: Direction, span: Span, scene: Scene): Part {
  return { direction, file: scene.file.path, span, transaction: scene.transaction, generated: '', isCode: true };
}

/** SQL in the changelog, read in place if the file contains it unescaped. */
export function textParts(direction: Direction, value: WrittenText, splitting: Splitting, scene: Scene): readonly Part[] {
  const { text, span, isVerbatim } = value;
  const shared = { direction, file: scene.file.path, transaction: scene.transaction };
  if (isVerbatim) return pieces(scene.file.text, span, splitting).map((piece) => ({ ...shared, span: piece }));
  return [{ ...shared, span, generated: withSemicolons(text, splitting) }];
}

/** SQL in a file of its own. */
export function fileParts(direction: Direction, file: SourceFile, splitting: Splitting, scene: Scene): readonly Part[] {
  const whole = { start: 0, end: file.text.length };
  return textParts(direction, { text: file.text, span: whole, isVerbatim: true }, splitting, { ...scene, file });
}
