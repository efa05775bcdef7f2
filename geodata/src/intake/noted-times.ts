import { addTimes } from './gpx.ts';
import type { SurveyFeature, TrackFixes } from './survey-reader.ts';
import { momentOf } from './track-builder.ts';

type Line = readonly unknown[];

/**
 * A line with the times that stand beside its positions, as GeoJSON made of GPX has them: `properties.coordTimes`, or
 * `properties.coordinateProperties.times` (togeojson). Times that do not stand one for one stay an attribute: whose they are
 * cannot be told.
 */
export function withNotedTimes(feature: SurveyFeature): SurveyFeature {
  const { coordTimes, coordinateProperties, ...others } = feature.properties as Record<string, unknown>;
  const given = coordTimes ?? (coordinateProperties as { times?: unknown } | null | undefined)?.times;
  if (!Array.isArray(given)) return feature;
  const lines = linesOf(feature.geometry);
  // togeojson writes one list for a line, and a list of lists for several; some write one list for all.
  const lists = lines.length === 1 && !Array.isArray(given[0]) ? [given] : given;
  if (lines.length === 0 || lists.length !== lines.length) return feature;
  const fixes = lines.map((line, at) => fixesOf(line, lists[at]));
  if (!fixes.every((part) => part !== null)) return feature;
  const properties = { ...others };
  addTimes(properties, fixes);
  return { ...feature, kind: 'track', properties, fixes };
}

function linesOf(geometry: unknown): Line[] {
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown };
  if (!Array.isArray(coordinates)) return [];
  if (type === 'LineString') return [coordinates];
  return type === 'MultiLineString' && coordinates.every(Array.isArray) ? coordinates : [];
}

function fixesOf(line: Line, times: unknown): TrackFixes | null {
  if (!Array.isArray(times) || times.length !== line.length) return null;
  const moments = Float64Array.from(times, (time) =>
    typeof time === 'string' ? momentOf(time) : Number(time ?? Number.NaN),
  );
  if (!moments.some((moment) => Number.isFinite(moment))) return null;
  const unknown = () => new Float64Array(line.length).fill(Number.NaN);
  return { times: moments, elevationsMetres: unknown(), accuracyMetres: unknown() };
}
