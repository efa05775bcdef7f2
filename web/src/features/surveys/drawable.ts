import type { Geometry } from 'geojson';

/** How deep positions are nested. */
const depths: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

/** Whether something out of a file nobody has checked is a geometry in degrees that a map can draw. */
export function isDrawable(value: unknown): value is Exclude<Geometry, { type: 'GeometryCollection' }> {
  const { type, coordinates } = (value ?? {}) as { type?: unknown; coordinates?: unknown };
  const depth = typeof type === 'string' ? depths[type] : undefined;
  return depth !== undefined && isNested(coordinates, depth);
}

function isNested(value: unknown, depth: number): boolean {
  if (!Array.isArray(value)) return false;
  if (depth > 0) return value.length > 0 && value.every((each) => isNested(each, depth - 1));
  const [x, y] = value as unknown[];
  return typeof x === 'number' && typeof y === 'number' && Math.abs(x) <= 180 && Math.abs(y) <= 90;
}
