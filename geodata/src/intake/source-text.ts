import type { Issue } from '../issue.ts';

/** A text file in pieces, its encoding found out. */
export interface SourceText {
  /** As `TextDecoder` calls it. */
  readonly encoding: string;
  readonly issues: readonly Issue[];
  pieces(): Generator<string, void, void>;
}

const pieceBytes = 256 * 1024;

/**
 * The text of a file. A byte order mark decides, then what the file says of itself (`declared`), then whether the bytes are
 * UTF-8; what is left is read as Windows-1258, the last Vietnamese code page, with a warning: nobody is asked to convert a
 * file only because its notes have accents.
 */
export function sourceText(given: Uint8Array, declared?: string): SourceText {
  const bytes = withoutPadding(given);
  const marked = markedEncoding(bytes);
  if (marked) return textIn(marked, bytes, []);
  const stated = declared === undefined ? null : knownEncoding(declared);
  if (stated !== null && stated !== 'utf-8') return textIn(stated, bytes, []);
  if (isUtf8(bytes)) return textIn('utf-8', bytes, []);
  const context = { encoding: 'Windows-1258' };
  return textIn('windows-1258', bytes, [{ code: 'encoding-assumed', severity: 'warning', context }]);
}

/** The encoding an XML file declares in its first line, or undefined. */
export function xmlDeclaredEncoding(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  return /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(start)?.[1];
}

/** Devices that lose power leave a tail of zero bytes. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  // The last letter of a UTF-16 text may have its zero byte there.
  return bytes.length - end > 1 ? bytes.subarray(0, end) : bytes;
}

function textIn(encoding: string, bytes: Uint8Array, issues: readonly Issue[]): SourceText {
  return {
    encoding,
    issues,
    *pieces() {
      const decoder = new TextDecoder(encoding);
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        yield decoder.decode(bytes.subarray(at, at + pieceBytes), { stream: true });
      }
      const rest = decoder.decode();
      if (rest !== '') yield rest;
    },
  };
}

function markedEncoding([first, second, third, fourth]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return 'utf-16be';
  return first !== 0 && second === 0 && third !== 0 && fourth === 0 ? 'utf-16le' : null;
}

function knownEncoding(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      decoder.decode(bytes.subarray(at, at + pieceBytes), { stream: true });
    }
    // A character cut in two at the very end is a truncated file, not another encoding.
    return true;
  } catch {
    return false;
  }
}
