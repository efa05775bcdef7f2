import { LineIndex, type MeasureParameters, nearestLine, prepareLines } from '@phen-dau/geodata';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { CoverageShape } from '../../../map/coverage-style.ts';
import { coverageWorks } from '../../../support/coverage-works.ts';
import { reachShapes } from './reach-shapes.ts';

/** Every vertex of the outlines drawn. */
const edge = (shapes: readonly CoverageShape[]): Position[] =>
  shapes.flatMap(({ geometry }) => {
    if (geometry.type === 'Polygon') return geometry.coordinates.flat();
    return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat(2) : [];
  });
const drawn = (ribbon: 'network' | 'lit', postId: string | null = 'A', parameters: Partial<MeasureParameters> = {}) => {
  const { prepared } = coverageWorks(parameters);
  return { prepared, shapes: reachShapes(prepared, postId, ribbon) };
};
const role = (shapes: readonly CoverageShape[], wanted: string) =>
  shapes.filter(({ properties }) => properties.role === wanted);

describe('how far what covers reaches, as Turf draws it', () => {
  it('has its edge within one per cent of the distance the engine measures with, along a straight border', () => {
    const { prepared, shapes } = drawn('network', 'A', { borderMetres: 500 });
    const sector = new LineIndex(
      prepareLines(prepared.works.sectors.filter(({ id }) => id === 'sector').map(({ parts }) => parts)),
    );
    const away = edge(role(shapes, 'zone')).map((place) => nearestLine(sector, place, 1000)?.distanceMetres ?? 0);
    expect(away.length).toBeGreaterThan(16);
    expect(Math.min(...away)).toBeGreaterThan(495);
    expect(Math.max(...away)).toBeLessThan(505);
  });

  it('strays from it on a crooked border by no more than the outline was simplified, a third of a hectometre', () => {
    const { prepared } = coverageWorks();
    const first = prepared.works.sectors.find(({ postId }) => postId === 'A');
    if (!first) throw new Error('There is a border');
    const crooked = {
      ...first,
      parts: [Array.from({ length: 200 }, (_, step) => [106.7 + step / 8000, 21.9 + Math.sin(step / 5) / 2500])],
    };
    const shapes = reachShapes({ ...prepared, works: { ...prepared.works, sectors: [crooked] } }, 'A', 'network');
    const sector = new LineIndex(prepareLines([crooked.parts]));
    const away = edge(role(shapes, 'zone')).map((place) => nearestLine(sector, place, 1000)?.distanceMetres ?? 0);
    expect(Math.min(...away)).toBeGreaterThan(500 - 36);
    expect(Math.max(...away)).toBeLessThan(500 + 36);
    expect(Math.max(...away.map((metres) => Math.abs(metres - 500)))).toBeGreaterThan(1);
  });

  it('draws the discs of working lamps where the light of the engine ends, half a per cent nearer or farther', () => {
    const { prepared, shapes } = drawn('lit', 'A', { lightMetres: 40 });
    expect(shapes).toHaveLength(1);
    const lamp = prepared.works.lamps.find(({ id }) => id === 'one')?.position ?? [];
    // The lamp as a line of no length, so that the engine's own ellipsoid measures.
    const place = new LineIndex(prepareLines([[[lamp, lamp]]]));
    const away = edge(shapes).map((vertex) => nearestLine(place, vertex, 100)?.distanceMetres ?? 0);
    expect(Math.min(...away)).toBeGreaterThan(40 * 0.995);
    expect(Math.max(...away)).toBeLessThan(40 * 1.005);
  });

  it('rings the markers that no road reaches, and only those', () => {
    expect(role(drawn('network').shapes, 'disc')).toHaveLength(1);
    expect(role(drawn('network', 'A', { accessMetres: 1 }).shapes, 'disc')).toHaveLength(2);
  });

  it('is of all posts for the province, and nothing without a distance', () => {
    expect(drawn('lit', null).shapes).toHaveLength(1);
    expect(drawn('lit', null, { lightMetres: 0 }).shapes).toEqual([]);
    expect(drawn('network', null, { borderMetres: 0, accessMetres: 0 }).shapes).toEqual([]);
  });
});
