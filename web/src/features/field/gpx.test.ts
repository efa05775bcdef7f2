import { readSurvey, surveyLimits, unzipSafely } from '@phen-dau/geodata';
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
