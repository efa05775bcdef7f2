import { randomUUID } from 'node:crypto';
import { destination } from '@phen-dau/geodata';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Ask, read, sendFeature, type TestApi, testApi } from '../testing/api.ts';
import { plantedProvince } from '../testing/province.ts';
import { change, kept, type Survey, step } from '../testing/surveys.ts';

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
const straight = (from: Place, azimuth: number, metres: number, every = 10): Place[] =>
  Array.from({ length: metres / every + 1 }, (_, at) => destination(from, azimuth, at * every));
/** Each test walks where no other does. */
let strip = 0;
const elsewhere = (): Place => [107.31 + 0.02 * strip++, 21.74];

const noon = Date.UTC(2026, 5, 1, 5);
const day = 24 * 3600_000;
function gpx(places: Place[], startedAt = noon): string {
  const fixes = places.map(
    ([x, y], at) =>
      `<trkpt lat="${y.toFixed(7)}" lon="${x.toFixed(7)}"><time>${new Date(startedAt + at * 8000).toISOString()}</time></trkpt>`,
  );
  return `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Chuyến</name><trkseg>${fixes.join('')}</trkseg></trk></gpx>`;
}
/** The same walk as an office program writes it: coordinates cut short, fixes thinned, no times. */
const kml = (places: Place[]) =>
  `<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Chuyến</name><LineString><coordinates>${places
    .filter((_, at) => at % 3 === 0 || at === places.length - 1)
    .map(([x, y]) => `${x.toFixed(5)},${y.toFixed(5)}`)
    .join(' ')}</coordinates></LineString></Placemark></Document></kml>`;
const walk = { layer: 'survey-track', name: 'chuyen.gpx', fields: { set: '{"kind":"patrol"}' } };
const walkAsKml = { ...walk, name: 'chuyen.kml' };

async function addedRoad(line: Place[], name = `Đường ${randomUUID()}`): Promise<{ id: string; name: string }> {
  const properties = { name, kind: 'patrol', surface: 'earth', status: 'usable' };
  const road = { type: 'Feature', geometry: { type: 'LineString', coordinates: line }, properties };
  const answer = await sendFeature(reviewer, 'POST', '/ogc/collections/patrol-road/items', road);
  expect(answer.status, await answer.clone().text()).toBe(201);
  return { id: (await read<{ id: string }>(answer)).id, name };
}
const look = async (ask: Ask, id: string) => read<Survey>(await ask(`/api/surveys/${id}`));

/** A walk that is thrown half a kilometre aside once, and comes back. */
function thrownOff(): Place[] {
  const places = straight(elsewhere(), 90, 600);
  return places.map((place, at) => (at === 30 ? destination(place, 0, 500) : place));
}
const moments = (places: Place[]) => places.map((_, at) => new Date(noon + at * 8000).toISOString());

