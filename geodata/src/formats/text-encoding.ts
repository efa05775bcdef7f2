/** The name of the encoding when a text file is plainly not UTF-8 (a byte order mark, or zero bytes between letters), else null. */
export function foreignEncoding(firstBytes: Uint8Array): string | null {
  const [first, second, third, fourth] = firstBytes;
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return 'UTF-32';
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? 'UTF-32' : 'UTF-16';
  if (first === 0xfe && second === 0xff) return 'UTF-16';
  if ((first === 0 && isAscii(second)) || (isAscii(first) && second === 0)) return 'UTF-16';
  return null;
}

/** The bytes after a UTF-8 byte order mark, or all of them. */
export function withoutByteOrderMark(firstBytes: Uint8Array): Uint8Array {
  const marked = firstBytes[0] === 0xef && firstBytes[1] === 0xbb && firstBytes[2] === 0xbf;
  return marked ? firstBytes.subarray(3) : firstBytes;
}

const isAscii = (byte: number | undefined) => byte !== undefined && byte > 0 && byte < 0x80;
