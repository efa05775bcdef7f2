import { type CoverageMonth, type CoverageTrend, destination, type PostCoverage } from '@phen-dau/geodata';
import { beforeAll, describe, expect, it } from 'vitest';
import { endedMonths, lastDayOf } from '../coverage/months.ts';
import { type Ask, read, sendFeature, testApi } from '../testing/api.ts';
import { frozenTrend } from '../testing/coverage-works.ts';
import { type PostWithRoad, postWithRoad } from '../testing/post-with-road.ts';
import { plantedProvince } from '../testing/province.ts';
import { change, kept, step } from '../testing/surveys.ts';
import { vietnamDay } from '../today.ts';

/** Three months that ended before today; the walk is of the first day of the middle one. */
const months = endedMonths(vietnamDay(new Date()), 3);
const [firstMonth = '', walked = ''] = months;
const dayBefore = lastDayOf(firstMonth);

let surveyor: Ask;
let reviewer: Ask;
let place: PostWithRoad;
beforeAll(async () => {
  const { database, as } = await testApi();
  await plantedProvince(database);
  [surveyor, reviewer] = await Promise.all([as('surveyor', 'internal'), as('reviewer', 'internal')]);
  place = await postWithRoad(reviewer, [107.54, 21.63], 'Đồn Duyệt Muộn', { since: '2020-01-01' });
  return () => place.remove();
});

const asked = async <T>(path: string): Promise<T> => {
  const answer = await reviewer(path);
  expect(answer.status, path).toBe(200);
  return read<T>(answer);
};
const patrolsOn = async (query: string) =>
  (await asked<PostCoverage>(`/api/posts/${place.post}/coverage?${query}`)).measures.effort?.patrols;
const frozen = async (post = place.post): Promise<readonly CoverageMonth[]> => {
  await frozenTrend(reviewer, `?post=${post}&months=3`);
  return (await asked<CoverageTrend>(`/api/coverage/trend?post=${post}&months=3`)).months;
};
const amended = (all: readonly CoverageMonth[]) => all.map(({ isAmended }) => isAmended);

/** 600 m of one walk in the first hours of the local day, when it is still the day before in UTC. */
function walk({ beside = 0, timed = true } = {}): string {
  const begins = Date.parse(`${walked}T05:00:00+07:00`);
  const fixes = Array.from({ length: 61 }, (_, at) => {
    const [x, y] = destination(place.east(10 * at), 0, beside);
    const time = timed ? `<time>${new Date(begins + 8000 * at).toISOString()}</time>` : '';
    return `<trkpt lat="${y.toFixed(7)}" lon="${x.toFixed(7)}">${time}</trkpt>`;
  });
  return `<gpx version="1.1"><trk><name>Duyệt muộn</name><trkseg>${fixes.join('')}</trkseg></trk></gpx>`;
}

/** Approves a survey of a walk, as the same visit as those it resembles; says which survey it is. */
async function approved(content: string): Promise<string> {
  const fields = { set: JSON.stringify({ kind: 'patrol', post_id: place.post }) };
  const survey = await kept(surveyor, content, { layer: 'survey-track', name: 'vet.gpx', fields });
  const repeats = survey.repeats
    .filter(({ mustChoose }) => mustChoose)
    .map((repeat) => ({ survey: repeat.survey, choice: 'link' }));
  if (repeats.length > 0) expect((await change(surveyor, survey.id, { repeats })).status).toBe(200);
  expect((await step(surveyor, survey.id, 'submit')).status).toBe(200);
  expect((await step(reviewer, survey.id, 'approve')).status).toBe(200);
  return survey.id;
}
const undone = async (survey: string) =>
  expect((await step(reviewer, survey, 'undo', { reason: 'thử xong' })).status).toBe(200);

