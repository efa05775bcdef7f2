import { readFileSync } from 'node:fs';
import type { FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { sharedDataFile } from '../support/shared-data.ts';
import { square } from '../support/validated.ts';
import { areaFault } from './area-check.ts';

const fault = (...polygons: Position[][][]) => areaFault({ type: 'MultiPolygon', coordinates: polygons })?.code ?? null;
const bowTie: Position[] = [
  [0, 0],
  [2, 2],
  [2, 0],
  [0, 2],
  [0, 0],
];

describe('the validity of an area', () => {
  it('accepts squares, holes, islands in holes, and parts or holes that touch at a point', () => {
    expect(fault([square(0, 0, 10)])).toBeNull();
    expect(fault([square(0, 0, 10).toReversed(), square(2, 2, 3), square(6, 6, 2)])).toBeNull();
    expect(fault([square(0, 0, 10), square(2, 2, 6)], [square(4, 4, 2)])).toBeNull();
    expect(fault([square(0, 0, 1)], [square(1, 1, 1)])).toBeNull();
    expect(
      fault([
        square(0, 0, 10),
        [
          [0, 5],
          [2, 4],
          [2, 6],
          [0, 5],
        ],
      ]),
    ).toBeNull();
    expect(fault([[...square(0, 0, 10).slice(0, 1), [0, 0], ...square(0, 0, 10).slice(1)]])).toBeNull();
  });

  it('names what is wrong and where', () => {
    expect(fault([square(0, 0, 10).slice(0, -1)])).toBe('ring-unclosed');
    expect(
      fault([
        [
          [0, 0],
          [1, 1],
          [0, 0],
        ],
      ]),
    ).toBe('geometry-too-short');
    expect(
      fault([
        [
          [0, 0],
          [0, 0],
          [0, 0],
          [0, 0],
        ],
      ]),
    ).toBe('geometry-too-short');
    expect(areaFault({ type: 'MultiPolygon', coordinates: [[bowTie]] })).toEqual({
      code: 'ring-self-crossing',
      place: [1, 1],
    });
    expect(
      fault([
        [
          [0, 0],
          [4, 0],
          [4, 4],
          [4, 6],
          [4, 4],
          [0, 4],
          [0, 0],
        ],
      ]),
    ).toBe('ring-self-crossing');
    // A ring that touches itself at a corner cuts its inside in two.
    expect(
      fault([
        [
          [0, 0],
          [4, 0],
          [2, 2],
          [4, 4],
          [0, 4],
          [2, 2],
          [0, 0],
        ],
      ]),
    ).toBe('ring-self-crossing');
    expect(
      fault([
        [
          [0, 0],
          [3, 0],
          [3, 3],
          [1.5, 0],
          [0, 3],
          [0, 0],
        ],
      ]),
    ).toBe('ring-self-crossing');
    expect(fault([square(0, 0, 4), square(3, 3, 4)])).toBe('rings-crossing');
    expect(fault([square(0, 0, 4)], [square(2, 2, 4)])).toBe('rings-crossing');
    expect(fault([square(0, 0, 1)], [square(1, 0, 1)])).toBe('rings-crossing');
    expect(fault([square(0, 0, 4), square(6, 6, 1)])).toBe('hole-outside');
    expect(fault([square(0, 0, 9)], [square(2, 2, 2)])).toBe('parts-overlapping');
    expect(fault([square(0, 0, 9), square(1, 1, 5), square(2, 2, 2)])).toBe('parts-overlapping');
  });

  const communes = sharedDataFile('admin/lang_son_communes_full.geojson');
  it.skipIf(!communes)('accuses none of the 65 real communes, all known to be valid', () => {
    const { features } = JSON.parse(readFileSync(communes ?? '', 'utf8')) as FeatureCollection<Polygon | MultiPolygon>;
    expect(features).toHaveLength(65);
    for (const { geometry } of features) {
      const coordinates = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
      expect(areaFault({ type: 'MultiPolygon', coordinates })).toBeNull();
    }
  });
});