describe('a walk that did not come as GPX', () => {
  it.each([
    [
      'KML',
      'a.kml',
      (places: Place[]) =>
        `<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><LineString><coordinates>${places.join(' ')}</coordinates></LineString></Placemark></kml>`,
      {},
    ],
    [
      'GeoJSON without times',
      'a.geojson',
      (places: Place[]) => JSON.stringify({ type: 'LineString', coordinates: places }),
      {},
    ],
    [
      'GeoJSON with times',
      'a.geojson',
      (places: Place[]) =>
        JSON.stringify({
          type: 'Feature',
          properties: { coordTimes: moments(places) },
          geometry: { type: 'LineString', coordinates: places },
        }),
      {},
    ],
    [
      'a table',
      'a.csv',
      (places: Place[]) =>
        `time,lon,lat\n${moments(places)
          .map((moment, at) => `${moment},${places[at]?.join(',')}`)
          .join('\n')}\n`,
      { table: '{"shape":"line"}' },
    ],
  ])('is offered without its jump: %s', async (_, name, write, fields) => {
    const asked = { ...walk, name, fields: { ...walk.fields, ...fields } };
    const survey = await kept(surveyor, write(thrownOff()), asked);
    expect(survey.cuts.map(({ kind }) => kind)).toEqual(['jump']);
    const cut = survey.cuts[0]?.id ?? '';
    const changed = await read<Survey>(await change(surveyor, survey.id, { cuts: { 0: [cut] } }));
    expect(changed.cuts).toMatchObject([{ id: cut, taken: true }]);
  });

  it('is a patrol of its day where a table or GeoJSON says the times', async () => {
    const places = straight(elsewhere(), 90, 300);
    const text = `time,lon,lat\n${moments(places)
      .map((moment, at) => `${moment},${places[at]?.join(',')}`)
      .join('\n')}\n`;
    const survey = await kept(surveyor, text, {
      ...walk,
      name: 'a.csv',
      fields: { set: '{"kind":"patrol","name":"Chuyến"}', table: '{"shape":"line"}' },
    });
    expect(survey.issues).toEqual([]);
    const { features } = await read<{ features: { properties: Record<string, unknown> }[] }>(
      await surveyor(`/api/surveys/${survey.id}/features`),
    );
    expect(features).toMatchObject([{ properties: { started_at: new Date(noon).toISOString() } }]);
  });

  it('but was drawn as a road is left as it was drawn', async () => {
    const road = { ...walk, layer: 'patrol-road', name: 'a.geojson' };
    const fields = { set: '{"name":"Đường","kind":"patrol","surface":"earth","status":"usable"}' };
    const survey = await kept(surveyor, JSON.stringify({ type: 'LineString', coordinates: thrownOff() }), {
      ...road,
      fields,
    });
    expect(survey.cuts).toEqual([]);
  });
});

describe('a route', () => {
  it('sent as a walk is called a plan, and one click leaves it out', async () => {
    const [from, to] = straight(elsewhere(), 90, 500, 500) as [Place, Place];
    const point = ([x, y]: Place) => `<rtept lat="${y}" lon="${x}"/>`;
    const route = `<rte><name>Dự kiến</name>${point(from)}${point(to)}</rte>`;
    const track = gpx(straight(from, 0, 300));
    const survey = await kept(surveyor, track.replace('<trk>', `${route}<trk>`), walk);
    const planned = survey.issues.filter(({ code }) => code === 'route-planned');
    expect(planned).toMatchObject([{ severity: 'warning', feature: 0, fix: { kind: 'leave-out' } }]);
    expect(survey.receipt.accepted).toBe(2);
    const leftOut = await change(surveyor, survey.id, { fixes: [{ kind: 'leave-out', feature: 0 }] });
    const mended = await read<Survey>(leftOut);
    expect(mended.issues.filter(({ code }) => code === 'route-planned')).toEqual([]);
    expect(mended.receipt).toMatchObject({ accepted: 1, held: 0 });
  });
});