describe('a walk approved after its month was frozen', () => {
  it('counts from the day it was walked, as of every day since, until it is taken back', async () => {
    const before = await frozen();
    expect(amended(before)).toEqual([false, false, false]);
    expect(before.map(({ row }) => row.effort?.patrols)).toEqual([0, 0, 0]);

    const survey = await approved(walk());
    const after = await frozen();
    // What is frozen stays to the digit; that the register has learnt more is said of the month in which it was walked.
    expect(after).toEqual(before.map((each, month) => ({ ...each, isAmended: month === 1 })));
    const month = `from=${months[1]}&to=${lastDayOf(months[1] ?? '')}`;
    expect(await patrolsOn(month)).toBe(1);
    expect(await patrolsOn(`${month}&asOf=${lastDayOf(months[1] ?? '')}`)).toBe(1);
    expect(await patrolsOn(`${month}&asOf=${walked}`)).toBe(1);
    expect(await patrolsOn(`${month}&asOf=${dayBefore}`)).toBe(0);

    await undone(survey);
    for (const asOf of [dayBefore, walked, lastDayOf(months[1] ?? ''), vietnamDay(new Date())]) {
      expect(await patrolsOn(`${month}&asOf=${asOf}`), asOf).toBe(0);
    }
  });

  it('has the day of the record it is linked with where it has none of its own', async () => {
    const [first, silent] = [await approved(walk()), await approved(walk({ beside: 3, timed: false }))];
    const { features } = await asked<{ features: { properties: { valid_from: string } }[] }>(
      `/ogc/collections/survey-track/items?post_id=${place.post}`,
    );
    expect(features.map(({ properties }) => properties.valid_from)).toEqual([walked, walked]);
    expect(await patrolsOn(`asOf=${walked}`)).toBe(1);
    await undone(silent);
    expect(await patrolsOn(`asOf=${walked}`)).toBe(1);
    await undone(first);
    expect(await patrolsOn(`asOf=${walked}`)).toBe(0);
  });
});

/** Stores a track as a reviewer does, without a survey. */
async function stored(properties: object) {
  const answer = await sendFeature(reviewer, 'POST', '/ogc/collections/survey-track/items', {
    type: 'Feature',
    geometry: { type: 'LineString', coordinates: [place.east(0), place.east(300)] },
    properties: { name: 'Ghi thẳng', kind: 'patrol', ...properties },
  });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return read<{ id: string; properties: { valid_from: string } }>(answer);
}

describe('months frozen earlier', () => {
  /** A post that nobody had heard of: its months are frozen now, with all the register knows by then. */
  const knownNow = async (corner: [number, number], name: string) => {
    const { post, remove } = await postWithRoad(reviewer, corner, name, { since: '2020-01-01' });
    expect(amended(await frozen(post))).toEqual([false, false, false]);
    return { asked: async () => amended(await frozen(post)), remove };
  };

  it('are amended where a walk that they told of is taken back', async () => {
    const survey = await approved(walk());
    const { asked, remove } = await knownNow([107.54, 21.67], 'Đồn Duyệt Rồi Hoàn');
    await undone(survey);
    expect(await asked()).toEqual([false, true, false]);
    await remove();
  });

  it('are amended where a walk is said to have been another day: the one that told of it, and the one that should', async () => {
    const { id } = await stored({ started_at: `${firstMonth}T05:00:00+07:00` });
    const { asked, remove } = await knownNow([107.54, 21.71], 'Đồn Sửa Ngày');
    const path = `/ogc/collections/survey-track/items/${id}`;
    const properties = { started_at: `${lastDayOf(months[2] ?? '')}T23:00:00+07:00`, valid_from: firstMonth };
    const answer = await sendFeature(reviewer, 'PATCH', path, { type: 'Feature', properties }, { 'if-match': '"1"' });
    expect(answer.status, await answer.clone().text()).toBe(200);
    expect(await asked()).toEqual([true, false, true]);
    await remove();
  });

  it('are all amended from the day of a walk without a date on, of which every month says that there is one more', async () => {
    const { asked, remove } = await knownNow([107.54, 21.75], 'Đồn Không Ngày');
    await stored({ valid_from: walked });
    expect(await asked()).toEqual([false, true, true]);
    await remove();
  });
});

describe('a track put into the register directly', () => {
  const added = async (properties: object) => (await stored(properties)).properties.valid_from;

  it('begins on the local day it was walked too, unless a day is stated', async () => {
    expect(await added({ started_at: `${walked}T01:00:00+07:00` })).toBe(walked);
    expect(await added({ started_at: `${walked}T01:00:00+07:00`, valid_from: '2024-05-05' })).toBe('2024-05-05');
  });

  it('begins today when nobody knows when it was walked, or its clock is ahead', async () => {
    const today = vietnamDay(new Date());
    expect(await added({})).toBe(today);
    expect(await added({ started_at: '2199-12-31T20:00:00Z' })).toBe(today);
  });
});
