import { describe, expect, it } from 'vitest';
import { nearestFeatures } from './nearest-features.ts';

const point = (longitude: number, latitude: number) => ({
  geometry: { type: 'Point' as const, coordinates: [longitude, latitude] },
});

describe('the features a photo may be of', () => {
  const features = new Map([107, 106.5, 106.7].map((longitude, index) => [index, point(longitude, 21.9)]));

  it('are offered nearest first', () => {
    expect(nearestFeatures(features, [106.69, 21.9], null)).toEqual([2, 1, 0]);
  });

  it('come in the order of the file where the photo does not say where it was taken', () => {
    expect(nearestFeatures(features, null, null)).toEqual([0, 1, 2]);
  });

  it('hold the one it is linked to, however many are nearer, also one that was not understood', () => {
    const many = new Map(Array.from({ length: 100 }, (_, index) => [index, point(106 + index / 1000, 21.9)]));
    const offered = nearestFeatures(many, [106, 21.9], 99);
    expect([offered[0], offered[1], offered.length]).toEqual([99, 0, 61]);
    expect(nearestFeatures(new Map(), null, 4)).toEqual([4]);
  });
});