describe('a walk', () => {
  it('is told by the known roads it followed, with chainages, and proposes what it walked beside them', async () => {
    const start = elsewhere();
    const road = await addedRoad(straight(start, 90, 1500));
    const out = straight(destination(start, 90, 900), 0, 400);
    const places = [...straight(destination(start, 90, 300), 90, 590), ...out];
    const { matches } = await kept(surveyor, gpx(places), walk);
    expect(matches?.stretches).toMatchObject([{ feature: 0, road: road.id, name: road.name, direction: 'forward' }]);
    expect(matches?.stretches[0]?.fromMetres).toBeCloseTo(300, -1.5);
    expect(matches?.stretches[0]?.toMetres).toBeCloseTo(900, -1.5);
    expect(matches?.proposals).toMatchObject({ type: 'FeatureCollection', features: [{ properties: { feature: 0 } }] });
    // Straight: two ends, and perhaps the bend where it leaves the road.
    expect(matches?.proposals.features[0]?.geometry.coordinates.length).toBeLessThan(5);

    const taken = await kept(surveyor, JSON.stringify(matches?.proposals), {
      ...{ layer: 'patrol-road', name: 'de-xuat.geojson' },
      fields: { set: '{"name":"Đường mới","kind":"patrol","surface":"footpath","status":"usable"}' },
    });
    expect(taken).toMatchObject({ state: 'received', receipt: { accepted: 1 } });
  });

  it('keeps silent about roads that are not there for the reader, and about layers that follow no roads', async () => {
    const start = elsewhere();
    const { id: road } = await addedRoad(straight(start, 0, 600));
    const survey = await kept(surveyor, gpx(straight(start, 0, 500)), walk);
    expect(survey.matches?.stretches).toHaveLength(1);
    expect((await reviewer(`/ogc/collections/patrol-road/items/${road}`, { method: 'DELETE' })).status).toBe(204);
    expect((await look(surveyor, survey.id)).matches?.stretches).toEqual([]);
    const lamp = { type: 'Feature', geometry: { type: 'Point', coordinates: start }, properties: { code: 'W' } };
    expect((await kept(surveyor, JSON.stringify(lamp))).matches).toBeNull();
  });

  it('sent again in another format is recognised, and waits until its author has said what that means', async () => {
    const places = straight(elsewhere(), 45, 2000);
    const first = await kept(surveyor, gpx(places), walk);
    const again = await kept(surveyor, kml(places), walkAsKml);
    expect(again.repeats).toMatchObject([{ survey: first.id, kind: 'same-walk', choice: null, mustChoose: true }]);
    expect(again.issues).toMatchObject([{ code: 'same-walk', severity: 'warning', feature: 0 }]);
    expect(again.issues[0]?.message).not.toContain('…');

    const refused = await step(surveyor, again.id, 'submit');
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      ...{ issues: [{ code: 'same-walk' }], repeats: [{ survey: first.id }] },
    });
    const chosen = { repeats: [{ survey: first.id, choice: 'link' }] };
    const linked = await read<Survey>(await change(surveyor, again.id, chosen));
    expect(linked.repeats).toMatchObject([{ survey: first.id, choice: 'link', mustChoose: false }]);
    const reread = await read<Survey>(await change(surveyor, again.id, { set: { kind: 'survey' } }));
    expect(reread.repeats).toMatchObject([{ survey: first.id, choice: 'link' }]);
    expect((await step(surveyor, again.id, 'submit')).status).toBe(200);
    expect((await look(reviewer, again.id)).repeats).toMatchObject([{ survey: first.id, choice: 'link' }]);
  });

  it('skipped is withdrawn with a link to the earlier survey, and stands again when that is taken back', async () => {
    const places = straight(elsewhere(), 120, 1500);
    const first = await kept(surveyor, gpx(places), walk);
    const again = await kept(surveyor, gpx(places), walk);
    expect(again.repeats).toMatchObject([{ survey: first.id, kind: 'same-file' }]);
    const skip = { repeats: [{ survey: first.id, choice: 'skip' }] };
    const skipped = await read<Survey>(await change(surveyor, again.id, skip));
    expect(skipped).toMatchObject({ state: 'superseded', replacedBy: first.id });
    expect(skipped.steps.at(-1)).toMatchObject({ action: 'supersede', account: surveyor.username });
    expect((await look(surveyor, first.id)).state).toBe('received');
    const other = { set: { kind: 'survey' }, repeats: [{ survey: first.id, choice: null }] };
    expect((await change(surveyor, again.id, other)).status).toBe(409);

    const back = await read<Survey>(
      await change(surveyor, again.id, { repeats: [{ survey: first.id, choice: null }] }),
    );
    expect(back).toMatchObject({ state: 'received', replacedBy: null, may: { change: true } });
    expect(back.repeats).toMatchObject([{ survey: first.id, choice: null, mustChoose: true }]);
    expect((await step(surveyor, again.id, 'submit')).status).toBe(422);
  });

  it('on another day is a new walk, unasked', async () => {
    const places = straight(elsewhere(), 200, 1500);
    await kept(surveyor, gpx(places), walk);
    const tomorrow = await kept(surveyor, gpx(places, noon + day), walk);
    expect(tomorrow.repeats).toEqual([]);
    expect((await step(surveyor, tomorrow.id, 'submit')).status).toBe(200);
  });

  it('of somebody else is unknown to a surveyor and known to the reviewer', async () => {
    const places = straight(elsewhere(), 300, 1500);
    const other = await api.as('surveyor', 'internal');
    const first = await kept(other, gpx(places), walk);
    const again = await kept(surveyor, kml(places), walkAsKml);
    expect(JSON.stringify(again)).not.toContain(first.id);
    expect(again).toMatchObject({ repeats: [], issueCounts: {} });
    const guess = { repeats: [{ survey: first.id, choice: 'skip' }] };
    const unknown = { repeats: [{ survey: randomUUID(), choice: 'skip' }] };
    const answers = [await change(surveyor, again.id, guess), await change(surveyor, again.id, unknown)];
    expect(answers.map(({ status }) => status)).toEqual([422, 422]);
    expect(await answers[0]?.text()).toBe(await answers[1]?.text());
    expect((await step(surveyor, again.id, 'submit')).status).toBe(200);
    expect((await look(reviewer, again.id)).repeats).toMatchObject([
      { survey: first.id, kind: 'same-walk', mustChoose: false },
    ]);
  });
});

