import { destination, type PostCoverage } from '@phen-dau/geodata';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Ask, read, sendFeature, type TestApi, testApi } from '../testing/api.ts';
import { plantedProvince } from '../testing/province.ts';
import { kept, step } from '../testing/surveys.ts';

let api: TestApi;
let surveyor: Ask & { username: string };
let reviewer: Ask & { username: string };
beforeAll(async () => {
  api = await testApi();
  await plantedProvince(api.database);
  surveyor = await api.as('surveyor', 'internal');
  reviewer = await api.as('reviewer', 'internal');
});

type Place = [number, number];
const corner: Place = [107.52, 21.61];
const added = async (layer: string, geometry: object, properties: object) => {
  const answer = await sendFeature(reviewer, 'POST', `/ogc/collections/${layer}/items`, {
    ...{ type: 'Feature', geometry, properties },
  });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return (await read<{ id: string }>(answer)).id;
};

/** 600 m out on three days, two hours each, in one segment: the device was switched off at night. */
function threeDays(): string {
  const fixes = [0, 1, 2].flatMap((day) =>
    Array.from({ length: 21 }, (_, fix) => {
      const [x, y] = destination(corner, 90, 200 * day + 10 * fix);
      const time = new Date(Date.UTC(2026, 4, 4 + day, 1, 6 * fix)).toISOString();
      return `<trkpt lat="${y.toFixed(8)}" lon="${x.toFixed(8)}"><time>${time}</time></trkpt>`;
    }),
  );
  return `<gpx version="1.1"><trk><name>Ba ngày</name><trkseg>${fixes.join('')}</trkseg></trk></gpx>`;
}

describe('one file of a patrol of three days', () => {
  it('is shown as a track a day, and counts as one patrol, three days and its hours on the way', async () => {
    const post = await added(
      'border-post',
      { type: 'Point', coordinates: corner },
      { name: 'Đồn Ba Ngày', code: 'BN', kind: 'post' },
    );
    const road = await added(
      'patrol-road',
      { type: 'LineString', coordinates: [corner, destination(corner, 90, 1000)] },
      { name: 'Đường ba ngày', kind: 'patrol', surface: 'earth', status: 'usable', post_id: post },
    );
    const fields = { set: JSON.stringify({ kind: 'patrol', post_id: post }) };
    const survey = await kept(surveyor, threeDays(), { layer: 'survey-track', name: 'ba-ngay.gpx', fields });
    expect(survey.receipt).toMatchObject({ read: 3, accepted: 3, held: 0 });
    expect(survey.issues.map(({ code, severity }) => [code, severity])).toEqual([['track-days', 'warning']]);
    expect((await step(surveyor, survey.id, 'submit')).status).toBe(200);
    expect((await step(reviewer, survey.id, 'approve')).status).toBe(200);

    const coverage = async (query: string) =>
      (await read<PostCoverage>(await reviewer(`/api/posts/${post}/coverage?${query}`))).measures;
    const week = await coverage('from=2026-05-01&to=2026-05-31');
    expect(week.effort).toMatchObject({ patrols: 1, patrolDays: 3 });
    expect(week.effort?.hours).toBeCloseTo(6, 6);
    expect(week.active?.stretches.map(({ lastDay }) => lastDay)).toEqual(['2026-05-04', '2026-05-05', '2026-05-06']);
    const second = await coverage('from=2026-05-05&to=2026-05-05');
    expect(second.active?.metres).toBeCloseTo(200, 0);
    expect(second.effort).toMatchObject({ patrols: 1, patrolDays: 1 });

    expect((await step(reviewer, survey.id, 'undo', { reason: 'Xong' })).status).toBe(200);
    for (const path of [`patrol-road/items/${road}`, `border-post/items/${post}`]) {
      expect((await reviewer(`/ogc/collections/${path}`, { method: 'DELETE' })).status).toBe(204);
    }
  });
});
