import { describe, expect, it } from 'vitest';
import { type LayerId, layerById } from '../../catalogue.ts';
import { destination } from '../../geodesic.ts';
import { issueText } from '../../issue-text.ts';
import type { LayerGeometry } from '../../validate/geometry-shape.ts';
import { withFixes } from '../issue-fixes.ts';
import { prepareRules, type RuleFeature, type RuleKnowledge, runRules, surveyRules, untoldTwins } from './index.ts';

const corner: [number, number] = [106.5, 21.5];
const square = [
  [
    [106.5, 21.5],
    [107, 21.5],
    [107, 22],
    [106.5, 22],
    [106.5, 21.5],
  ],
];
/** The province with its border in the north. */
const border = [[Array.from({ length: 51 }, (_, at): [number, number] => [106.5 + at / 100, 22])]];
const line = (...positions: [number, number][]): LayerGeometry => ({
  type: 'MultiLineString',
  coordinates: [positions],
});
const point = (longitude: number, latitude: number): LayerGeometry => ({
  type: 'Point',
  coordinates: [longitude, latitude],
});

const road = {
  name: 'Đường mốc 1090',
  kind: 'inspection',
  surface: 'concrete',
  status: 'usable',
  length_metres: null,
};
const lamp = { code: 'Đ1', kind: 'patrol', status: 'working' };
const marker = { number: '1090', kind: 'main', post_id: 'b0a1c0de-0000-4000-8000-000000000001', elevation_metres: 300 };

function said(layer: LayerId, given: Partial<RuleFeature>[], knowledge: Partial<RuleKnowledge> = {}) {
  const features = given.map(
    (feature, index): RuleFeature => ({ index, geometry: point(106.7, 21.7), properties: {}, ...feature }),
  );
  const context = prepareRules({
    layer: layerById(layer),
    today: '2026-06-01',
    province: [square],
    borderLines: border,
    ...knowledge,
  });
  const issues = runRules(features, context);
  for (const issue of issues) {
    expect(issueText(issue, 'vi', layerById(layer))).not.toMatch(/\{\w+\}/);
    expect(surveyRules.some(({ codes }) => codes.includes(issue.code))).toBe(true);
  }
  return issues;
}
const codes = (issues: readonly { code: string }[]) => issues.map(({ code }) => code);

