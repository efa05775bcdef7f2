import type { Issue } from '../issue.ts';
import { type Bounds, boundsContain } from './bounds.ts';
import { type CoordinateGroup, coordinateGroups } from './coordinate-groups.ts';
import { coordinateTokens, type Hemisphere, numberWritings, plainCoordinateText } from './coordinate-tokens.ts';
import { type Vn2000Zone, vn2000Zones, wgs84FromVn2000 } from './vn2000.ts';

/** One way to understand what was typed. WGS 84, degrees. */
export interface CoordinateReading {
  readonly longitude: number;
  readonly latitude: number;
  readonly notation: 'decimal' | 'dms' | 'vn2000';
  /** Which of the two numbers was understood to come first. */
  readonly first: 'latitude' | 'longitude' | 'northing' | 'easting';
  /** The zone of a VN-2000 reading. */
  readonly zone?: Vn2000Zone;
  /** Whether the place lies in the bounds asked for; null when none were given. */
  readonly withinBounds: boolean | null;
}

export interface CoordinateOptions {
  /** The zone of plane coordinates. Without it every zone that lands in `bounds` is offered. */
  readonly zone?: Vn2000Zone;
  /** Where the place should be; readings inside it come first. */
  readonly bounds?: Bounds;
}

/** The readings of a text, best first, or the reason why there is none: exactly one of the two lists is empty. */
export interface CoordinateReadings {
  readonly readings: readonly CoordinateReading[];
  readonly issues: readonly Issue[];
}

/** Viet Nam with its seas: when nothing else decides, a place in it is likelier than one outside. */
const vietNam: Bounds = [102, 6, 118, 24];
const longestText = 200;

/**
 * Understands a place as a person writes it: decimal degrees with dot or comma, degrees with minutes and seconds, hemispheres
 * in English or Vietnamese (`N` beside `Đ` is *nam*), either order, or VN-2000 metres with or without `X=` and `Y=`.
 */
export function parseCoordinates(text: string, options: CoordinateOptions = {}): CoordinateReadings {
  const context = { text: text.slice(0, 60) };
  const found = new Map<string, CoordinateReading>();
  let outOfRange = false;
  let zoneMissing = false;
  const plain = text.length > longestText ? '' : plainCoordinateText(text);
  for (const writing of numberWritings) {
    const tokens = coordinateTokens(plain, writing);
    const groups = tokens && coordinateGroups(tokens);
    if (!groups) continue;
    const vietnamese = tokens.some((token) => token.kind === 'hemisphere' && token.vietnamese);
    const plane = planeReadings(groups, options);
    zoneMissing ||= plane === 'zone-missing';
    const readings = Array.isArray(plane) ? plane : angleReadings(groups, vietnamese, options);
    outOfRange ||= readings.length === 0;
    for (const reading of readings) {
      const key = `${reading.longitude} ${reading.latitude} ${reading.zone?.epsg ?? ''}`;
      if (!found.has(key)) found.set(key, reading);
    }
  }
  if (found.size > 0) return { readings: [...found.values()].sort((a, b) => rank(b) - rank(a)), issues: [] };
  const code = zoneMissing
    ? 'coordinate-zone-missing'
    : outOfRange
      ? 'coordinate-out-of-range'
      : 'coordinate-unreadable';
  return { readings: [], issues: [{ code, severity: 'error', context }] };
}

/** A stable sort by this keeps the order of trying among equals. */
function rank({ longitude, latitude, withinBounds }: CoordinateReading): number {
  return (withinBounds ? 2 : 0) + (boundsContain(vietNam, longitude, latitude) ? 1 : 0);
}

const isNorthing = (metres: number) => metres >= 800_000 && metres <= 2_700_000;
const isEasting = (metres: number) => metres >= 100_000 && metres <= 900_000;

/** Readings as VN-2000 metres; `zone-missing` when only the zone is wanting; null when these are no such metres. */
function planeReadings(
  [a, b]: readonly [CoordinateGroup, CoordinateGroup],
  { zone, bounds }: CoordinateOptions,
): CoordinateReading[] | 'zone-missing' | null {
  if (a.components !== 1 || b.components !== 1) return null;
  const orders = [
    { first: 'northing' as const, north: a.value, east: b.value },
    { first: 'easting' as const, north: b.value, east: a.value },
  ].filter(({ north, east }) => isNorthing(north) && isEasting(east));
  if (orders.length === 0) return null;
  const zones = zone ? [zone] : bounds ? vn2000Zones : [];
  if (zones.length === 0) return 'zone-missing';
  const readings = orders.flatMap(({ first, north, east }) =>
    zones.map((candidate): CoordinateReading => {
      const [longitude, latitude] = wgs84FromVn2000({ xNorthMetres: north, yEastMetres: east }, candidate);
      const withinBounds = bounds ? boundsContain(bounds, longitude, latitude) : null;
      return { longitude, latitude, notation: 'vn2000', first, zone: candidate, withinBounds };
    }),
  );
  if (zone) return readings;
  const landing = readings.filter(({ withinBounds }) => withinBounds);
  return landing.length > 0 ? landing.sort((one, other) => offAxis(one) - offAxis(other)) : 'zone-missing';
}

/** A file's axis is usually the one nearest to its places, and a three-degree zone is likelier than a UTM one. */
const offAxis = ({ longitude, zone }: CoordinateReading): number =>
  zone ? Math.abs(longitude - zone.centralMeridianDegrees) + (zone.kind === 'utm' ? 10 : 0) : 0;

function angleReadings(
  groups: readonly [CoordinateGroup, CoordinateGroup],
  vietnamese: boolean,
  { bounds }: CoordinateOptions,
): CoordinateReading[] {
  const notation = groups.some(({ components }) => components > 1) ? 'dms' : 'decimal';
  // Beside Đ or T an N should be *nam*; but people mix the languages, so the north is offered too.
  const meanings: readonly Hemisphere[] = vietnamese ? ['south', 'north'] : ['north'];
  const readings: CoordinateReading[] = [];
  for (const meaning of meanings) {
    const [a, b] = groups.map((group) => ({
      ...group,
      hemisphere: group.hemisphere === 'n' ? meaning : group.hemisphere,
    }));
    if (!a || !b) continue;
    for (const [first, latitudeGroup, longitudeGroup] of [
      ['latitude', a, b],
      ['longitude', b, a],
    ] as const) {
      const latitude = angle(latitudeGroup, 'north', 'south', 'latitude');
      const longitude = angle(longitudeGroup, 'east', 'west', 'longitude');
      if (latitude === null || longitude === null || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) continue;
      const withinBounds = bounds ? boundsContain(bounds, longitude, latitude) : null;
      readings.push({ longitude, latitude, notation, first, withinBounds });
    }
  }
  return readings;
}

/** The signed degrees of a group taken as latitude or longitude, or null when its letters say it is the other. */
function angle(
  { value, hemisphere, label }: CoordinateGroup,
  positive: Hemisphere,
  negative: Hemisphere,
  wanted: 'latitude' | 'longitude',
): number | null {
  if ((label === 'latitude' || label === 'longitude') && label !== wanted) return null;
  if (hemisphere === null) return value;
  if (value < 0) return null;
  if (hemisphere === positive) return value;
  return hemisphere === negative ? -value : null;
}
