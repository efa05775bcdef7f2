import { measureDefaults } from '@phen-dau/geodata';
import { afterAll, describe, expect, test } from 'vitest';
import type { CoverageRows } from '../queries/coverage-rows.ts';
import { createComputing, type ReadWorks } from './computing.ts';

const east = (metres: number) => 106.2 + metres / 104_000;
const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A kilometre of road for each of so many posts, with a lamp every 30 m. */
function rows(roads: number): CoverageRows {
  const post = (number: number) => uuid(1_000_000 + number);
  const all = Array.from({ length: roads }, (_, number) => number);
  const latitude = (number: number) => 21 + number / 5000;
  const point = (metres: number, number: number) =>
    JSON.stringify({ type: 'Point', coordinates: [east(metres), latitude(number)] });
  return [
    ['border-post', all.map((number) => ({ id: post(number), geometry: point(0, number), name: `Đồn ${number}` }))],
    ['border-line', []],
    ['border-marker', []],
    [
      'patrol-road',
      all.map((number) => ({
        ...{ id: uuid(number), name: `Đường ${number}`, post_id: post(number) },
        ...{ kind: 'patrol', surface: 'concrete', status: 'usable' },
        geometry: JSON.stringify({
          type: 'MultiLineString',
          coordinates: [Array.from({ length: 101 }, (_, step) => [east(10 * step), latitude(number)])],
        }),
      })),
    ],
    [
      'solar-lamp',
      all.flatMap((number) =>
        Array.from({ length: 33 }, (_, lamp) => ({
          ...{ id: uuid(2_000_000 + 100 * number + lamp), code: `T${lamp}`, post_id: post(number), status: 'working' },
          geometry: point(30 * lamp, number),
        })),
      ),
    ],
  ];
}

const works = (roads: number): ReadWorks => ({ asOf: '2026-01-01', dataVersion: '1.1.1.1.1', rows: rows(roads) });
const period = { from: null, to: null };
const told = (json: Uint8Array | null) => JSON.parse(new TextDecoder().decode(json ?? undefined));
const computing = createComputing();
afterAll(() => computing.close());

describe('the thread that computes coverage', () => {
  test('answers about the works it holds, and knows of nothing else', async () => {
    const held = await computing.hold(works(2));
    const all = told(await held.compute({ kind: 'all', parameters: measureDefaults, period }));
    expect(all).toMatchObject({ asOf: '2026-01-01', dataVersion: '1.1.1.1.1', rows: { 'solar-lamp': 66 } });
    expect(all.province.lit.totalMetres).toBeCloseTo(2 * 1000, -2);
    expect(await held.compute({ kind: 'post', post: uuid(7), parameters: measureDefaults, period })).toBeNull();
    held.forget();
    await expect(held.compute({ kind: 'all', parameters: measureDefaults, period })).rejects.toThrow('not held');
  });

  test('leaves the thread that asks free: it goes on while a province is measured', async () => {
    const held = await computing.hold(works(400));
    let turns = 0;
    let longest = 0;
    let last = performance.now();
    const turn = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      turns++;
    }, 1);
    const began = performance.now();
    const all = told(await held.compute({ kind: 'all', parameters: measureDefaults, period }));
    clearInterval(turn);
    const took = performance.now() - began;
    expect(all.posts).toHaveLength(400);
    // Not a time but a share of one: computed in this thread there would be one turn, as long as all of it.
    expect(turns).toBeGreaterThan(5);
    expect(longest).toBeLessThan(took / 2);
  });

  test('that has gone fails what waits for it, says so, and starts anew with the next works', async () => {
    let lost = 0;
    const mortal = createComputing(() => lost++);
    const held = await mortal.hold(works(50));
    const waiting = expect(held.compute({ kind: 'all', parameters: measureDefaults, period })).rejects.toThrow('gone');
    await mortal.close();
    await waiting;
    expect(lost).toBe(1);
    const again = await mortal.hold(works(1));
    expect(told(await again.compute({ kind: 'all', parameters: measureDefaults, period })).posts).toHaveLength(1);
    await mortal.close();
  });
});