describe('the same file', () => {
  const lamps = (code: string) =>
    JSON.stringify({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: elsewhere() },
      properties: { code, kind: 'patrol', status: 'working' },
    });

  it('is a new visit when its author says so, or ignores the finding with a reason', async () => {
    const content = lamps(`F-${randomUUID()}`);
    const first = await kept(surveyor, content);
    const second = await kept(surveyor, content);
    const chosen = { repeats: [{ survey: first.id, choice: 'new-visit' }] };
    expect((await change(surveyor, second.id, chosen)).status).toBe(200);
    expect((await step(surveyor, second.id, 'submit')).status).toBe(200);

    const third = await kept(surveyor, content);
    const [issue] = third.issues.filter(({ code }) => code === 'same-file');
    expect(third.repeats).toMatchObject([{ survey: second.id }]);
    await change(surveyor, third.id, { ignore: [{ issue: issue?.key, reason: 'đo lại cho chắc' }] });
    expect((await look(surveyor, third.id)).issues[0]).toMatchObject({ ignored: 'đo lại cho chắc' });
    expect((await step(surveyor, third.id, 'submit')).status).toBe(200);
  });

  it('is asked about too when it was sent twice at once and neither reading knew of the other', async () => {
    const content = lamps(`T-${randomUUID()}`);
    const twice = await Promise.all([1, 2].map(() => kept(surveyor, content)));
    const submitted = [];
    for (const { id } of twice) submitted.push(await step(surveyor, id, 'submit'));
    expect(submitted.map(({ status }) => status).sort()).toEqual([200, 422]);
    const refused = submitted.find(({ status }) => status === 422);
    const accepted = submitted.find(({ status }) => status === 200);
    const { id } = await read<Survey>(accepted ?? new Response('{}'));
    expect(await refused?.json()).toMatchObject({ repeats: [{ survey: id, kind: 'same-file', mustChoose: true }] });
  });

  it('after a rejection may be sent again unasked', async () => {
    const content = lamps(`R-${randomUUID()}`);
    const first = await kept(surveyor, content);
    await step(surveyor, first.id, 'submit');
    expect((await step(reviewer, first.id, 'reject', { reason: 'thiếu ảnh' })).status).toBe(200);
    const again = await kept(surveyor, content);
    expect(again.repeats).toMatchObject([{ survey: first.id, mustChoose: false }]);
    expect((await step(surveyor, again.id, 'submit')).status).toBe(200);
  });

  it('for another layer is another delivery', async () => {
    const content = gpx(straight(elsewhere(), 0, 300));
    await kept(surveyor, content, walk);
    expect((await kept(surveyor, content, { ...walk, layer: 'patrol-road' })).repeats).toEqual([]);
  });
});
