import { destination, type PostCoverage } from '@phen-dau/geodata';
import { beforeAll, describe, expect, it } from 'vitest';
import { read, sendFeature } from '../testing/api.ts';
import { fileOf, lampSurveys } from '../testing/lamp-surveys.ts';
import { type PostWithRoad, postWithRoad } from '../testing/post-with-road.ts';
import { change, kept, type Sending, type Survey, step } from '../testing/surveys.ts';

const { surveyor, reviewer, lamp } = await lampSurveys();
type Place = [number, number];
const corner: Place = [107.56, 21.62];
const east = (metres: number) => destination(corner, 90, metres);

/** The 600 m of one walk as a device writes them: so many metres beside the road, with its own clock and rhythm. */
function gpx(name: string, { beside = 0, seconds = 0, every = 10 } = {}): string {
  const fixes = Array.from({ length: 600 / every + 1 }, (_, at) => {
    const [x, y] = destination(east(at * every), 0, beside);
    const time = new Date(Date.UTC(2026, 4, 4, 1) + 1000 * (seconds + at * every * 0.8)).toISOString();
    return `<trkpt lat="${y.toFixed(7)}" lon="${x.toFixed(7)}"><time>${time}</time></trkpt>`;
  });
  return `<gpx version="1.1"><trk><name>${name}</name><trkseg>${fixes.join('')}</trkseg></trk></gpx>`;
}
/** The same without its times. */
const untimed = (text: string) => text.replaceAll(/<time>[^<]*<\/time>/g, '');

let place: PostWithRoad;
let sending: Sending;
beforeAll(async () => {
  place = await postWithRoad(reviewer, corner, 'Đồn Nối Vết');
  const set = JSON.stringify({ kind: 'patrol', post_id: place.post });
  sending = { layer: 'survey-track', name: 'vet.gpx', fields: { set } };
  return () => place.remove();
});

const measures = async () => {
  const path = `/api/posts/${place.post}/coverage?from=2026-05-01&to=2026-05-31`;
  const { active, effort } = (await read<PostCoverage>(await reviewer(path))).measures;
  return { patrols: effort?.patrols, days: effort?.patrolDays, ...effort, metres: active?.metres };
};
interface Track {
  readonly name: string;
  readonly patrol_code: string | null;
  readonly started_at: string | null;
}
const tracks = async () => {
  const items = await reviewer(`/ogc/collections/survey-track/items?post_id=${place.post}`);
  const { features } = await read<{ features: { id: string; properties: Track }[] }>(items);
  return features.map(({ id, properties }) => ({ id, ...properties }));
};
const codes = async () => (await tracks()).map(({ patrol_code }) => patrol_code);
const departures = { first: '2026-05-04T01:00:00.000Z', off: '2026-05-04T08:00:00.000Z', silent: null };
const nameOf = (one: 'first' | 'off' | 'silent') =>
  ({ first: 'Máy một', off: 'Múi giờ khác', silent: 'Không giờ' })[one];
/** Sends a walk, says what the earlier surveys of it mean, and hands it in. */
async function sent(text: string, choice: 'link' | 'new-visit' | null = null, from = sending): Promise<string> {
  const survey = await kept(surveyor, text, from);
  const asked = survey.repeats.filter(({ mustChoose }) => mustChoose);
  expect(asked.length > 0, JSON.stringify(survey.repeats)).toBe(choice !== null);
  const repeats = asked.map((repeat) => ({ survey: repeat.survey, choice }));
  if (choice) expect((await change(surveyor, survey.id, { repeats })).status).toBe(200);
  expect((await step(surveyor, survey.id, 'submit')).status).toBe(200);
  return survey.id;
}
const approve = async (id: string) => {
  const answer = await step(reviewer, id, 'approve');
  expect(answer.status, await answer.clone().text()).toBe(200);
};
const undo = async (id: string, resolutions: object = {}) => {
  const answer = await step(reviewer, id, 'undo', { reason: 'thử xong', resolutions });
  expect(answer.status, await answer.clone().text()).toBe(200);
};

