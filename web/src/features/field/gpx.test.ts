import { readSurvey, surveyLimits, unzipSafely } from '@phen-dau/geodata';
import fc from 'fast-check';
import type { MultiLineString } from 'geojson';
import { describe, expect, it } from 'vitest';
import { gpxOf } from './gpx.ts';

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

describe('a recorded track as GPX', () => {
  it('comes back from the reader of surveys with every position, time, height, accuracy and mark', async () => {
    const mark = {
      position: [106.7, 21.90005] as const,
      at: start + 5000,
      accuracyMetres: 3,
      note: 'Cống <sập> & "nứt"',
    };
    const gpx = gpxOf({ startedAt: start, gateMetres: 25 }, [fix(0), fix(1), fix(2)], [mark]);
    const { features, issues } = await read(gpx);
    expect(issues).toEqual([]);
    const [track] = features.filter(({ kind }) => kind === 'track');
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
    const [waypoint] = features.filter(({ kind }) => kind === 'waypoint');
    expect(waypoint?.properties).toMatchObject({ name: 'Cống <sập> & "nứt"' });
  });

  it('comes back whatever was walked: what the file has room for is read as it was noted', async () => {
    const rounded = (value: number, decimals: number) => Number(value.toFixed(decimals));
    const degrees = (least: number) =>
      fc.double({ min: least, max: least + 1, noNaN: true }).map((value) => rounded(value, 7));
    const noted = fc.record({
      position: fc.tuple(degrees(106), degrees(21)),
      elevationMetres: fc.option(fc.integer({ min: -500, max: 40_000 }).map((tenths) => tenths / 10)),
      accuracyMetres: fc.integer({ min: 10, max: 250 }).map((tenths) => tenths / 10),
    });
    const note = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .map((text) => text.replace(/\p{Cc}|\uFFFE|\uFFFF/gu, '').normalize('NFC'))
      .filter((text) => text.trim() === text && text !== '');
    const mark = fc.record({
      ...{ position: fc.tuple(degrees(106), degrees(21)), at: fc.constant(start), note },
      accuracyMetres: fc.integer({ min: 10, max: 250 }).map((tenths) => tenths / 10),
    });
    const walked = fc.array(fc.array(noted, { minLength: 2, maxLength: 8 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(walked, fc.array(mark, { maxLength: 3 }), async (stretches, marks) => {
        const parts = stretches.map((fixes, stretch) =>
          fixes.map((each, step) => ({ ...each, stretch, at: start + 100_000 * stretch + 1000 * step })),
        );
        const { features, issues } = await read(gpxOf({ startedAt: start, gateMetres: 25 }, parts.flat(), marks));
        expect(issues).toEqual([]);
        const [track] = features.filter(({ kind }) => kind === 'track');
        const lines = parts.map((fixes) => fixes.map(({ position }) => position));
        const { coordinates = [] } = (track?.geometry ?? {}) as Partial<MultiLineString>;
        expect(lines.length > 1 ? coordinates : [coordinates]).toEqual(lines);
        for (const [at, fixes] of parts.entries()) {
          const own = track?.fixes?.[at];
          expect([...(own?.times ?? [])]).toEqual(fixes.map((fix) => fix.at));
          expect([...(own?.elevationsMetres ?? [])]).toEqual(fixes.map((fix) => fix.elevationMetres ?? Number.NaN));
          expect([...(own?.accuracyMetres ?? [])]).toEqual(fixes.map((fix) => fix.accuracyMetres));
        }
        const waypoints = features.filter(({ kind }) => kind === 'waypoint');
        expect(waypoints.map(({ geometry, properties }) => [geometry, properties.name, properties.accuracy])).toEqual(
          marks.map(({ position, note, accuracyMetres }) => [
            { type: 'Point', coordinates: position },
            note,
            accuracyMetres,
          ]),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('draws no line over a pause, nor over a lost signal, nor through a position less accurate than asked for', async () => {
    const fixes = [
      ...[fix(0), fix(1)],
      ...[fix(2, { stretch: 1 }), fix(3, { stretch: 1, accuracyMetres: 80 }), fix(4, { stretch: 1 })],
      ...[fix(12, { stretch: 1, lateSeconds: 600 }), fix(13, { stretch: 1, lateSeconds: 600 })],
    ];
    const { features } = await read(gpxOf({ startedAt: start, gateMetres: 25 }, fixes, []));
    const [track] = features;
    const parts = (track?.geometry as MultiLineString | undefined)?.coordinates ?? [];
    expect(parts.map((part) => part.length)).toEqual([2, 2, 2]);
  });
});
