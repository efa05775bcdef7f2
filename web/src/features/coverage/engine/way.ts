import { type PreparedWorks, placeOnRoads, positionAt } from '@phen-dau/geodata';
import type { LineString, Position } from 'geojson';
import type { CoverageShape } from '../../../map/coverage-style.ts';

/** The quickest way from a post to a marker: along roads, and straight from the post to the road and on to the marker. */
export interface DrawnWay {
  readonly marker: string;
  readonly road: LineString;
  readonly legs: readonly (readonly [Position, Position])[];
}

/** Null where no road leads. */
export function wayBetween(prepared: PreparedWorks, postId: string, markerId: string): DrawnWay | null {
  const { works, parameters } = prepared;
  const post = works.posts.find(({ id }) => id === postId);
  const marker = works.markers.find(({ id }) => id === markerId);
  if (!post || !marker) return null;
  const graph = prepared.graph();
  const [from, to] = [post, marker].map(({ position }) => placeOnRoads(graph, position, parameters.snapMetres));
  const road = from && to ? prepared.byTime().route(from, to)?.geometry : null;
  if (!from || !to || !road) return null;
  const legs = [
    { place: post.position, on: from },
    { place: marker.position, on: to },
  ].flatMap(({ place, on }) => {
    const held = prepared.roads[on.line];
    const foot = held && positionAt(held.network, held.line, on.chainageMetres);
    return foot ? [[[...place], foot] satisfies [Position, Position]] : [];
  });
  return { marker: markerId, road, legs };
}

export const wayShapes = ({ road, legs }: DrawnWay): CoverageShape[] => [
  { type: 'Feature', properties: { role: 'way' }, geometry: road },
  ...legs.map(
    (leg): CoverageShape => ({
      type: 'Feature',
      properties: { role: 'leg' },
      geometry: { type: 'LineString', coordinates: [...leg] },
    }),
  ),
];
