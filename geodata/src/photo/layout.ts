import { jpegLayout } from './jpeg-layout.ts';
import { pngLayout } from './png-layout.ts';

/** The formats of photos that are kept. */
export const photoFormats = ['jpeg', 'png'] as const;
export type PhotoFormat = (typeof photoFormats)[number];

/** Where in a file the picture lies and where everything else that a device wrote beside it. */
export interface PhotoLayout {
  readonly format: PhotoFormat;
  /** As the picture is stored, before it is turned upright. */
  readonly widthPixels: number;
  readonly heightPixels: number;
  /**
   * Lengths in bytes, in the order of the file: picture, other, picture, other and so on. Their sum is the file. What is
   * needed to draw the picture in its right colours is picture; place, time, device, comments, previews, further pictures
   * and whatever comes after the end are other.
   */
  readonly runs: readonly number[];
  /** The device's notes (a TIFF structure), undefined where there are none. */
  readonly exif: Uint8Array | undefined;
  /** False where the file ends before the picture does. */
  readonly isWhole: boolean;
}

/** Why a file is no photo we keep; a code of `issueWords`. */
export type PhotoFault = 'photo-other' | 'photo-heic' | 'photo-webp' | 'photo-damaged';

/** Tells picture and metadata apart without unpacking anything; what is no photo is a fault, never an exception. */
export function photoLayout(bytes: Uint8Array): PhotoLayout | PhotoFault {
  const format = photoFormatOf(bytes);
  if (format !== 'jpeg' && format !== 'png') return format ?? 'photo-other';
  const layout = format === 'jpeg' ? jpegLayout(bytes) : pngLayout(bytes);
  return layout && layout.runs.length <= mostRuns ? layout : 'photo-damaged';
}

/** A device writes a dozen; a file of nothing but tiny segments is made to be costly. */
const mostRuns = 2000;

/** What the first bytes say; undefined: no picture that anybody takes for a photo. */
export function photoFormatOf(head: Uint8Array): PhotoFormat | 'photo-heic' | 'photo-webp' | undefined {
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'jpeg';
  if (pngSignature.every((byte, at) => head[at] === byte)) return 'png';
  if (textAt(head, 4, 4) === 'ftyp' && heicBrands.has(textAt(head, 8, 4))) return 'photo-heic';
  return textAt(head, 0, 4) === 'RIFF' && textAt(head, 8, 4) === 'WEBP' ? 'photo-webp' : undefined;
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'avif', 'avis']);

/** ASCII of a stretch of bytes; shorter at the end. */
export const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** Gathers the runs of a layout from the stretches that are picture, which come in order and never overlap. */
export class Runs {
  readonly #lengths: number[] = [];
  #end = 0;

  keep(from: number, to: number): void {
    if (to <= from) return;
    if (this.#lengths.length > 0 && from === this.#end) {
      this.#lengths.push((this.#lengths.pop() ?? 0) + to - from);
    } else if (this.#lengths.length === 0) {
      if (from > 0) this.#lengths.push(0, from);
      this.#lengths.push(to - from);
    } else this.#lengths.push(from - this.#end, to - from);
    this.#end = to;
  }

  finish(fileBytes: number): readonly number[] {
    return this.#end < fileBytes ? [...this.#lengths, fileBytes - this.#end] : this.#lengths;
  }
}
