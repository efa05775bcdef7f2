import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { drawnProposals, newRoads, type ProposedRoads } from './new-roads.ts';

const road = (length_metres: number, x: number) => {
  const coordinates = [0, 0.01, 0.02].map((east) => [x + east, 21]);
  const geometry: Geometry = { type: 'LineString', coordinates };
  return { type: 'Feature' as const, geometry, properties: { length_metres, feature: 4, part: 0 } };
};
const proposals: ProposedRoads = {
  type: 'FeatureCollection',
  features: [road(2000, 106), road(900, 107), road(30, 108)],
};
const values = { name: 'Đường mới', kind: 'patrol', surface: 'footpath', status: 'usable' };

describe('proposed roads', () => {
  it('become a file of those that were chosen, each with a name of its own and what a person said of them', () => {
    const { features } = newRoads(proposals, new Set([1, 3]), values);
    expect(features.map(({ properties }) => properties)).toEqual([
      { name: 'Đường mới 1', kind: 'patrol', surface: 'footpath', status: 'usable', length_metres: 2000 },
      { name: 'Đường mới 2', kind: 'patrol', surface: 'footpath', status: 'usable', length_metres: 30 },
    ]);
    expect(features[1]?.geometry).toEqual(road(30, 108).geometry);
  });

  it('keep a name as it is where there is only one', () => {
    expect(newRoads(proposals, new Set([2]), values).features).toMatchObject([{ properties: { name: 'Đường mới' } }]);
  });

  it('are drawn with their numbers, and which are chosen', () => {
    const drawn = drawnProposals(proposals, new Set([2]));
    expect(drawn.map(({ properties }) => properties)).toEqual([
      { number: 1, isChosen: false },
      { label: '1' },
      { number: 2, isChosen: true },
      { label: '2' },
      { number: 3, isChosen: false },
      { label: '3' },
    ]);
    expect(drawn[1]?.geometry).toEqual({ type: 'Point', coordinates: [106.01, 21] });
  });
});
