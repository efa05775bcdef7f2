import { type PhotoLayout, Runs, textAt } from './layout.ts';

/** Chunks that the picture and its colours hang on; texts, times, EXIF, further frames and private chunks are not among them. */
const pictureChunks = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP']);
const signatureBytes = 8;
const mostSide = 2 ** 31 - 1;

/** The layout of a PNG file; null when it cannot be followed to its first pixels. */
export function pngLayout(bytes: Uint8Array): PhotoLayout | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const runs = new Runs();
  runs.keep(0, signatureBytes);
  let size: { readonly widthPixels: number; readonly heightPixels: number } | undefined;
  let exif: Uint8Array | undefined;
  let hasPixels = false;
  let isWhole = false;
  for (let at = signatureBytes; at + 12 <= bytes.length && !isWhole; ) {
    const length = view.getUint32(at);
    const type = textAt(bytes, at + 4, 4);
    const end = at + 12 + length;
    if (!size && (type !== 'IHDR' || length !== 13)) return null;
    if (end > bytes.length) {
      // Cut off within the picture: what is there of it can still be drawn.
      if (type === 'IDAT') runs.keep(at, bytes.length);
      hasPixels ||= type === 'IDAT' && bytes.length > at + 8;
      break;
    }
    if (type === 'IHDR') {
      size ??= { widthPixels: view.getUint32(at + 8), heightPixels: view.getUint32(at + 12) };
      if (!isSize(size.widthPixels) || !isSize(size.heightPixels)) return null;
    }
    if (type === 'eXIf') exif ??= bytes.subarray(at + 8, at + 8 + length);
    hasPixels ||= type === 'IDAT';
    isWhole = type === 'IEND';
    if (pictureChunks.has(type)) runs.keep(at, end);
    at = end;
  }
  if (!size || !hasPixels) return null;
  return { format: 'png', ...size, runs: runs.finish(bytes.length), exif, isWhole };
}

const isSize = (pixels: number) => pixels > 0 && pixels <= mostSide;
