import { randomUUID } from 'node:crypto';
import type { PostCoverage } from '@phen-dau/geodata';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Ask, read } from '../testing/api.ts';
import { fileOf, lampSurveys } from '../testing/lamp-surveys.ts';
import { type PostWithRoad, postWithRoad } from '../testing/post-with-road.ts';
import { change, kept, type Sending, type Survey, step } from '../testing/surveys.ts';
import { featuresOf, tilePath } from '../testing/tile.ts';

const { api, surveyor, reviewer, lamp } = await lampSurveys();
const corner: [number, number] = [107.6, 21.63];
let officer: Ask;
let place: PostWithRoad;
beforeAll(async () => {
  officer = await api.as('officer', 'internal');
  place = await postWithRoad(reviewer, corner, 'Đồn Trạng Thái');
  return () => place.remove();
});

/** All that a reader is told near the post, of the past too: figures, tiles, exports, items. */
async function told(layer: string) {
  const near = `bbox=${corner[0] - 0.01},${corner[1] - 0.01},${corner[0] + 0.02},${corner[1] + 0.01}`;
  const items = `/ogc/collections/${layer}/items?${near}`;
  const { measures } = await read<PostCoverage>(await officer(`/api/posts/${place.post}/coverage`));
  const tile = tilePath(layer, 14, ...place.east(300));
  const { features, numberMatched } = await read<{ features: object[]; numberMatched: number }>(await officer(items));
  return {
    figures: measures,
    tiles: [await featuresOf(await officer(tile)), await featuresOf(await officer(`${tile}?states=all`))],
    exports: [
      await (await officer(`${items}&f=csv`)).text(),
      Buffer.from(await (await officer(`${items}&f=fgb`)).arrayBuffer()).toString('base64'),
    ],
    items: { features, numberMatched, earlier: await (await officer(`${items}&datetime=2026-06-01`)).text() },
  };
}

const gpx = () => {
  const fixes = Array.from({ length: 61 }, (_, at) => {
    const [x, y] = place.east(10 * at);
    const time = new Date(Date.UTC(2026, 4, 4, 1, 0, 8 * at)).toISOString();
    return `<trkpt lat="${y.toFixed(7)}" lon="${x.toFixed(7)}"><time>${time}</time></trkpt>`;
  });
  return `<gpx version="1.1"><trk><name>Chuyến</name><trkseg>${fixes.join('')}</trkseg></trk></gpx>`;
};
const lamps = () => {
  const dated = { valid_from: '2026-05-01', post_id: place.post };
  return fileOf(...[100, 200, 300].map((metres) => lamp(`TT-${randomUUID()}`, dated, place.east(metres))));
};
const kinds: [string, () => string, () => Sending, string][] = [
  [
    'survey-track',
    gpx,
    () => ({
      ...{ layer: 'survey-track', name: 'chuyen.gpx' },
      fields: { set: JSON.stringify({ kind: 'patrol', post_id: place.post }) },
    }),
    'active',
  ],
  ['solar-lamp', lamps, () => ({}), 'lit'],
];

describe('only an approved survey is in a number, a tile or an export (ODK Central: rejected submissions are exported)', () => {
  it.each(kinds)('a survey of %s, in every state of its life', async (layer, content, sending, measure) => {
    const before = await told(layer);
    const text = content();
    const survey = await kept(surveyor, text, sending());
    expect(survey.state).toBe('received');
    expect(await told(layer), 'staged').toEqual(before);
    expect((await step(surveyor, survey.id, 'submit')).status).toBe(200);
    expect(await told(layer), 'submitted').toEqual(before);
    expect((await step(reviewer, survey.id, 'reject', { reason: 'thiếu ảnh' })).status).toBe(200);
    expect(await told(layer), 'rejected').toEqual(before);

    const again = await kept(surveyor, text, sending());
    const twin = await kept(surveyor, text, sending());
    const skip = { repeats: [{ survey: again.id, choice: 'skip' }] };
    const skipped = await read<Survey>(await change(surveyor, twin.id, skip));
    expect(skipped.state).toBe('superseded');
    expect((await step(surveyor, again.id, 'submit')).status).toBe(200);
    expect(await told(layer), 'superseded').toEqual(before);

    expect((await step(reviewer, again.id, 'approve')).status).toBe(200);
    const approved = await told(layer);
    for (const part of ['figures', 'tiles', 'exports', 'items'] as const) {
      expect(approved[part], part).not.toEqual(before[part]);
    }
    const metres = (all: typeof before) =>
      (all.figures as unknown as Record<string, { metres: number }>)[measure]?.metres;
    expect(metres(approved)).toBeGreaterThan(metres(before) ?? 0);
    // Lamps by the day their file states, the patrol by that on which it was walked.
    expect(approved.items.earlier).not.toBe(before.items.earlier);

    expect((await step(reviewer, again.id, 'undo', { reason: 'đo nhầm' })).status).toBe(200);
    expect(await told(layer), 'undone').toEqual(before);
  });
});
