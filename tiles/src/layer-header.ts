import { tileExtent } from './packed-layer.ts';
import { sizeOfVarint, writeVarint } from './varint.ts';

const versionField = [15 << 3, 2];
const nameTag = (1 << 3) | 2;
const keysTag = (3 << 3) | 2;
const extentTag = 5 << 3;

/** The start of a tile's layer message: version, name, extent, keys. */
export function layerHeader(name: string, fields: readonly string[]): Uint8Array {
  const extent = new Uint8Array(4);
  const extentEnd = writeVarint(extent, 0, tileExtent);
  return Uint8Array.from([
    ...versionField,
    ...textField(nameTag, name),
    extentTag,
    ...extent.subarray(0, extentEnd),
    ...fields.flatMap((key) => textField(keysTag, key)),
  ]);
}

function textField(tag: number, text: string): number[] {
  const bytes = new TextEncoder().encode(text);
  const length = new Uint8Array(sizeOfVarint(bytes.length));
  writeVarint(length, 0, bytes.length);
  return [tag, ...length, ...bytes];
}
