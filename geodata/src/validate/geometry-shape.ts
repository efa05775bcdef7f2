import type { Geometry, Position } from 'geojson';
import type { Issue } from '../issue.ts';
import type { GeometryType } from '../layer.ts';

/** A geometry of a layer's type. */
export type LayerGeometry = Extract<Geometry, { type: GeometryType }>;

/** What became of an unknown value that should be a geometry. */
export type ShapeOutcome =
  | {
      readonly geometry: LayerGeometry;
      readonly vertices: number;
      readonly hadElevation: boolean;
      readonly issue?: never;
    }
  | { readonly issue: Issue; readonly geometry?: never };

/**
 * Makes a value into a geometry of the wanted type, two dimensions, every coordinate a finite number: single lines and areas
 * become Multi*, a collection of like parts becomes one. Nothing is assumed of the value but that it came out of a reader.
 */
export function layerGeometry(value: unknown, wanted: GeometryType, feature: number): ShapeOutcome {
  if (value === null || value === undefined) return { issue: { code: 'geometry-missing', severity: 'error', feature } };
  const found = (value as { type?: unknown }).type;
  const parts = partsOf(value, wanted, 0);
  if (!parts) {
    const fitting = fittingParts(value, wanted).length;
    const name = typeof found === 'string' ? found.slice(0, 40) : 'nothing';
    const context = { found: name, wanted, ...(fitting > 0 && { fitting }) };
    return { issue: { code: 'geometry-wrong-type', severity: 'error', feature, context } };
  }
  const state = { vertices: 0, hadElevation: false, fault: null as Issue['code'] | null };
  const coordinates = parts.map((part) => cleaned(part, dimensions[wanted], state));
  if (state.fault)
    return {
      issue: {
        code: state.fault,
        severity: 'error',
        feature,
        context: { reason: 'structure', value: 'NaN, Infinity' },
      },
    };
  if (state.vertices === 0) return { issue: { code: 'geometry-missing', severity: 'error', feature } };
  const { vertices, hadElevation } = state;
  if (wanted !== 'Point') {
    return { geometry: { type: wanted, coordinates } as LayerGeometry, vertices, hadElevation };
  }
  if (coordinates.length !== 1) {
    const context = { found: 'MultiPoint', wanted, ...(coordinates.length > 0 && { fitting: coordinates.length }) };
    return { issue: { code: 'geometry-wrong-type', severity: 'error', feature, context } };
  }
  return { geometry: { type: 'Point', coordinates: coordinates[0] as Position }, vertices, hadElevation };
}

/** How deep positions lie in one part: a position, a list of positions, a list of rings. */
const dimensions: Record<GeometryType, number> = { Point: 0, MultiLineString: 1, MultiPolygon: 2 };
const singles: Record<GeometryType, string> = {
  Point: 'Point',
  MultiLineString: 'LineString',
  MultiPolygon: 'Polygon',
};
const multiples: Record<GeometryType, string> = {
  Point: 'MultiPoint',
  MultiLineString: 'MultiLineString',
  MultiPolygon: 'MultiPolygon',
};

function partsOf(value: unknown, wanted: GeometryType, depth: number): unknown[] | null {
  if (typeof value !== 'object' || value === null) return null;
  const { type, coordinates, geometries } = value as { type?: unknown; coordinates?: unknown; geometries?: unknown };
  if (type === singles[wanted]) return [coordinates];
  if (type === multiples[wanted]) return Array.isArray(coordinates) ? coordinates : [null];
  if (type !== 'GeometryCollection' || !Array.isArray(geometries) || geometries.length === 0 || depth > 4) return null;
  const parts = geometries.map((geometry) => partsOf(geometry, wanted, depth + 1));
  return parts.every((part) => part !== null) ? parts.flat() : null;
}

/** The single geometries of the layer's kind in whatever came out of a reader, as their coordinates; what is none is passed over. */
export function fittingParts(value: unknown, wanted: GeometryType, depth = 0): unknown[] {
  if (typeof value !== 'object' || value === null || depth > 5) return [];
  const { type, coordinates, geometries } = value as { type?: unknown; coordinates?: unknown; geometries?: unknown };
  if (type === singles[wanted]) return [coordinates];
  if (type === multiples[wanted]) return Array.isArray(coordinates) ? coordinates : [];
  if (type !== 'GeometryCollection' || !Array.isArray(geometries)) return [];
  return geometries.flatMap((geometry) => fittingParts(geometry, wanted, depth + 1));
}

/** Whether a value is a geometry of the wanted type, whatever is inside; what is none at all is of no wrong one. */
export const isOfType = (value: unknown, wanted: GeometryType): boolean =>
  value === null || value === undefined || partsOf(value, wanted, 0) !== null;

interface State {
  vertices: number;
  hadElevation: boolean;
  fault: Issue['code'] | null;
}

function cleaned(value: unknown, depth: number, state: State): unknown {
  if (!Array.isArray(value)) {
    state.fault ??= 'geometry-invalid';
    return null;
  }
  if (depth > 0) return value.map((inner) => cleaned(inner, depth - 1, state));
  const [x, y] = value;
  if (typeof x !== 'number' || typeof y !== 'number') state.fault ??= 'geometry-invalid';
  else if (!Number.isFinite(x) || !Number.isFinite(y)) state.fault ??= 'coordinate-not-finite';
  if (value.length > 2) state.hadElevation = true;
  state.vertices++;
  return value.length === 2 ? value : [x, y];
}

/** Calls back with every position of a geometry. */
export function eachPosition({ type, coordinates }: LayerGeometry, visit: (position: Position) => void): void {
  if (type === 'Point') visit(coordinates);
  else if (type === 'MultiLineString') for (const line of coordinates) line.forEach(visit);
  else for (const rings of coordinates) for (const ring of rings) ring.forEach(visit);
}

/** The same geometry with every position moved. */
export function movedGeometry(
  geometry: LayerGeometry,
  move: (x: number, y: number) => [number, number],
): LayerGeometry {
  const moved = ([x = Number.NaN, y = Number.NaN]: Position) => move(x, y);
  switch (geometry.type) {
    case 'Point':
      return { type: 'Point', coordinates: moved(geometry.coordinates) };
    case 'MultiLineString':
      return { type: 'MultiLineString', coordinates: geometry.coordinates.map((line) => line.map(moved)) };
    default:
      return {
        type: 'MultiPolygon',
        coordinates: geometry.coordinates.map((rings) => rings.map((ring) => ring.map(moved))),
      };
  }
}

/** Whether a list holds at least so many different positions; stops looking as soon as it does. */
export function hasDistinct(positions: readonly Position[], wanted: number): boolean {
  const found: Position[] = [];
  for (const position of positions) {
    if (found.some(([x, y]) => x === position[0] && y === position[1])) continue;
    found.push(position);
    if (found.length >= wanted) return true;
  }
  return wanted <= 0;
}
