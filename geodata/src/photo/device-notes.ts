import exifReader from 'exifreader';
import type { Issue } from '../issue.ts';

/** What a device noted of a photo. Everything but the orientation may be absent, and none of it is beyond doubt. */
export interface DeviceNotes {
  /** EXIF's 1 to 8; 1 is upright. */
  readonly orientation: number;
  /** Where the device was, WGS 84 [longitude, latitude] in degrees. */
  readonly position: readonly [number, number] | null;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly takenAt: number | null;
  /** Where the camera looked, clockwise from north. */
  readonly directionDegrees: number | null;
  readonly issues: readonly Issue[];
}

const noNotes: DeviceNotes = { orientation: 1, position: null, takenAt: null, directionDegrees: null, issues: [] };
const warning = (code: Issue['code']): Issue => ({ code, severity: 'warning' });

/** Reads the EXIF structure of a photo. What is missing is null, what cannot be true is null and an issue. */
export function deviceNotes(exif: Uint8Array | undefined, now: number): DeviceNotes {
  if (!exif || exif.length === 0) return noNotes;
  let tags: NotedTags;
  try {
    const read = exifReader.load(asSmallestJpeg(exif), { expanded: true, includeTags: { exif: noted } });
    tags = (read.exif ?? {}) as NotedTags;
  } catch {
    return { ...noNotes, issues: [warning('photo-notes-unreadable')] };
  }
  const [position, takenAt] = [positionOf(tags), momentOf(tags, now)];
  const direction = numbersOf(tags.GPSImgDirection)[0];
  return {
    orientation: orientationOf(tags),
    position: position === 'unusable' ? null : position,
    takenAt: takenAt === 'unusable' ? null : takenAt,
    directionDegrees: direction !== undefined && direction >= 0 && direction <= 360 ? direction % 360 : null,
    issues: [
      ...(position === 'unusable' ? [warning('photo-position-unusable')] : []),
      ...(takenAt === 'unusable' ? [warning('photo-time-unusable')] : []),
    ],
  };
}

const noted = [
  ...['Orientation', 'DateTimeOriginal', 'OffsetTimeOriginal', 'GPSLatitude', 'GPSLatitudeRef', 'GPSLongitude'],
  ...['GPSLongitudeRef', 'GPSDateStamp', 'GPSTimeStamp', 'GPSImgDirection'],
];
/** The library's own types promise shapes that a hostile file need not have. */
type NotedTags = Readonly<Record<string, { readonly value?: unknown } | undefined>>;

/** The reader takes files: it is given one with this structure and nothing else, so it never walks the rest of a photo. */
function asSmallestJpeg(exif: Uint8Array): ArrayBuffer {
  const most = 0xffff - 8;
  const notes = exif.subarray(0, most);
  const file = new Uint8Array(2 + 4 + 6 + notes.length + 2);
  file.set([0xff, 0xd8, 0xff, 0xe1, (notes.length + 8) >> 8, (notes.length + 8) & 0xff, 0x45, 0x78, 0x69, 0x66, 0, 0]);
  file.set(notes, 12);
  file.set([0xff, 0xd9], 12 + notes.length);
  return file.buffer;
}

function orientationOf(tags: NotedTags): number {
  const value = tags.Orientation?.value;
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 8 ? value : 1;
}

function positionOf(tags: NotedTags): DeviceNotes['position'] | 'unusable' {
  if (!tags.GPSLatitude && !tags.GPSLongitude) return null;
  const latitude = degreesOf(tags.GPSLatitude, textOf(tags.GPSLatitudeRef), { positive: 'N', negative: 'S' });
  const longitude = degreesOf(tags.GPSLongitude, textOf(tags.GPSLongitudeRef), { positive: 'E', negative: 'W' });
  // 0, 0 is what devices write that do not know where they are.
  const isPlace =
    Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (Math.abs(latitude) > 1e-6 || Math.abs(longitude) > 1e-6);
  return isPlace ? [longitude, latitude] : 'unusable';
}

interface Hemispheres {
  readonly positive: string;
  readonly negative: string;
}

/** NaN where the parts are no numbers or the hemisphere is not named: half the world apart is worse than none. */
function degreesOf(tag: NotedTags[string], hemisphere: string, { positive, negative }: Hemispheres): number {
  const [degrees = Number.NaN, minutes = 0, seconds = 0] = numbersOf(tag);
  const value = degrees + minutes / 60 + seconds / 3600;
  const sign = hemisphere.startsWith(positive) ? 1 : hemisphere.startsWith(negative) ? -1 : Number.NaN;
  return degrees >= 0 && minutes >= 0 && seconds >= 0 ? sign * value : Number.NaN;
}

/** Where the camera writes no offset, its own clock counts as this: the time of Vietnam. */
const usualOffset = '+07:00';
/** Before it no camera wrote EXIF; and a day is more than any clock in use is fast. */
const earliest = Date.UTC(1995, 0, 1);
const dayMilliseconds = 86_400_000;

function momentOf(tags: NotedTags, now: number): number | null | 'unusable' {
  const taken = textOf(tags.DateTimeOriginal);
  const offset = /^[+-]\d\d:\d\d$/.exec(textOf(tags.OffsetTimeOriginal))?.[0];
  const bySatellite = satelliteMoment(tags);
  if (offset === undefined && bySatellite !== undefined) return plausible(bySatellite, now);
  if (taken === '' || /^[\s:0]*$/.test(taken)) return null;
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(taken);
  if (!parts) return 'unusable';
  const [, year, month, day, time] = parts;
  return plausible(Date.parse(`${year}-${month}-${day}T${time}${offset ?? usualOffset}`), now);
}

/** Of the day and the time that the satellites told, in UTC. */
function satelliteMoment(tags: NotedTags): number | undefined {
  const day = /^(\d{4}):(\d\d):(\d\d)/.exec(textOf(tags.GPSDateStamp));
  const [hours, minutes, seconds] = numbersOf(tags.GPSTimeStamp);
  if (!day || hours === undefined || minutes === undefined || seconds === undefined) return undefined;
  return Date.parse(`${day[1]}-${day[2]}-${day[3]}T00:00:00Z`) + ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

const plausible = (moment: number, now: number): number | 'unusable' =>
  moment >= earliest && moment <= now + dayMilliseconds ? Math.floor(moment) : 'unusable';

/** The numbers of a tag: plain ones, or fractions as pairs; a division by nothing is NaN. */
function numbersOf(tag: NotedTags[string]): number[] {
  const value = tag?.value;
  if (!Array.isArray(value)) return typeof value === 'number' ? [value] : [];
  if (value.length === 2 && value.every((each) => typeof each === 'number')) return [fraction(value)];
  return value.map((each) => (Array.isArray(each) ? fraction(each) : typeof each === 'number' ? each : Number.NaN));
}

function fraction([numerator, denominator]: readonly unknown[]): number {
  const quotient = Number(numerator) / Number(denominator);
  return Number.isFinite(quotient) ? quotient : Number.NaN;
}

function textOf(tag: NotedTags[string]): string {
  const value = Array.isArray(tag?.value) ? tag.value[0] : tag?.value;
  return typeof value === 'string' ? value.trim() : '';
}
