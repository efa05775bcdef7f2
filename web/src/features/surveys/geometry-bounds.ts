import type { Geometry } from 'geojson';
import type { Bounds } from '../../api/types.ts';

/** The box around geometries of any type: files hold lines where layers hold several in one. */
export function boundsOfGeometries(geometries: readonly Geometry[]): Bounds {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  for (const geometry of geometries) {
    if (geometry.type !== 'GeometryCollection') widen(box, geometry.coordinates);
  }
  return box;
}

type Nested = readonly (number | Nested)[];

function widen(box: [number, number, number, number], coordinates: Nested): void {
  const [x, y] = coordinates;
  if (typeof x === 'number' && typeof y === 'number') {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
    return;
  }
  for (const each of coordinates) if (typeof each !== 'number') widen(box, each);
}