describe('a walk that is linked as the same visit', () => {
  it('counts once with the earlier record of it, and as a new visit by itself', async () => {
    const first = await sent(gpx('Máy một'));
    await approve(first);
    const alone = await measures();
    expect(alone).toMatchObject({ patrols: 1, patrolDays: 1, kilometres: expect.closeTo(0.6, 3) });

    const second = gpx('Máy hai', { beside: 3, seconds: 20, every: 12 });
    const linked = await sent(second, 'link');
    await approve(linked);
    const both = await measures();
    expect(both).toMatchObject({ patrols: 1, patrolDays: 1, undatedTracks: 0 });
    expect(both.kilometres).toBeCloseTo(alone.kilometres ?? 0, 3);
    expect(both.hours).toBe(alone.hours);
    expect(both.metres).toBeCloseTo(alone.metres ?? 0, 0);
    expect(await codes()).toEqual(['2026-05-04 08:00:00', '2026-05-04 08:00:00']);

    await undo(linked);
    expect(await measures()).toEqual(alone);
    expect(await codes()).toEqual([null]);
    const visit = await sent(second, 'new-visit');
    await approve(visit);
    const twice = await measures();
    expect(twice).toMatchObject({ patrols: 2, kilometres: expect.closeTo(1.2, 2) });
    await undo(visit);
    expect(await measures()).toEqual(alone);
    // The link had given it a code and the undo took that back, which is no edit that a person made.
    await undo(first);
    expect(await measures()).toMatchObject({ patrols: 0, metres: 0 });
  });

  it('is taken back in any order, and nobody is asked about what the linking wrote itself', async () => {
    const orders = [
      ['first', 'off', 'silent'],
      ['first', 'silent', 'off'],
      ['off', 'first', 'silent'],
      ['off', 'silent', 'first'],
      ['silent', 'first', 'off'],
      ['silent', 'off', 'first'],
    ] as const;
    for (const order of orders) {
      const first = await sent(gpx('Máy một', { beside: -2 }));
      const off = await sent(gpx('Múi giờ khác', { beside: -3, seconds: 7 * 3600 }), 'link');
      const silent = await sent(untimed(gpx('Không giờ', { beside: -4 })), 'link');
      const surveys = { first, off, silent };
      await approve(silent);
      await approve(off);
      await approve(first);
      for (const [at, name] of order.entries()) {
        await undo(surveys[name]);
        const left = order.slice(at + 1);
        expect((await tracks()).map(({ name }) => name).sort(), order.join()).toEqual(left.map(nameOf).sort());
        const earliest = (['first', 'off'] as const).find((each) => left.includes(each));
        expect(await measures(), order.join()).toMatchObject({ patrols: earliest ? 1 : 0 });
        // Who has no time of its own, or comes later, has that of the earliest that is left; alone its own.
        const started = new Set((await tracks()).map(({ started_at }) => started_at));
        expect([...started], order.join()).toEqual(left.length === 0 ? [] : [earliest ? departures[earliest] : null]);
      }
    }
  });

  it('asks before it ends a walk that a person has edited since, and leaves others what a person wrote in them', async () => {
    const first = await sent(gpx('Máy một', { beside: -2 }));
    await approve(first);
    const linked = await sent(gpx('Máy hai', { beside: 3, seconds: 20 }), 'link');
    await approve(linked);
    const [track] = (await tracks()).filter(({ name }) => name === 'Máy một');
    const path = `/ogc/collections/survey-track/items/${track?.id}`;
    const headers = { 'if-match': (await reviewer(path)).headers.get('etag') ?? '' };
    const body = { properties: { patrol_code: 'TT-07' } };
    expect((await sendFeature(reviewer, 'PATCH', path, body, headers)).status).toBe(200);
    await undo(linked);
    expect(await tracks()).toMatchObject([{ name: 'Máy một', patrol_code: 'TT-07', started_at: departures.first }]);
    const asked = await step(reviewer, first, 'undo', { reason: 'thử xong' });
    expect(asked.status).toBe(409);
    expect(await asked.json()).toMatchObject({ conflicts: [{ feature: track?.id, field: null }] });
    await undo(first, { [track?.id ?? '']: { '*': 'undo' } });
    expect(await measures()).toMatchObject({ patrols: 0, metres: 0 });
  });

  it('counts once whichever record is approved first, with a clock hours off or without any times', async () => {
    const first = await sent(gpx('Máy một', { beside: -2 }));
    const off = await sent(gpx('Múi giờ khác', { beside: -3, seconds: 7 * 3600 }), 'link');
    const silent = await sent(untimed(gpx('Không giờ', { beside: -4 })), 'link');
    await approve(silent);
    expect(await measures()).toMatchObject({ patrols: 1, undatedTracks: 0 });
    await approve(off);
    await approve(first);
    const all = await measures();
    expect(all).toMatchObject({
      patrols: 1,
      patrolDays: 1,
      undatedTracks: 0,
      hours: expect.closeTo((600 * 0.8) / 3600, 6),
    });
    expect(all.kilometres).toBeCloseTo(0.6, 2);
    expect(new Set(await codes()).size).toBe(1);
  });

  it('is a choice for walks alone: lamps sent twice would be there twice', async () => {
    const content = fileOf(lamp('LINK-1'));
    const first = await kept(surveyor, content);
    const again = await kept(surveyor, content);
    const refused = await change(surveyor, again.id, { repeats: [{ survey: first.id, choice: 'link' }] });
    expect(refused.status).toBe(422);
    expect((await read<Survey>(await surveyor(`/api/surveys/${again.id}`))).repeats).toMatchObject([{ choice: null }]);
  });
});
