import { describe, expect, it } from 'vitest';
import { destination, distanceMetres } from '../../geodesic.ts';
import { simplifiedLine } from './simplified-line.ts';

const start: [number, number] = [106.7, 21.9];
const along = (metres: number) => destination(start, 60, metres);

describe('a simplified line', () => {
  it('keeps its ends and every bend beyond the tolerance, and drops the receiver’s noise', () => {
    const out = Array.from({ length: 1200 }, (_, at) => destination(along(at * 5), 150, at % 2));
    const turn = along(6000);
    const back = Array.from({ length: 300 }, (_, at) => destination(turn, 0, at * 5));
    const line = simplifiedLine([...out, ...back], 3);
    expect(line.length).toBeLessThan(12);
    expect([line[0], line.at(-1)]).toEqual([out[0], back.at(-1)]);
    expect(Math.min(...line.map((place) => distanceMetres(place, turn)))).toBeLessThan(6);
  });

  it('is itself where there is nothing to drop', () => {
    const zigzag = [start, destination(start, 0, 50), destination(start, 90, 50)];
    expect(simplifiedLine(zigzag, 3)).toEqual(zigzag);
    expect(simplifiedLine([start, start, start], 3)).toEqual([start, start]);
  });
});
