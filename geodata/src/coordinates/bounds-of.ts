import type { Geometry, Position } from 'geojson';
import type { Bounds } from './bounds.ts';

/*
 * The smallest bounds that hold something. Of nothing they run from Infinity to -Infinity: they contain nothing, and together
 * with other bounds they are those others. A coordinate that is not a number makes its side not a number.
 */

/** The bounds of positions. */
export function positionsBounds(positions: Iterable<Readonly<Position>>): Bounds {
  const [...box] = nothing;
  for (const position of positions) widenTo(box, position);
  return box;
}

/** The bounds of a geometry of any type. */
export function geometryBounds(geometry: Geometry): Bounds {
  if (geometry.type === 'GeometryCollection') return unitedBounds(geometry.geometries.map(geometryBounds));
  const [...box] = nothing;
  widenToAll(box, geometry.coordinates);
  return box;
}

/** The bounds around several. */
export function unitedBounds(several: Iterable<Bounds>): Bounds {
  const [...box] = nothing;
  for (const bounds of several) widen(box, ...bounds);
  return box;
}

type Box = [west: number, south: number, east: number, north: number];
const nothing: Bounds = [Infinity, Infinity, -Infinity, -Infinity];

function widen(box: Box, west: number, south: number, east: number, north: number): void {
  box[0] = Math.min(box[0], west);
  box[1] = Math.min(box[1], south);
  box[2] = Math.max(box[2], east);
  box[3] = Math.max(box[3], north);
}

function widenTo(box: Box, position: Readonly<Position>): void {
  const x = position[0] ?? Number.NaN;
  const y = position[1] ?? Number.NaN;
  widen(box, x, y, x, y);
}

type Nested = Position | readonly Nested[];
const isPosition = (coordinates: Nested): coordinates is Position => typeof coordinates[0] === 'number';

function widenToAll(box: Box, coordinates: Nested): void {
  if (isPosition(coordinates)) widenTo(box, coordinates);
  else for (const part of coordinates) widenToAll(box, part);
}
