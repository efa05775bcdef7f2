import { chainageLabel, geometryBounds } from '@phen-dau/geodata';
import type { Position } from 'geojson';
import type { CoverageShape } from '../../../map/coverage-style.ts';
import { goTo } from '../../../state/actions.ts';
import { changeCoverage } from '../../../state/coverage-actions.ts';
import { setState } from '../../../state/store.ts';
import { measureLooks } from '../measure-looks.ts';
import type { GapRow } from './gap-rows.ts';

/** Goes to a gap: the map flies there, colours by its measure and marks where it begins and ends. */
export function goToGap(row: GapRow): void {
  changeCoverage({ gap: row.ref, ribbon: measureLooks[row.measure].ribbon });
  goTo(geometryBounds(row.geometry));
}

/** Lights a gap on the map, or none. */
export function focusGap(row: GapRow | undefined): void {
  setState(({ coveragePicture, coverage }) => {
    if (!coveragePicture && !row) return {};
    return {
      coveragePicture: { ribbon: coverage.ribbon, shapes: [], ...coveragePicture, focus: row ? focusOf(row) : [] },
    };
  });
}

function focusOf({ geometry, stretch }: GapRow): CoverageShape[] {
  if (geometry.type === 'Point') return [pointAt(geometry.coordinates, undefined)];
  if (geometry.type !== 'LineString' && geometry.type !== 'MultiLineString') return [];
  const parts = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
  const first = parts[0]?.[0];
  const last = parts.at(-1)?.at(-1);
  return [
    { type: 'Feature', properties: { role: 'gap' }, geometry: { type: 'MultiLineString', coordinates: parts } },
    ...(first && stretch ? [pointAt(first, chainageLabel(stretch.fromMetres))] : []),
    ...(last && stretch ? [pointAt(last, chainageLabel(stretch.toMetres))] : []),
  ];
}

const pointAt = (coordinates: Position, label: string | undefined): CoverageShape => ({
  type: 'Feature',
  properties: { role: 'place', ...(label && { label }) },
  geometry: { type: 'Point', coordinates },
});
