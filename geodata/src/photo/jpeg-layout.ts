import { type PhotoLayout, Runs, textAt } from './layout.ts';

const startOfScan = 0xda;
const endOfImage = 0xd9;

/** Frame headers: C0 to CF but for the tables among them. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** Tables and intervals without which the picture cannot be drawn: DHT, DAC, DQT, DNL, DRI. */
const tables = new Set([0xc4, 0xcc, 0xdb, 0xdc, 0xdd]);
/** Stand alone, without a length: TEM, RST0-7, a second SOI. */
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);

/**
 * The layout of a JPEG file. Kept are frame, tables, scans, and of the application segments those that colours hang on: a
 * bare JFIF header, Adobe's transform, an ICC profile. The list names what stays, so that what a device invents tomorrow
 * goes. Null when the file cannot be followed to its first scan.
 */
export function jpegLayout(bytes: Uint8Array): PhotoLayout | null {
  const runs = new Runs();
  runs.keep(0, 2);
  let size: { readonly widthPixels: number; readonly heightPixels: number } | undefined;
  let exif: Uint8Array | undefined;
  let hasScan = false;
  let isWhole = false;
  for (let at = 2; at + 1 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === endOfImage) {
      runs.keep(at, at + 2);
      isWhole = true;
      break;
    }
    if (isBare(marker)) {
      at += 2;
      continue;
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = at + 2 + length;
    if (at + 3 >= bytes.length || end > bytes.length) break;
    if (length < 2) return null;
    const content = bytes.subarray(at + 4, end);
    if (isFrame(marker)) {
      size ??= frameSize(content);
      if (!size) return null;
    }
    if (marker === 0xe1 && textAt(content, 0, 6) === 'Exif\0\0') exif ??= content.subarray(6);
    if (marker === startOfScan) {
      const scanEnd = endOfScan(bytes, end);
      hasScan ||= scanEnd > end;
      runs.keep(at, scanEnd);
      at = scanEnd;
      continue;
    }
    if (isFrame(marker) || tables.has(marker) || isColour(marker, content)) runs.keep(at, end);
    at = end;
  }
  if (!size || !hasScan) return null;
  return { format: 'jpeg', ...size, runs: runs.finish(bytes.length), exif, isWhole };
}

function frameSize(content: Uint8Array) {
  const [, highRows = 0, lowRows = 0, highColumns = 0, lowColumns = 0] = content;
  const heightPixels = (highRows << 8) | lowRows;
  const widthPixels = (highColumns << 8) | lowColumns;
  return content.length >= 6 && heightPixels > 0 && widthPixels > 0 ? { widthPixels, heightPixels } : undefined;
}

/** Where the packed picture ends: at the first marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) return bytes.length;
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

function isColour(marker: number, content: Uint8Array): boolean {
  // A longer JFIF header holds a preview picture.
  if (marker === 0xe0) return textAt(content, 0, 5) === 'JFIF\0' && content.length === 14;
  if (marker === 0xe2) return textAt(content, 0, 12) === 'ICC_PROFILE\0';
  return marker === 0xee && textAt(content, 0, 5) === 'Adobe' && content.length === 12;
}
