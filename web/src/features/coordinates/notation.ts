import {
  type Bounds,
  type CoordinateReading,
  formatCoordinates,
  type Language,
  parseCoordinates,
  vn2000Zones,
  zoneOfMeridian,
} from '@phen-dau/geodata';
import type { LngLat } from '../../api/types.ts';

/*
 * Datum shifts are heavy (proj4), so this file is fetched on its own after the map; only it may name them by value.
 */

/** How a place can be written; the order of the cycle. */
export const notations = ['decimal', 'dms', 'vn2000'] as const;
export type Notation = (typeof notations)[number];

/** Lạng Sơn's axis. Another province's reader chooses theirs in the box, and the browser remembers it. */
export const usualMeridianDegrees = 107.25;

export const meridians: readonly { readonly degrees: number; readonly name: string }[] = vn2000Zones
  .filter((zone) => zone.kind === 'tm3')
  .map((zone) => ({ degrees: zone.centralMeridianDegrees, name: zone.name }));

/** A position written for a reader; a meridian that no zone has falls back to decimal degrees. */
export function writePlace(
  [longitude, latitude]: LngLat,
  notation: Notation,
  meridianDegrees: number,
  language: Language,
): string {
  const zone = zoneOfMeridian(meridianDegrees);
  if (notation === 'vn2000' && zone)
    return formatCoordinates(longitude, latitude, { notation: 'vn2000', zone }, language);
  return formatCoordinates(longitude, latitude, { notation: notation === 'dms' ? 'dms' : 'decimal' }, language);
}

/** The likeliest reading of a text, or undefined. VN-2000 is tried in the reader's own zone first, then in every zone. */
export function readPlace(
  text: string,
  meridianDegrees: number,
  bounds: Bounds | undefined,
): CoordinateReading | undefined {
  const zone = zoneOfMeridian(meridianDegrees);
  const near = bounds ? { bounds } : {};
  const own = parseCoordinates(text, { ...near, ...(zone && { zone }) }).readings[0];
  if (own && own.withinBounds !== false) return own;
  return parseCoordinates(text, near).readings.find((reading) => reading.withinBounds !== false) ?? own;
}
