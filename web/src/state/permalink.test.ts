import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeable, type GapRef, ranges } from './coverage.ts';
import type { CoverageLink } from './coverage-link.ts';
import { decodePermalink, encodePermalink, type Permalink } from './permalink.ts';

const layerId = fc.constantFrom('border-line', 'border-marker', 'solar-lamp', 'zone', 'commune');
const day = fc
  .date({ min: new Date('2019-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const rounded = (min: number, max: number, digits: number) =>
  fc.integer({ min: min * 10 ** digits, max: max * 10 ** digits }).map((whole) => whole / 10 ** digits);

const gap: fc.Arbitrary<GapRef> = fc.oneof(
  fc.record({ measure: fc.constant('markers' as const), id: fc.uuid() }),
  fc.record({
    measure: fc.constantFrom('lit' as const, 'active' as const),
    id: fc.uuid(),
    fromMetres: fc.nat(),
    toMetres: fc.nat(),
  }),
);
const coverageLink: fc.Arbitrary<CoverageLink> = fc
  .record(
    {
      post: fc.uuid(),
      tab: fc.constantFrom('lines' as const, 'reach' as const, 'method' as const),
      provinceTab: fc.constant('nearest' as const),
      ribbon: fc.constantFrom('network' as const, 'paved' as const, 'visited' as const, 'reach' as const),
      listed: fc.constantFrom('markers' as const, 'lit' as const, 'active' as const),
      period: fc.constantFrom('30' as const, '90' as const, '365' as const, 'month' as const, 'year' as const),
      changes: fc
        .uniqueArray(fc.constantFrom(...changeable), { minLength: 1 })
        .chain((keys) =>
          fc.record(
            Object.fromEntries(
              keys.map((key) => [key, fc.integer({ min: ranges[key].minimum, max: ranges[key].maximum })]),
            ),
          ),
        ),
      gap,
    },
    { requiredKeys: [] },
  )
  .filter((link) => Object.keys(link).length > 0);

const permalink: fc.Arbitrary<Permalink> = fc.record(
  {
    view: fc.record({
      longitude: rounded(100, 110, 5),
      latitude: rounded(15, 24, 5),
      zoom: rounded(5, 19, 2),
      bearing: fc.integer({ min: -179, max: 180 }),
    }),
    hidden: fc.uniqueArray(layerId, { minLength: 1 }).map((ids) => [...ids].sort()),
    opacity: fc
      .uniqueArray(layerId, { minLength: 1 })
      .chain((ids) => fc.record(Object.fromEntries(ids.map((id) => [id, rounded(0, 1, 2)])))),
    selected: fc.record({ layer: layerId, id: fc.uuid() }),
    language: fc.constantFrom('vi' as const, 'en' as const),
    theme: fc.constantFrom('light' as const, 'dark' as const),
    base: fc.constant('plain' as const),
    asOf: day,
    table: layerId,
    place: fc.constantFrom('map' as const, 'coverage' as const),
    coverage: coverageLink,
  },
  { requiredKeys: [] },
);

describe('a permalink', () => {
  it('opens exactly the state it was made from', () => {
    fc.assert(
      fc.property(permalink, (link) => {
        expect(decodePermalink(encodePermalink(link))).toEqual(link);
      }),
    );
  });

  it('is the same for the same state', () => {
    expect(encodePermalink({ hidden: ['zone', 'commune'] })).toBe(encodePermalink({ hidden: ['commune', 'zone'] }));
  });

  it('never fails on a mangled address, and opens what is whole of it', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        decodePermalink(text);
      }),
    );
    const link = '#map=9.2/21.85/x&time=2024-02-31x&lang=en&id=border-post/1&opacity=commune:abc,zone:40&hide=<b>,zone';
    expect(decodePermalink(link)).toEqual({ language: 'en', opacity: { zone: 0.4 }, hidden: ['zone'] });
  });

  it('opens no day that is in no calendar, nor one the server has no answer for', () => {
    const days = ['2024-02-29', '1900-01-01', '2199-12-31', '2024-02-31', '2021-06-31', '0000-01-01', '9999-12-31'];
    expect(days.filter((day) => decodePermalink(`time=${day}`).asOf)).toEqual(days.slice(0, 3));
  });

  it('does not look beyond the world', () => {
    expect(decodePermalink('map=9/91/106')).toEqual({});
    expect(decodePermalink('map=99/21/106')).toEqual({});
    expect(decodePermalink('map=//')).toEqual({});
  });
});
