import { geometryBounds, type SurveyFeature, simplifiedLine } from '@phen-dau/geodata';
import type { Geometry, Position } from 'geojson';
import type { Bounds } from '../../../api/types.ts';
import { isDrawable } from '../../surveys/drawable.ts';

/** A feature of a file as it is drawn before it is sent. */
export interface DrawnShape {
  /** Its place in the file, from 0. */
  readonly index: number;
  /** WGS 84. */
  readonly geometry: Geometry;
  /** Its name under the layer's own key, where the file gives one. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** An error keeps it out. */
  readonly isHeld: boolean;
}

interface DrawnOptions {
  readonly isHeld: (index: number) => boolean;
  readonly nameOf: (properties: Readonly<Record<string, unknown>>) => unknown;
  readonly nameField: string | undefined;
  /** Positions drawn at most. */
  readonly most?: number;
}

interface Drawn {
  readonly shapes: readonly DrawnShape[];
  /** How many could be drawn if there were room. */
  readonly drawable: number;
  /** Of each of those. */
  readonly boxes: readonly Bounds[];
}

/** As many as a survey draws unasked. */
const usualMost = 20_000;
/** Below a pixel at every zoom one looks at a whole track from. */
const toleranceMetres = 1;
/** Shorter lines are drawn as they are. */
const shortLine = 100;

/** The features of a file that a map can draw, in their order until there are positions enough; long lines without what no eye sees. */
export function drawnShapes(
  features: readonly SurveyFeature[],
  { isHeld, nameOf, nameField, most = usualMost }: DrawnOptions,
): Drawn {
  const shapes: DrawnShape[] = [];
  const boxes: Bounds[] = [];
  let positions = 0;
  for (const { index, geometry: given, properties: said } of features) {
    if (!isDrawable(given)) continue;
    boxes.push(geometryBounds(given));
    if (positions >= most) continue;
    const geometry = thinned(given);
    positions += countOf(geometry.coordinates);
    if (positions > most && shapes.length > 0) continue;
    const name = nameOf(said);
    const properties = nameField !== undefined && name !== undefined ? { [nameField]: name } : {};
    shapes.push({ index, geometry, properties, isHeld: isHeld(index) });
  }
  return { shapes, drawable: boxes.length, boxes };
}

type Drawable = Exclude<Geometry, { type: 'GeometryCollection' }>;

function thinned(geometry: Drawable): Drawable {
  if (geometry.type === 'LineString') return { ...geometry, coordinates: thinnedLine(geometry.coordinates) };
  if (geometry.type !== 'MultiLineString') return geometry;
  return { ...geometry, coordinates: geometry.coordinates.map(thinnedLine) };
}

function thinnedLine(line: Position[]): Position[] {
  if (line.length <= shortLine) return line;
  return simplifiedLine(line as [number, number][], toleranceMetres).map((place) => [...place]);
}

const countOf = (coordinates: unknown): number =>
  Array.isArray(coordinates) && Array.isArray(coordinates[0])
    ? coordinates.reduce((sum: number, inner) => sum + countOf(inner), 0)
    : 1;
