/** What a made photo says of itself; what is absent is not written. */
export interface SampleNotes {
  readonly orientation?: number;
  /** Written as degrees in one fraction of millionths, as some devices do. */
  readonly latitude?: number;
  readonly longitude?: number;
  /** `2025:03:01 10:20:30` by the camera's clock. */
  readonly taken?: string;
  /** `+07:00` */
  readonly offset?: string;
  readonly directionDegrees?: number;
  readonly makerNote?: string;
}

export interface SampleOptions {
  readonly widthPixels?: number;
  readonly heightPixels?: number;
  /** 32 to 63: how much lighter the picture is than grey. Different shades are different files. */
  readonly shade?: number;
  readonly notes?: SampleNotes;
  /** Further segments before the picture, each a marker and its content. */
  readonly segments?: readonly (readonly [marker: number, content: Uint8Array])[];
  /** Bytes behind the end, where some devices put a second picture or a film. */
  readonly trailing?: Uint8Array;
}

/**
 * A small JPEG made in code, with what a device would write into it: for tests, of which several packages have some, so that
 * no photo lies in the repository. Every decoder can draw it; it is of one shade.
 */
export function samplePhoto(options: SampleOptions = {}): Uint8Array<ArrayBuffer> {
  const { widthPixels = 64, heightPixels = 48, shade = 40, notes, segments = [], trailing } = options;
  const blocks = Math.max(1, Math.ceil(widthPixels / 8) * Math.ceil(heightPixels / 8));
  const size = [heightPixels >> 8, heightPixels & 255, widthPixels >> 8, widthPixels & 255];
  return bytesOf(
    ...[[0xff, 0xd8], segment(0xe0, [...ascii('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0])],
    ...(notes ? [segment(0xe1, [...ascii('Exif\0\0'), ...tiffOf(notes)])] : []),
    ...segments.map(([marker, content]) => segment(marker, content)),
    segment(0xdb, [0, ...Array.from({ length: 64 }, () => 8)]),
    segment(0xc0, [8, ...size, 1, 1, 0x11, 0]),
    // Two codes for the mean of a block (no change, a change of six bits) and one for "nothing else in it".
    segment(0xc4, [0x00, 1, 1, ...Array.from({ length: 14 }, () => 0), 0, 6]),
    segment(0xc4, [0x10, 1, ...Array.from({ length: 15 }, () => 0), 0]),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    scanOf(blocks, shade),
    [0xff, 0xd9],
    trailing ?? [],
  );
}

type Bytes = Uint8Array | readonly number[];

export const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));

function segment(marker: number, content: Bytes): Bytes {
  return [0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255, ...content];
}

function bytesOf(...parts: readonly Bytes[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The first block says the shade, every other one that nothing changes: two zeros. */
function scanOf(blocks: number, shade: number): Bytes {
  const bits = `10${shade.toString(2).padStart(6, '0')}0${'00'.repeat(blocks - 1)}`;
  const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1');
  return Array.from({ length: padded.length / 8 }, (_, at) => Number.parseInt(padded.slice(8 * at, 8 * at + 8), 2));
}

type Entry = readonly [tag: number, type: 2 | 3 | 4 | 5 | 7, count: number, value: Bytes];

const text = (tag: number, value: string): Entry => [tag, 2, value.length + 1, ascii(`${value}\0`)];
const short = (tag: number, value: number): Entry => [tag, 3, 1, [value >> 8, value & 255]];
const pointer = (tag: number, value: number): Entry => [tag, 4, 1, long(value)];
const fractions = (tag: number, ...values: readonly (readonly [number, number])[]): Entry => [
  ...([tag, 5, values.length] as const),
  values.flatMap(([over, under]) => [...long(over), ...long(under)]),
];
const long = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);

/** A TIFF structure, most significant byte first: the main directory, the camera's and that of the place. */
function tiffOf(notes: SampleNotes): Bytes {
  const { orientation, latitude, longitude, taken, offset, directionDegrees, makerNote } = notes;
  const place = [
    ...(latitude === undefined ? [] : [text(1, latitude < 0 ? 'S' : 'N'), fractions(2, ...degrees(latitude))]),
    ...(longitude === undefined ? [] : [text(3, longitude < 0 ? 'W' : 'E'), fractions(4, ...degrees(longitude))]),
    ...(directionDegrees === undefined ? [] : [fractions(17, [Math.round(directionDegrees * 100), 100])]),
  ];
  const camera = [
    ...(taken === undefined ? [] : [text(0x9003, taken)]),
    ...(offset === undefined ? [] : [text(0x9011, offset)]),
    ...(makerNote === undefined ? [] : [[0x927c, 7, makerNote.length, ascii(makerNote)] as const]),
  ];
  const main = (cameraAt: number, placeAt: number) => [
    text(0x010f, 'Phen Dau test'),
    ...(orientation === undefined ? [] : [short(0x0112, orientation)]),
    ...[pointer(0x8769, cameraAt), pointer(0x8825, placeAt)],
  ];
  const cameraAt = 8 + directoryOf(main(0, 0), 8).length;
  const placeAt = cameraAt + directoryOf(camera, cameraAt).length;
  return [
    ...[0x4d, 0x4d, 0, 42, ...long(8)],
    ...directoryOf(main(cameraAt, placeAt), 8),
    ...directoryOf(camera, cameraAt),
    ...directoryOf(place, placeAt),
  ];
}

const degrees = (value: number): (readonly [number, number])[] => [
  [Math.round(Math.abs(value) * 1e6), 1e6],
  [0, 1],
  [0, 1],
];

/** A directory with the values that do not fit into its entries behind it. */
function directoryOf(entries: readonly Entry[], at: number): number[] {
  const directory = [entries.length >> 8, entries.length & 255];
  const values: number[] = [];
  const valuesAt = at + 2 + 12 * entries.length + 4;
  for (const [tag, type, count, value] of entries) {
    directory.push(tag >> 8, tag & 255, 0, type, ...long(count));
    if (value.length <= 4) directory.push(...value, ...Array.from({ length: 4 - value.length }, () => 0));
    else {
      directory.push(...long(valuesAt + values.length));
      values.push(...value);
    }
  }
  return [...directory, ...long(0), ...values];
}
