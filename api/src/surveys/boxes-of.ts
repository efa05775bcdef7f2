import { type Bounds, type LayerGeometry, OccupiedCells, positionsBounds } from '@phen-dau/geodata';

/** Degrees, about the reach that things around a survey are looked for within: finer boxes would only lie on one another. */
const featureCell = 0.05;
/** A kilometre or so. */
const placeCell = 0.01;

/** A few boxes that hold all of the geometries, areas with what they enclose. WGS 84. */
export function boxesOf(features: Iterable<{ readonly geometry: LayerGeometry }>): Bounds[] {
  const cells = new OccupiedCells(featureCell);
  for (const { geometry } of features) {
    if (geometry.type === 'Point') cells.add(...placeOf(geometry.coordinates));
    else if (geometry.type === 'MultiLineString') {
      for (const line of geometry.coordinates) {
        for (const [at, position] of line.entries())
          cells.addLine(...placeOf(line[at - 1] ?? position), ...placeOf(position));
      }
    } else for (const [outer = []] of geometry.coordinates) cells.addBox(positionsBounds(outer));
  }
  return cells.boxes();
}

/** A few boxes that hold all of the places. WGS 84. */
export function boxesOfPlaces(places: Iterable<readonly [longitude: number, latitude: number]>): Bounds[] {
  const cells = new OccupiedCells(placeCell);
  for (const [longitude, latitude] of places) cells.add(longitude, latitude);
  return cells.boxes();
}

const placeOf = ([x = Number.NaN, y = Number.NaN]: readonly number[]): [number, number] => [x, y];
