import { chainageLabel, coverageOfPost, worksOf } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import type { CoverageShape } from '../../../map/coverage-style.ts';
import { coverageWorks } from '../../../support/coverage-works.ts';
import { openEngine } from './engine.ts';
import { shapesOf, type VisitedStretch } from './shapes.ts';

const { features, prepared } = coverageWorks();
const day = '2026-05-10';
const measures = coverageOfPost(prepared, worksOf(features), 'A', { from: null, to: null }, day);
if (!measures) throw new Error('The post is gone');

const drawn = (ribbon: 'network' | 'paved' | 'lit' | 'visited', visits: readonly VisitedStretch[] | null = null) => {
  const { lines } = measures[ribbon === 'visited' ? 'lit' : ribbon];
  return shapesOf(prepared, { postId: 'A', ribbon, lines, visits, day });
};
const of = (shapes: readonly CoverageShape[], role: CoverageShape['properties']['role']) =>
  shapes.filter(({ properties }) => properties.role === role);
/** Degrees east of the corner where a shape begins and ends. */
const span = ({ geometry }: CoverageShape): [number, number] => {
  const places = geometry.type === 'LineString' ? geometry.coordinates : [];
  const eastings = places.map(([east = 0]) => east - 106.7);
  return [Math.min(...eastings), Math.max(...eastings)];
};

describe('a ribbon along roads and border', () => {
  it('of light is covered round the working lamp and a gap elsewhere, road by road', () => {
    const shapes = drawn('lit');
    const [lit] = of(shapes, 'covered').map(span);
    expect(lit?.[0]).toBeCloseTo(0.003 - 25 / 103_300, 5);
    expect(lit?.[1]).toBeCloseTo(0.003 + 25 / 103_300, 5);
    expect(of(shapes, 'gap').map(span)).toEqual([
      [expect.closeTo(0, 9), lit?.[0]],
      [lit?.[1], expect.closeTo(0.01, 9)],
      [expect.closeTo(0.01, 9), expect.closeTo(0.014, 9)],
    ]);
  });

  it('of surfaces is whole roads', () => {
    const shapes = drawn('paved');
    expect(of(shapes, 'covered').map(span)).toEqual([[expect.closeTo(0, 9), expect.closeTo(0.01, 9)]]);
    expect(of(shapes, 'gap').map(span)).toEqual([[expect.closeTo(0.01, 9), expect.closeTo(0.014, 9)]]);
  });

  it('of the border ends where the last road is out of reach, with the markers that have a road and those that have none', () => {
    const shapes = drawn('network');
    const [covered] = of(shapes, 'covered').map(span);
    expect(covered?.[1]).toBeGreaterThan(0.014);
    expect(of(shapes, 'gap').map(span)).toEqual([[covered?.[1], expect.closeTo(0.02, 9)]]);
    const [place, missing] = (['place', 'missing'] as const).map((role) => of(shapes, role));
    expect([place?.length, missing?.length]).toEqual([1, 1]);
    expect(missing?.[0]?.geometry).toMatchObject({
      coordinates: [expect.closeTo(106.718, 9), expect.closeTo(21.901, 9)],
    });
  });

  it('of visits tells how long ago each stretch was walked, and is empty until visits are known', () => {
    const visits = [
      { line: 'street', fromMetres: 0, toMetres: 300, lastDay: '2026-05-08' },
      { line: 'street', fromMetres: 300, toMetres: 500, lastDay: null },
    ];
    const shapes = drawn('visited', visits);
    expect(of(shapes, 'covered').map(({ properties }) => properties.recency)).toEqual([0, 3]);
    expect(of(shapes, 'gap')).toHaveLength(2);
    expect(of(drawn('visited'), 'gap')).toEqual([]);
  });

  it('writes chainages every hundred metres, coarser ones for a look from afar', () => {
    const labels = of(drawn('paved'), 'chainage').map(({ properties: { label, stepMetres } }) => [label, stepMetres]);
    expect(labels.slice(0, 6)).toEqual([
      [chainageLabel(0), 1000],
      ...[100, 200, 300, 400].map((metres) => [chainageLabel(metres), 100]),
      [chainageLabel(500), 500],
    ]);
    // 1,033 m of the one road and 413 m of the other.
    expect(labels).toHaveLength(11 + 5);
    expect(labels.map(([label]) => label)).toContain('Km 1+000');
  });

  it('of reach is the road within the minutes, and the way asked for with its two legs off the road apart', () => {
    const engine = openEngine({ features }, 'A');
    const { parameters } = prepared;
    const asked = { serial: 1, parameters, ribbon: 'reach', visits: null, way: 'near', day } as const;
    const near = engine.answer(asked);
    const shapes = near?.shapes ?? [];
    expect(of(shapes, 'covered').length).toBeGreaterThan(0);
    expect(of(shapes, 'way').map(span)).toEqual([[expect.closeTo(0, 6), expect.closeTo(0.002, 6)]]);
    expect(of(shapes, 'leg')).toHaveLength(2);
    expect(of(shapes, 'leg').at(0)?.geometry).toMatchObject({ coordinates: [[106.7, 21.901], expect.anything()] });
    const none = engine.answer({ ...asked, parameters: { ...parameters, snapMetres: 1 } });
    expect([none?.way, of(none?.shapes ?? [], 'leg')]).toEqual([null, []]);
  });
});
