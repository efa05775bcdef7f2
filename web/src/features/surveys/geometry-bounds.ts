import { eachPosition, type LayerGeometry } from '@phen-dau/geodata';
import type { Geometry } from 'geojson';
import type { Bounds } from '../../api/types.ts';

/** The box around geometries. */
export function boundsOfGeometries(geometries: readonly Geometry[]): Bounds {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const geometry of geometries) {
    eachPosition(geometry as LayerGeometry, ([x = 0, y = 0]) => {
      west = Math.min(west, x);
      south = Math.min(south, y);
      east = Math.max(east, x);
      north = Math.max(north, y);
    });
  }
  return [west, south, east, north];
}
