import { type Disk, realDisk } from './disk';

/** A text file as it stands on the disk. */
export interface DiskText {
  /** Without the byte order mark. */
  readonly text: string;
  readonly hasMark: boolean;
  /** Some bytes are not UTF-8. They were replaced by U+FFFD, so writing the text back would lose them. */
  readonly isDamaged: boolean;
}

/** Reads a text file. Undefined when the file cannot be read. */
export function readText(file: string, disk: Disk = realDisk): DiskText | undefined {
  const bytes = disk.bytes(file);
  if (bytes === undefined) return undefined;
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = hasMark ? bytes.subarray(3) : bytes;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content), hasMark, isDamaged: false };
  } catch {
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(content), hasMark, isDamaged: true };
  }
}