describe('the rules of a survey', () => {
  it('have nothing to say of sound features', () => {
    const sound = line([106.7, 21.7], [106.71, 21.7], [106.71, 21.71]);
    expect(said('patrol-road', [{ geometry: sound, properties: road }])).toEqual([]);
    expect(said('border-marker', [{ geometry: point(106.7, 21.9995), properties: marker }])).toEqual([]);
    expect(
      said('solar-lamp', [{ properties: lamp }], {
        roads: [
          [
            [
              [106.69, 21.7],
              [106.71, 21.7],
            ],
          ],
        ],
      }),
    ).toEqual([]);
  });

  it('are silent about what they know nothing of', () => {
    const context = prepareRules({ layer: layerById('border-marker'), today: '2026-06-01' });
    expect(runRules([{ index: 0, geometry: point(5, 50), properties: marker }], context)).toEqual([]);
  });

  it('outside the province: a warning near it, an error far from it', () => {
    expect(said('patrol-road', [{ geometry: line([106.9, 21.6], [107.004, 21.6]), properties: road }])).toEqual([]);
    const near = said('patrol-road', [{ geometry: line([106.9, 21.6], [107.02, 21.6]), properties: road }]);
    expect(near).toMatchObject([
      { code: 'outside-province', severity: 'warning', place: [107.02, 21.6], context: { kilometres: 2 } },
    ]);
    const far = said('patrol-road', [{ geometry: line([106.9, 21.6], [109, 21.6]), properties: road }]);
    expect(far).toMatchObject([{ severity: 'error', fix: { kind: 'leave-out' } }]);
  });

  it('crossing the border line, with the place of it; coming up to it is none', () => {
    const over = said('patrol-road', [{ geometry: line([106.7, 21.998], [106.7, 22.002]), properties: road }]);
    expect(over).toMatchObject([{ code: 'crosses-border', place: [expect.closeTo(106.7, 6), expect.closeTo(22, 6)] }]);
    expect(said('patrol-road', [{ geometry: line([106.7, 21.998], [106.7, 22]), properties: road }])).toEqual([]);
  });

  it('an area that lies across the border line, and none that ends at it or is drawn along it', () => {
    const area = (...ring: [number, number][]): LayerGeometry => ({
      type: 'MultiPolygon',
      coordinates: [[[...ring, ring[0] ?? corner]]],
    });
    const zone = { name: 'Vành đai', kind: 'border_belt', area_hectares: null };
    const found = (geometry: LayerGeometry, layer: LayerId = 'zone') =>
      said(layer, [{ geometry, properties: zone }]).filter(({ code }) => code === 'crosses-border');
    const across = area([106.7, 21.998], [106.704, 21.998], [106.704, 22.002], [106.7, 22.002]);
    expect(found(across)).toMatchObject([{ severity: 'warning', place: [expect.any(Number), expect.closeTo(22, 6)] }]);
    expect(found(across, 'development-project')).toHaveLength(1);
    // A site of a hectare between two corners of the border line.
    expect(found(area([106.703, 21.9995], [106.704, 21.9995], [106.704, 22.0005], [106.703, 22.0005]))).toHaveLength(1);
    const belt = (...along: [number, number][]) => area([106.71, 21.99], [106.75, 21.99], ...along);
    expect(found(belt([106.75, 22], [106.71, 22]))).toEqual([]);
    // Its northern edge is the border, drawn by another hand: 15 m off, once on this side and once on the other.
    const drawnAgain = Array.from({ length: 41 }, (_, at): [number, number] => [
      106.75 - at / 1000,
      22 + 0.000135 * (at % 2 === 0 ? 1 : -1),
    ]);
    expect(found(belt(...drawnAgain))).toEqual([]);
  });

  it('a marker far from the border line, a lamp far from any road', () => {
    const off = said('border-marker', [{ geometry: point(106.7, 21.99), properties: marker }]);
    expect(off).toMatchObject([{ code: 'marker-off-border', severity: 'warning', context: { metres: 1107 } }]);
    expect(said('border-marker', [{ geometry: point(106.7, 21.9), properties: marker }])).toMatchObject([
      { severity: 'error' },
    ]);
    const roads = [
      [
        [
          [106.69, 21.7],
          [106.71, 21.7],
        ],
      ],
    ];
    const dark = { geometry: point(106.7, 21.701), properties: lamp };
    expect(said('solar-lamp', [dark], { roads })).toMatchObject([{ code: 'lamp-off-road', context: { metres: 111 } }]);
    expect(said('solar-lamp', [{ ...dark, properties: { ...lamp, kind: 'village' } }], { roads })).toEqual([]);
    const beyond = { metres: 5000, bound: 'more-than' };
    const away = said('border-marker', [{ geometry: point(106.7, 21.6), properties: marker }]);
    expect(away).toMatchObject([{ severity: 'error', context: beyond }]);
    // The register has roads or a border, and none is near: that is known, and not nothing.
    expect(said('solar-lamp', [dark], { roads: [] })).toMatchObject([{ code: 'lamp-off-road', context: beyond }]);
    expect(said('border-marker', [{ properties: marker }], { borderLines: [] })).toMatchObject([{ severity: 'error' }]);
    const [far] = said('solar-lamp', [dark], { roads: [] });
    expect(far && issueText(far, 'vi', layerById('solar-lamp'))).toContain('hơn 5.000 m');
    expect(said('solar-lamp', [dark])).toEqual([]);
  });

  it('a stated length the line does not have, with the measured one to take over', () => {
    const geometry = line(corner, destination(corner, 45, 1000));
    const [issue] = said('patrol-road', [{ geometry, properties: { ...road, length_metres: 1200 } }]);
    expect(issue).toMatchObject({
      code: 'length-differs',
      context: { stated: 1200, measured: 1000 },
      fix: { kind: 'set-property', property: 'length_metres', value: 1000 },
    });
    expect(said('patrol-road', [{ geometry, properties: { ...road, length_metres: 1015 } }])).toEqual([]);
  });

  it('a road that crosses itself, but not a closed one nor a track', () => {
    const eight = line([106.7, 21.7], [106.71, 21.71], [106.71, 21.7], [106.7, 21.71]);
    expect(codes(said('patrol-road', [{ geometry: eight, properties: road }]))).toEqual(['line-self-crossing']);
    const closed = line([106.7, 21.7], [106.71, 21.7], [106.71, 21.71], [106.7, 21.7]);
    expect(said('patrol-road', [{ geometry: closed, properties: road }])).toEqual([]);
    expect(said('survey-track', [{ geometry: eight, properties: { name: 'a', kind: 'patrol' } }])).toEqual([]);
  });

  it('a track with faults left in that falsify its length, or a jump; one click takes the cuts', () => {
    const track = { name: 'a', kind: 'patrol' };
    const geometry = line(corner, destination(corner, 90, 900));
    const place = [106.5, 21.5] as const;
    const found = (count: number, jumps: number, metres: number, metresWithout: number) =>
      said('survey-track', [{ geometry, properties: track, faults: { count, jumps, metres, metresWithout, place } }]);
    expect(found(1, 1, 9885, 3243)).toMatchObject([
      { code: 'track-faults', context: { count: 1, metres: 9885, without: 3243 }, fix: { kind: 'take-cuts' } },
    ]);
    expect(codes(found(3, 0, 1200, 1000))).toEqual(['track-faults']);
    expect(found(3, 0, 1015, 1000)).toEqual([]);
    expect(said('survey-track', [{ geometry, properties: track }])).toEqual([]);
  });

  it('a point that its own device was not sure of', () => {
    expect(said('solar-lamp', [{ properties: lamp, accuracyMetres: 312 }])).toMatchObject([
      { code: 'point-inaccurate', severity: 'warning', context: { metres: 312 } },
    ]);
    expect(said('solar-lamp', [{ properties: lamp, accuracyMetres: 24 }])).toEqual([]);
    expect(said('solar-lamp', [{ properties: lamp, accuracyMetres: 312 }], { inaccurateMetres: 400 })).toEqual([]);
  });

  it('words of no vocabulary, with the one probably meant', () => {
    const given = { ...lamp, status: 'hoat dong', kind: 'partol' };
    expect(said('solar-lamp', [{ properties: given }])).toMatchObject([
      { code: 'property-invalid', property: 'kind', fix: { value: 'patrol' } },
      { code: 'property-invalid', property: 'status', fix: { value: 'working' } },
    ]);
    const [strange] = said('solar-lamp', [{ properties: { ...lamp, status: 'xyzzy' } }]);
    expect(strange?.fix).toBeUndefined();
  });

  it('required attributes that are empty', () => {
    const issues = said('solar-lamp', [{ properties: { ...lamp, code: ' ' } }]);
    expect(issues).toMatchObject([{ code: 'property-missing', property: 'code', severity: 'error' }]);
  });

  it('days in the wrong order and days yet to come', () => {
    const given = { name: 'a', kind: 'patrol', started_at: '2026-05-02T01:00:00Z', ended_at: '2026-05-01T01:00:00Z' };
    expect(said('survey-track', [{ geometry: line(corner, [106.6, 21.6]), properties: given }])).toMatchObject([
      {
        code: 'days-disordered',
        property: 'ended_at',
        fix: { kind: 'swap-properties', one: 'started_at', other: 'ended_at' },
      },
    ]);
    expect(codes(said('solar-lamp', [{ properties: { ...lamp, installed_on: '2027-01-01' } }]))).toEqual([
      'days-disordered',
    ]);
    expect(said('solar-lamp', [{ properties: { ...lamp, installed_on: '2026-06-01' } }])).toEqual([]);
  });

  it('what lies on a feature of the register or of the same file, unless it is that feature or another kind', () => {
    const there = {
      id: 'b0a1c0de-0000-4000-8000-00000000000a',
      name: 'Đ7',
      geometry: point(106.7, 21.7),
      properties: lamp,
    };
    const at = (metres: number) => {
      const [longitude, latitude] = destination([106.7, 21.7], 90, metres);
      return point(longitude, latitude);
    };
    const knowledge = { existing: [there] };
    expect(said('solar-lamp', [{ geometry: at(2), properties: lamp }], knowledge)).toMatchObject([
      {
        code: 'near-duplicate',
        context: { id: there.id, name: 'Đ7', metres: 2 },
        fix: { kind: 'update-existing', id: there.id },
      },
    ]);
    expect(said('solar-lamp', [{ geometry: at(10), properties: lamp }], knowledge)).toEqual([]);
    expect(said('solar-lamp', [{ geometry: at(2), properties: { ...lamp, kind: 'village' } }], knowledge)).toEqual([]);
    expect(said('solar-lamp', [{ id: there.id, geometry: at(2), properties: lamp }], knowledge)).toEqual([]);
    const twice = said('solar-lamp', [{ properties: lamp }, { properties: lamp }]);
    expect(twice).toMatchObject([
      { code: 'near-duplicate-in-file', feature: 1, context: { name: 'Đ1' }, fix: { kind: 'leave-out' } },
    ]);
  });

  it('a number that another one bears elsewhere, be it in the register or earlier in the file', () => {
    const there = {
      id: 'b0a1c0de-0000-4000-8000-00000000000a',
      name: 'đ1',
      geometry: point(106.7, 21.7),
      properties: lamp,
    };
    const elsewhere = point(106.7, 21.7005);
    expect(said('solar-lamp', [{ geometry: elsewhere, properties: lamp }], { existing: [there] })).toMatchObject([
      { code: 'same-name', property: 'code', context: { metres: 55 }, fix: { kind: 'update-existing', id: there.id } },
    ]);
    expect(
      said('solar-lamp', [{ id: there.id, geometry: elsewhere, properties: lamp }], { existing: [there] }),
    ).toEqual([]);
    expect(
      said('solar-lamp', [
        { geometry: point(106.7, 21.7), properties: lamp },
        { geometry: elsewhere, properties: lamp },
      ]),
    ).toMatchObject([{ code: 'same-name', feature: 1, fix: { kind: 'leave-out' } }]);
  });

  it('of what nobody has been told of yet, only what the register has, and never what they were told of', () => {
    const at = (id: string, name: string, metres: number) => {
      const [longitude, latitude] = destination([106.7, 21.7], 90, metres);
      return {
        id: `b0a1c0de-0000-4000-8000-00000000000${id}`,
        name,
        geometry: point(longitude, latitude),
        properties: lamp,
      };
    };
    const [told, untold] = [at('a', 'Đ7', 0.5), at('b', 'Đ8', 1)];
    const feature = { geometry: point(106.7, 21.7), properties: lamp };
    const file: RuleFeature[] = [
      { ...feature, index: 0, alike: [told.id] },
      { ...feature, index: 1, properties: { ...lamp, code: 'Đ8' }, alike: [told.id, untold.id] },
    ];
    const layer = layerById('solar-lamp');
    const issues = untoldTwins(file, prepareRules({ layer, today: '2026-06-01', existing: [told, untold] }));
    expect(issues).toMatchObject([{ code: 'near-duplicate', feature: 0, context: { id: untold.id } }]);
    const road = layerById('patrol-road');
    const way = (id: string) => ({
      id,
      name: 'Cũ',
      geometry: line(corner, destination(corner, 90, 500)),
      properties: {},
    });
    const [known, newer] = [way(told.id), way(untold.id)];
    const again = { index: 0, geometry: known.geometry, properties: {}, alike: [known.id] };
    const ask = (existing: (typeof known)[]) =>
      untoldTwins([again, { ...again, index: 1 }], prepareRules({ layer: road, today: '2026-06-01', existing }));
    expect(ask([known])).toEqual([]);
    expect(ask([known, newer])).toMatchObject([{ context: { id: newer.id } }, { context: { id: newer.id } }]);
  });

  it('a road drawn again a few metres off is found, a crossing or a longer one is not', () => {
    const way = (offset: number, metres = 1000) =>
      line(
        ...Array.from({ length: 40 }, (_, at) =>
          destination(destination(corner, 0, 500 + offset), 90, (at * metres) / 39),
        ),
      );
    const existing = [{ id: 'b0a1c0de-0000-4000-8000-00000000000b', name: 'Cũ', geometry: way(0), properties: road }];
    const found = (geometry: LayerGeometry) =>
      codes(said('patrol-road', [{ geometry, properties: road }], { existing }));
    expect(found(way(6))).toEqual(['near-duplicate']);
    expect(found(way(30))).toEqual([]);
    expect(found(way(6, 3000))).toEqual([]);
    expect(found(line(corner, destination(corner, 10, 1000)))).toEqual([]);
  });

  it('offers fixes for what readers and the validator found', () => {
    const fixed = withFixes(
      [
        { code: 'crs-mismatch', severity: 'error', context: { likely: 'EPSG:9215', order: 'swapped' } },
        { code: 'property-invalid', severity: 'error', feature: 0, property: 'surface', context: { value: 'be tong' } },
        { code: 'row-unreadable', severity: 'error', feature: 3 },
        { code: 'no-features', severity: 'error' },
      ],
      layerById('patrol-road'),
    );
    expect(fixed.map(({ fix }) => fix)).toEqual([
      { kind: 'set-crs', crs: 'EPSG:9215', order: 'swapped' },
      { kind: 'set-property', property: 'surface', value: 'concrete' },
      { kind: 'leave-out' },
      undefined,
    ]);
  });
});
