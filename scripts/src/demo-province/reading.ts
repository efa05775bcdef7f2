import { distanceMetres, type LayerId } from '@phen-dau/geodata';
import type { MultiLineString, Point, Position } from 'geojson';
import type { DemonstrationFeature, DemonstrationProvince } from './types.ts';

/** For tests: the features of one layer. */
export const ofLayer = <Id extends LayerId>(province: DemonstrationProvince, layer: Id): DemonstrationFeature<Id>[] =>
  // The compiler does not follow a union through a generic id.
  province.features.filter((feature) => feature.layer === layer) as unknown as DemonstrationFeature<Id>[];

/** For tests: the sum of a numeric attribute, null as 0. */
export const sumOf = <Key extends string>(
  features: readonly { readonly properties: { readonly [Each in Key]: number | null } }[],
  key: Key,
): number => features.reduce((sum, { properties }) => sum + (properties[key] ?? 0), 0);

type Line = { readonly geometry: MultiLineString };
type Spot = { readonly geometry: Point };

/** Degrees turned into metres around a latitude, good to a millimetre over the few hundred metres asked about here. */
function localMetres(origin: Position): (place: Position) => [number, number] {
  const [longitude = 0, latitude = 0] = origin;
  const east = distanceMetres([longitude, latitude], [longitude + 0.001, latitude]) / 0.001;
  const north = distanceMetres([longitude, latitude - 0.0005], [longitude, latitude + 0.0005]) / 0.001;
  return ([x = 0, y = 0]) => [(x - longitude) * east, (y - latitude) * north];
}

/** For tests: metres from a point to the nearest of the lines; Infinity beyond half a kilometre. */
export function metresToNearest({ geometry }: Spot, lines: readonly Line[]): number {
  const local = localMetres(geometry.coordinates);
  let least = Infinity;
  for (const line of lines.flatMap((feature) => feature.geometry.coordinates)) {
    let previous: [number, number] | undefined;
    for (const position of line) {
      const [x, y] = local(position);
      if (previous && Math.abs(x) < 500 && Math.abs(y) < 500) {
        const [dx, dy] = [x - previous[0], y - previous[1]];
        const along = -(previous[0] * dx + previous[1] * dy) / (dx * dx + dy * dy || 1);
        const share = Math.min(1, Math.max(0, along));
        least = Math.min(least, Math.hypot(previous[0] + share * dx, previous[1] + share * dy));
      }
      previous = [x, y];
    }
  }
  return least;
}

/** For tests: metres of the lines within reach of a lamp, by asking every two metres. */
export function litMetres(lines: readonly Line[], lamps: readonly Spot[], reachMetres: number): number {
  const step = 2;
  const [first] = lamps;
  if (!first) return 0;
  const local = localMetres(first.geometry.coordinates);
  const cell = (x: number, y: number): string => `${Math.floor(x / reachMetres)} ${Math.floor(y / reachMetres)}`;
  const byCell = new Map<string, [number, number][]>();
  for (const { geometry } of lamps) {
    const place = local(geometry.coordinates);
    byCell.set(cell(...place), [...(byCell.get(cell(...place)) ?? []), place]);
  }
  const isLit = (x: number, y: number): boolean =>
    [-1, 0, 1].some((across) =>
      [-1, 0, 1].some((up) =>
        (byCell.get(cell(x + across * reachMetres, y + up * reachMetres)) ?? []).some(
          (lamp) => Math.hypot(lamp[0] - x, lamp[1] - y) <= reachMetres,
        ),
      ),
    );
  let lit = 0;
  for (const line of lines.flatMap((feature) => feature.geometry.coordinates)) {
    let previous: [number, number] | undefined;
    for (const place of line.map(local)) {
      if (previous) {
        const metres = Math.hypot(place[0] - previous[0], place[1] - previous[1]);
        const parts = Math.max(1, Math.round(metres / step));
        for (let part = 0; part < parts; part++) {
          const share = (part + 0.5) / parts;
          const x = previous[0] + share * (place[0] - previous[0]);
          const y = previous[1] + share * (place[1] - previous[1]);
          if (isLit(x, y)) lit += metres / parts;
        }
      }
      previous = place;
    }
  }
  return lit;
}
