import { readSurvey, surveyLimits, unzipSafely } from '@phen-dau/geodata';
import fc from 'fast-check';
import type { MultiLineString } from 'geojson';
import { describe, expect, it } from 'vitest';
import { trackGpx, waypointsGpx } from './gpx.ts';

const start = Date.UTC(2026, 10, 22, 0, 30);
/** Northwards, ten metres a step, one step in ten seconds. */
const fix = (step: number, more: { stretch?: number; accuracyMetres?: number; lateSeconds?: number } = {}) => ({
  position: [106.7, 21.9 + step * 0.00009] as const,
  elevationMetres: step === 0 ? null : 300 + step,
  accuracyMetres: more.accuracyMetres ?? 4.5,
  at: start + step * 10_000 + (more.lateSeconds ?? 0) * 1000,
  stretch: more.stretch ?? 0,
});
const read = async (text: string) =>
  readSurvey(new TextEncoder().encode(text), 'tuyen.gpx', surveyLimits, { unzip: unzipSafely });

const rounded = (value: number) => Number(value.toFixed(7));
const degrees = (least: number) => fc.double({ min: least, max: least + 1, noNaN: true }).map(rounded);
const anywhere = fc.tuple(degrees(106), degrees(21));

describe('a recorded track as GPX', () => {
  it('comes back from the reader of surveys with every position, time, height and accuracy', async () => {
    const { features, issues } = await read(trackGpx({ startedAt: start }, [fix(0), fix(1), fix(2)], []));
    expect(issues).toEqual([]);
    expect(features.map(({ kind }) => kind)).toEqual(['track']);
    const [track] = features;
    expect(track?.geometry).toMatchObject({
      coordinates: [
        [106.7, 21.9],
        [106.7, 21.90009],
        [106.7, 21.90018],
      ],
    });
    const [fixes] = track?.fixes ?? [];
    expect([...(fixes?.times ?? [])]).toEqual([start, start + 10_000, start + 20_000]);
    expect([...(fixes?.elevationsMetres ?? [])]).toEqual([Number.NaN, 301, 302]);
    expect([...(fixes?.accuracyMetres ?? [])]).toEqual([4.5, 4.5, 4.5]);
  });

  it('comes back whatever was walked: what the file has room for is read as it was noted', async () => {
    const noted = fc.record({
      position: anywhere,
      elevationMetres: fc.option(fc.integer({ min: -500, max: 40_000 }).map((tenths) => tenths / 10)),
      accuracyMetres: fc.integer({ min: 10, max: 5000 }).map((tenths) => tenths / 10),
    });
    const walked = fc.array(fc.array(noted, { minLength: 2, maxLength: 8 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(walked, async (stretches) => {
        const parts = stretches.map((fixes, stretch) =>
          fixes.map((each, step) => ({ ...each, stretch, at: start + 100_000 * stretch + 1000 * step })),
        );
        const { features, issues } = await read(trackGpx({ startedAt: start }, parts.flat(), []));
        expect(issues).toEqual([]);
        const [track, ...others] = features;
        expect(others).toEqual([]);
        const lines = parts.map((fixes) => fixes.map(({ position }) => position));
        const { coordinates = [] } = (track?.geometry ?? {}) as Partial<MultiLineString>;
        expect(lines.length > 1 ? coordinates : [coordinates]).toEqual(lines);
        for (const [at, fixes] of parts.entries()) {
          const own = track?.fixes?.[at];
          expect([...(own?.times ?? [])]).toEqual(fixes.map((fix) => fix.at));
          expect([...(own?.elevationsMetres ?? [])]).toEqual(fixes.map((fix) => fix.elevationMetres ?? Number.NaN));
          expect([...(own?.accuracyMetres ?? [])]).toEqual(fixes.map((fix) => fix.accuracyMetres));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('draws no line over a pause, nor over a lost signal', async () => {
    const fixes = [
      ...[fix(0), fix(1)],
      ...[fix(2, { stretch: 1 }), fix(3, { stretch: 1 })],
      ...[fix(12, { stretch: 1, lateSeconds: 600 }), fix(13, { stretch: 1, lateSeconds: 600 })],
    ];
    const { features } = await read(trackGpx({ startedAt: start }, fixes, []));
    const [track] = features;
    const parts = (track?.geometry as MultiLineString | undefined)?.coordinates ?? [];
    expect(parts.map((part) => part.length)).toEqual([2, 2, 2]);
  });

  it('keeps every position when the clock is set back or forward on the way, and none of them looks like a fault', async () => {
    for (const jumpSeconds of [-7200, 7200]) {
      const fixes = [0, 1, 2, 3, 4, 5].map((step) => fix(step, { lateSeconds: step < 3 ? 0 : jumpSeconds }));
      const { features, issues } = await read(trackGpx({ startedAt: start }, fixes, []));
      expect(issues).toEqual([]);
      const [track] = features;
      const lines = track?.fixes ?? [];
      expect(lines.flatMap(({ times }) => [...times])).toEqual(fixes.map(({ at }) => at));
      for (const { times } of lines) expect([...times].sort((one, other) => one - other)).toEqual([...times]);
    }
  });

  it('keeps every position the device doubts, all of them where none was good, and says how far to trust each', async () => {
    for (const doubted of [[3], [0, 1, 2, 3, 4, 5]]) {
      const fixes = [0, 1, 2, 3, 4, 5].map((step) => fix(step, doubted.includes(step) ? { accuracyMetres: 80 } : {}));
      const { features, issues } = await read(trackGpx({ startedAt: start }, fixes, []));
      expect(issues).toEqual([]);
      const [noted] = features[0]?.fixes ?? [];
      expect([...(noted?.accuracyMetres ?? [])]).toEqual(fixes.map(({ accuracyMetres }) => accuracyMetres));
    }
    const silent = [fix(0), fix(1), fix(8, { accuracyMetres: 300, lateSeconds: 120 }), fix(2, { lateSeconds: 210 })];
    const { features } = await read(trackGpx({ startedAt: start }, silent, []));
    expect(features[0]?.geometry).toMatchObject({ type: 'LineString' });
  });

  it('tells what was only noted on the way at its place, and makes no feature of it', async () => {
    const note = { position: [106.7, 21.90005] as const, at: start, accuracyMetres: 3, note: 'Cống <sập> & "nứt"' };
    const { features, issues } = await read(trackGpx({ startedAt: start }, [fix(0), fix(1)], [note]));
    expect(features.map(({ kind }) => kind)).toEqual(['track']);
    expect(features[0]?.properties).not.toHaveProperty('note');
    expect(issues).toMatchObject([
      { code: 'place-noted', severity: 'warning', place: [106.7, 21.90005], context: { note: 'Cống <sập> & "nứt"' } },
    ]);
  });
});

describe('marks of a layer as GPX', () => {
  it('come back as points in their order, a note as the name', async () => {
    const mark = (step: number, note: string) => ({ ...fix(step), note });
    const { features, issues } = await read(
      waypointsGpx({ startedAt: start }, [mark(0, 'Đèn <5> & "6"'), mark(1, '')]),
    );
    expect(issues).toEqual([]);
    expect(features).toMatchObject([
      {
        kind: 'waypoint',
        geometry: { coordinates: [106.7, 21.9] },
        properties: { name: 'Đèn <5> & "6"', accuracy: 4.5, time: new Date(start).toISOString() },
      },
      { kind: 'waypoint', geometry: { coordinates: [106.7, 21.90009] } },
    ]);
    expect(features[1]?.properties).not.toHaveProperty('name');
    expect(features[1]?.properties).not.toHaveProperty('positionAgeSeconds');
  });

  it('say how old a position was that somebody took all the same', async () => {
    const { features } = await read(
      waypointsGpx({ startedAt: start }, [
        { ...fix(0, { accuracyMetres: 312 }), note: 'Đèn', positionAgeSeconds: 240 },
      ]),
    );
    expect(features[0]?.properties).toMatchObject({ accuracy: 312, positionAgeSeconds: '240' });
  });

  it('come back whatever was noted', async () => {
    const note = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .map((text) => text.replace(/\p{Cc}|\uFFFE|\uFFFF/gu, '').normalize('NFC'))
      .filter((text) => text.trim() === text && text !== '');
    const accuracyMetres = fc.integer({ min: 10, max: 5000 }).map((tenths) => tenths / 10);
    const mark = fc.record({ position: anywhere, at: fc.constant(start), note, accuracyMetres });
    await fc.assert(
      fc.asyncProperty(fc.array(mark, { minLength: 1, maxLength: 3 }), async (marks) => {
        const { features, issues } = await read(waypointsGpx({ startedAt: start }, marks));
        expect(issues).toEqual([]);
        expect(features.map(({ geometry, properties }) => [geometry, properties.name, properties.accuracy])).toEqual(
          marks.map((each) => [{ type: 'Point', coordinates: each.position }, each.note, each.accuracyMetres]),
        );
      }),
      { numRuns: 60 },
    );
  });
});
