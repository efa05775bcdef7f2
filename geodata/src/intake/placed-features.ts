import { type CoordinateSystem, findCoordinateSystem, toWgs84 } from '../coordinates/coordinate-system.ts';
import { movedSource } from './positions.ts';
import type { SurveyFeature } from './survey-reader.ts';

/** The features moved to WGS 84 from a confirmed system; null when there is no such system. The given ones stay as they are. */
export function placedFeatures(
  features: readonly SurveyFeature[],
  crs: string | CoordinateSystem,
  order: 'as-is' | 'swapped',
): SurveyFeature[] | null {
  const system = typeof crs === 'string' ? findCoordinateSystem(crs) : crs;
  if (!system) return null;
  if (system.definition === null && order === 'as-is') return [...features];
  const transform = toWgs84(system);
  const move = order === 'as-is' ? transform : (x: number, y: number) => transform(y, x);
  return features.map((feature) => ({ ...feature, geometry: movedSource(feature.geometry, move) }));
}
