import type { TrackPart } from './cleaning/track-cut.ts';
import type { SurveyFeature } from './survey-reader.ts';

/** The parts of a line feature whose geometry is in WGS 84, with what the device noted; none for points and areas. */
export function trackParts({ geometry, fixes }: Pick<SurveyFeature, 'geometry' | 'fixes'>): TrackPart[] {
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown };
  if (!Array.isArray(coordinates) || (type !== 'LineString' && type !== 'MultiLineString')) return [];
  const lines: unknown[] = type === 'LineString' ? [coordinates] : coordinates;
  return lines.flatMap((line, at): TrackPart[] => {
    if (!isLine(line)) return [];
    // The line itself, not a copy: of a file of 100 MB each copy is as large as the file. Heights behind are not looked at.
    const positions: TrackPart['positions'] = line;
    const noted = fixes?.[at];
    // Only what stands beside each position, one for one, can be trusted.
    return [noted?.times.length === positions.length ? { positions, fixes: noted } : { positions }];
  });
}

function isLine(value: unknown): value is [number, number][] {
  return (
    Array.isArray(value) &&
    value.every((place) => Array.isArray(place) && Number.isFinite(place[0]) && Number.isFinite(place[1]))
  );
}
