import type { PhotoFormat } from './layout.ts';

/** A photo's bytes as two files: the picture, and all that a device wrote beside it. */
export interface SplitPhoto {
  readonly picture: Uint8Array;
  readonly metadata: Uint8Array;
}

/** Takes a photo apart along the runs of its layout; `joinedPhoto` gives the same bytes back. */
export function splitPhoto(bytes: Uint8Array, runs: readonly number[]): SplitPhoto {
  const sizes = [0, 0];
  for (const [index, length] of runs.entries()) sizes[index % 2] = (sizes[index % 2] ?? 0) + length;
  const parts = sizes.map((size) => new Uint8Array(size));
  const ends = [0, 0];
  let at = 0;
  for (const [index, length] of runs.entries()) {
    const side = index % 2;
    parts[side]?.set(bytes.subarray(at, at + length), ends[side]);
    ends[side] = (ends[side] ?? 0) + length;
    at += length;
  }
  const [picture = new Uint8Array(), metadata = new Uint8Array()] = parts;
  return { picture, metadata };
}

/** The photo as it came from the device. */
export function joinedPhoto({ picture, metadata }: SplitPhoto, runs: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(picture.length + metadata.length);
  const starts = [0, 0];
  let at = 0;
  for (const [index, length] of runs.entries()) {
    const side = index % 2;
    const start = starts[side] ?? 0;
    bytes.set((side === 0 ? picture : metadata).subarray(start, start + length), at);
    starts[side] = start + length;
    at += length;
  }
  return bytes;
}

/**
 * The picture as it is shown: nothing of the device but which way is up, written anew. `orientation` is EXIF's, 1 to 8; 1 is
 * upright and adds nothing.
 */
export function shownPhoto(picture: Uint8Array, format: PhotoFormat, orientation: number): Uint8Array {
  if (orientation === 1) return picture;
  const note = format === 'jpeg' ? jpegNote(orientation) : pngNote(orientation);
  // Behind the signature, or behind the header chunk, which must come first.
  const at = format === 'jpeg' ? 2 : 33;
  const shown = new Uint8Array(picture.length + note.length);
  shown.set(picture.subarray(0, at));
  shown.set(note, at);
  shown.set(picture.subarray(at), at + note.length);
  return shown;
}

/** A TIFF structure with the orientation and nothing else. */
const tiffOf = (orientation: number): number[] => [
  ...[0x4d, 0x4d, 0x00, 0x2a, 0x00, 0x00, 0x00, 0x08, 0x00, 0x01],
  ...[0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, orientation, 0x00, 0x00],
  ...[0x00, 0x00, 0x00, 0x00],
];

function jpegNote(orientation: number): Uint8Array {
  const content = [...ascii('Exif\0\0'), ...tiffOf(orientation)];
  return Uint8Array.from([0xff, 0xe1, 0x00, content.length + 2, ...content]);
}

function pngNote(orientation: number): Uint8Array {
  const content = tiffOf(orientation);
  const named = Uint8Array.from([...ascii('eXIf'), ...content]);
  const note = new Uint8Array(4 + named.length + 4);
  const view = new DataView(note.buffer);
  view.setUint32(0, content.length);
  note.set(named, 4);
  view.setUint32(4 + named.length, checksum(named));
  return note;
}

const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0));

/** CRC-32 as PNG wants it; of thirty bytes, so a table would cost more than it saves. */
function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
