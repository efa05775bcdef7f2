import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { read, sendFeature } from '../testing/api.ts';
import { fileOf, lampSurveys } from '../testing/lamp-surveys.ts';
import { change, kept, type Survey, step } from '../testing/surveys.ts';

const { province, surveyor, reviewer, lamp, lampsCalled, approved } = await lampSurveys();

describe('a survey of what is there already', () => {
  const edit = async (id: string, properties: object) => {
    const current = await reviewer(`/ogc/collections/solar-lamp/items/${id}`);
    const headers = { 'if-match': current.headers.get('etag') ?? '' };
    const path = `/ogc/collections/solar-lamp/items/${id}`;
    expect((await sendFeature(reviewer, 'PATCH', path, { properties }, headers)).status).toBe(200);
  };
  const valuesOf = async (id: string) =>
    (await read<{ properties: Record<string, unknown> }>(await reviewer(`/ogc/collections/solar-lamp/items/${id}`)))
      .properties;

  it('gives changed features their values back, field by field, and keeps newer edits of other fields', async () => {
    const code = `UNDO-${randomUUID()}`;
    await approved(fileOf(lamp(code, { power_watts: 40, man_days: 1 })));
    const [{ id } = { id: '' }] = await lampsCalled(code);
    const revisit = fileOf({ ...lamp(code, { power_watts: 60, man_days: 1, status: 'broken' }), id });
    const held = await kept(surveyor, revisit);
    expect(held.issues.find(({ code: each }) => each === 'identifier-exists')?.fix).toEqual({
      kind: 'update-existing',
      id,
    });
    await change(surveyor, held.id, { fixes: [{ kind: 'update-existing', feature: 0, id }] });
    await step(surveyor, held.id, 'submit');
    expect((await step(reviewer, held.id, 'approve')).status).toBe(200);
    expect(await valuesOf(id)).toMatchObject({ power_watts: 60, status: 'broken', version: 2 });

    await edit(id, { man_days: 7 });
    expect((await step(reviewer, held.id, 'undo', { reason: 'đo nhầm' })).status).toBe(200);
    expect(await valuesOf(id)).toMatchObject({ power_watts: 40, status: 'working', man_days: 7 });
  });

  it('asks when the same value was changed again, with all versions, and does what was decided (Mergin Maps docs #106)', async () => {
    const code = `ASK-${randomUUID()}`;
    const made = await approved(fileOf(lamp(`${code}-1`), lamp(`${code}-2`)));
    const features = await lampsCalled(code);
    const [touched, other] = features;
    if (!touched || !other) throw new Error('Two lamps were approved');
    await edit(touched.id, { status: 'removed' });
    const refused = await step(reviewer, made.id, 'undo', { reason: 'thử lại' });
    expect(refused.status).toBe(409);
    const { conflicts } = await read<{ conflicts: object[] }>(refused);
    expect(conflicts).toMatchObject([
      {
        feature: touched.id,
        field: null,
        survey: { properties: { status: 'working' } },
        current: { version: 2, properties: { status: 'removed' } },
      },
    ]);
    expect(await lampsCalled(code)).toHaveLength(2);
    await edit(touched.id, { power_watts: 77 });
    const hasty = { reason: 'thử lại', resolutions: { [touched.id]: { '*': 'undo' } }, versions: { [touched.id]: 2 } };
    const askedAgain = await step(reviewer, made.id, 'undo', hasty);
    expect(askedAgain.status).toBe(409);
    expect(await askedAgain.json()).toMatchObject({ conflicts: [{ feature: touched.id, version: 3 }] });
    const resolutions = { [touched.id]: { '*': 'keep' } };
    expect((await step(reviewer, made.id, 'undo', { reason: 'thử lại', resolutions })).status).toBe(200);
    expect((await lampsCalled(code)).map(({ id }) => id)).toEqual([touched.id]);
  });

  it('an approval joins newer edits of other values; of the same value it is a conflict with all versions, and writes nothing (Mergin Maps docs #106)', async () => {
    const code = `LATE-${randomUUID()}`;
    await approved(fileOf(lamp(code)));
    const [{ id } = { id: '' }] = await lampsCalled(code);
    const revisit = async (properties: object, more: object[] = []) => {
      const geometry = { type: 'Point', coordinates: [107.2, 21.7] };
      const held = await kept(surveyor, fileOf({ type: 'Feature', id, geometry, properties }, ...more));
      await change(surveyor, held.id, { fixes: [{ kind: 'update-existing', feature: 0, id }] });
      await step(surveyor, held.id, 'submit');
      return held.id;
    };
    const joining = await revisit({ status: 'broken' });
    const clashing = await revisit({ power_watts: 70 }, [lamp(`${code}-NEW`)]);
    await edit(id, { power_watts: 99 });
    expect((await step(reviewer, joining, 'approve')).status).toBe(200);
    expect(await valuesOf(id)).toMatchObject({ status: 'broken', power_watts: 99 });
    expect((await step(reviewer, joining, 'undo', { reason: 'nhầm đèn' })).status).toBe(200);
    expect(await valuesOf(id)).toMatchObject({ status: 'working', power_watts: 99 });

    const refused = await step(reviewer, clashing, 'approve');
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      conflicts: [
        {
          survey: { properties: { power_watts: 70 } },
          current: { properties: { power_watts: 99 } },
          fields: [{ field: 'power_watts', before: null, wanted: 70, current: 99 }],
        },
      ],
    });
    expect(await lampsCalled(code)).toHaveLength(1);
    expect((await reviewer(`/ogc/collections/solar-lamp/items/${id}`, { method: 'DELETE' })).status).toBe(204);
    const ended = await step(reviewer, clashing, 'approve');
    expect(await ended.json()).toMatchObject({ conflicts: [{ survey: { id }, current: null }] });
  });

  it('an approval does what was decided about each value, on the version it was decided on', async () => {
    const code = `CHOOSE-${randomUUID()}`;
    await approved(fileOf(lamp(code, { power_watts: 40, man_days: 1 })));
    const [{ id } = { id: '' }] = await lampsCalled(code);
    const revisit = fileOf({ ...lamp(code, { power_watts: 60, man_days: 2, status: 'broken' }), id });
    const held = await kept(surveyor, revisit);
    await change(surveyor, held.id, { fixes: [{ kind: 'update-existing', feature: 0, id }] });
    await step(surveyor, held.id, 'submit');
    await edit(id, { power_watts: 99, man_days: 9 });
    const half = await step(reviewer, held.id, 'approve', { resolutions: { [id]: { power_watts: 'take' } } });
    expect(half.status).toBe(409);
    expect(await half.json()).toMatchObject({
      conflicts: [{ fields: [{ field: 'man_days', wanted: 2, current: 9 }] }],
    });
    const resolutions = { [id]: { power_watts: 'take', man_days: 'keep' } };
    await edit(id, { man_days: 11 });
    expect((await step(reviewer, held.id, 'approve', { resolutions, versions: { [id]: 2 } })).status).toBe(409);
    expect((await step(reviewer, held.id, 'approve', { resolutions, versions: { [id]: 3 } })).status).toBe(200);
    expect(await valuesOf(id)).toMatchObject({ power_watts: 60, man_days: 11, status: 'broken' });
    expect((await step(reviewer, held.id, 'undo', { reason: 'đo nhầm' })).status).toBe(200);
    expect(await valuesOf(id)).toMatchObject({ power_watts: 99, man_days: 11, status: 'working' });
  });

  it('two surveys that change the same features in opposite orders are approved at once, and taken back at once', async () => {
    const code = `CROSS-${randomUUID()}`;
    const geometry = { type: 'Point', coordinates: [107.2, 21.7] };
    await approved(fileOf(...Array.from({ length: 40 }, (_, n) => lamp(`${code}-${n}`))));
    const ids = (await lampsCalled(code)).map(({ id }) => id);
    expect(ids).toHaveLength(40);
    const revisit = async (order: readonly string[], properties: object) => {
      const held = await kept(surveyor, fileOf(...order.map((id) => ({ type: 'Feature', id, geometry, properties }))));
      const fixes = order.map((id, feature) => ({ kind: 'update-existing', feature, id }));
      await change(surveyor, held.id, { fixes });
      expect((await step(surveyor, held.id, 'submit')).status).toBe(200);
      return held.id;
    };
    const there = await revisit(ids, { status: 'broken' });
    const back = await revisit(ids.toReversed(), { power_watts: 70 });
    const both = await Promise.all([step(reviewer, there, 'approve'), step(reviewer, back, 'approve')]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    for (const { properties } of await lampsCalled(code)) {
      expect(properties).toMatchObject({ status: 'broken', power_watts: 70 });
    }
    const undone = [there, back].map((id) => step(reviewer, id, 'undo', { reason: 'đi nhầm' }));
    expect((await Promise.all(undone)).map(({ status }) => status)).toEqual([200, 200]);
    for (const { properties } of await lampsCalled(code)) {
      expect(properties).toMatchObject({ status: 'working', power_watts: null });
    }
  });

  it('two surveys that make features of the same ids: the second is told which are there already', async () => {
    const code = `SAME-${randomUUID()}`;
    const ids = Array.from({ length: 1500 }, () => randomUUID());
    const made = async (order: readonly string[]) => {
      const held = await kept(surveyor, fileOf(...order.map((id, n) => ({ ...lamp(`${code}-${n}`), id }))));
      expect((await step(surveyor, held.id, 'submit')).status).toBe(200);
      return held.id;
    };
    const surveys = [await made(ids), await made([...ids.slice(0, 1).map(() => randomUUID()), ...ids.toReversed()])];
    // Each waits for ids of the other, in opposite orders.
    const both = await Promise.all(surveys.map((id) => step(reviewer, id, 'approve')));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const late = both.findIndex(({ status }) => status === 409);
    const told = await read<{ detail: string; features: { feature: number; id: string; name: string }[] }>(
      both[late] as Response,
    );
    const first = late === 0 ? 0 : 1;
    expect(told.features[0]).toMatchObject({ feature: first, id: late === 0 ? ids[0] : ids.at(-1) });
    expect(told.detail).toContain(`“${told.features[0]?.name}” (${first + 1})`);
    expect(told.detail).toContain('(1500)');
    expect(await read<Survey>(await reviewer(`/api/surveys/${surveys[late]}`))).toMatchObject({ state: 'submitted' });
    expect((await step(reviewer, surveys[1 - late] ?? '', 'undo', { reason: 'thử xong' })).status).toBe(200);
  });

  it('a revisit that names a feature by its id alone is offered as a change of that one', async () => {
    const code = `ASKED-${randomUUID()}`;
    await approved(fileOf(lamp(code)));
    const [{ id } = { id: '' }] = await lampsCalled(code);
    const held = await kept(surveyor, `id,status,lon,lat\n${id},broken,107.2,21.7\n`, { name: 'di lai.csv' });
    expect(held.issues.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'identifier-exists', feature: 0, fix: { kind: 'update-existing', id } },
    ]);
  });

  it('two features of a file that are to change the same one are held: the survey would collide with itself', async () => {
    const code = `TWICE-${randomUUID()}`;
    await approved(fileOf(lamp(code)));
    const [{ id } = { id: '' }] = await lampsCalled(code);
    const held = await kept(surveyor, fileOf(lamp(`${code}-a`, { status: 'broken' }), lamp(`${code}-b`)));
    const fixes = [0, 1].map((feature) => ({ kind: 'update-existing', feature, id }));
    const after = await read<Survey>(await change(surveyor, held.id, { fixes }));
    expect(after).toMatchObject({ state: 'has-issues', receipt: { accepted: 1, held: 1 } });
    expect(after.issues.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'identifier-repeated', feature: 1, fix: { kind: 'leave-out' } },
    ]);
    await change(surveyor, held.id, { fixes: [{ kind: 'leave-out', feature: 1 }] });
    expect((await step(surveyor, held.id, 'submit')).status).toBe(200);
    expect((await step(reviewer, held.id, 'approve')).status).toBe(200);
    expect(await lampsCalled(code)).toMatchObject([{ id, properties: { code: `${code}-a`, status: 'broken' } }]);
  });

  it('a revisit from before the state it changes is held, with both days', async () => {
    const code = `EARLY-${randomUUID()}`;
    await approved(fileOf(lamp(code)));
    const [{ id } = { id: '' }] = await lampsCalled(code);
    const properties = { status: 'broken', valid_from: '2019-05-01' };
    const geometry = { type: 'Point', coordinates: [107.2, 21.7] };
    const held = await kept(surveyor, fileOf({ type: 'Feature', id, geometry, properties }));
    const fixes = [{ kind: 'update-existing', feature: 0, id }];
    const after = await read<Survey>(await change(surveyor, held.id, { fixes }));
    expect(after).toMatchObject({ state: 'has-issues', receipt: { accepted: 0, held: 1 } });
    const fault = after.issues.find((issue) => issue.code === 'days-disordered');
    expect(fault).toMatchObject({ feature: 0, severity: 'error' });
    expect(fault?.message).toContain('2019-05-01');
  });

  it('a revisit changes what its file says and nothing else', async () => {
    const code = `PART-${randomUUID()}`;
    const at: [number, number] = [107.25, 21.71];
    await approved(fileOf(lamp(code, { power_watts: 40, man_days: 3, installed_on: '2024-05-01' }, at)));
    const [{ id } = { id: '' }] = await lampsCalled(code);
    const geometry = { type: 'Point', coordinates: at };
    const revisit = { type: 'Feature', id, geometry, properties: { status: 'broken', man_days: null } };
    const held = await kept(surveyor, fileOf(revisit));
    const fixes = [{ kind: 'update-existing', feature: 0, id }];
    const ready = await read<Survey>(await change(surveyor, held.id, { fixes }));
    expect(ready).toMatchObject({ state: 'received', receipt: { accepted: 1, changed: 1 } });
    const { features } = await read<{ features: { properties: object }[] }>(
      await surveyor(`/api/surveys/${held.id}/features?pages=1`),
    );
    expect(features[0]?.properties).toEqual({ status: 'broken', man_days: null });
    await step(surveyor, held.id, 'submit');
    expect((await step(reviewer, held.id, 'approve')).status).toBe(200);
    expect(await valuesOf(id)).toMatchObject({
      ...{ code, kind: 'patrol', power_watts: 40, installed_on: '2024-05-01', post_id: province.busyPost },
      ...{ status: 'broken', man_days: null, version: 2 },
    });
  });

  describe('of a road that was moved', () => {
    type Line = [number, number][];
    const roads = '/ogc/collections/patrol-road/items';
    // Beside what other tests look for on tiles: what is approved here stays.
    const start: [number, number] = [107.16, 21.8];
    /** A line from the same start, so many metres or so to the east. */
    const towards = (metres: number): Line => [start, [start[0] + metres / 103_600, start[1]]];
    const lineOf = (coordinates: Line) => ({ type: 'MultiLineString', coordinates: [coordinates] });
    interface Road {
      geometry: { coordinates: [Line] };
      properties: Record<string, unknown>;
    }
    const roadOf = async (id: string) => read<Road>(await reviewer(`${roads}/${id}`));
    const editRoad = async (id: string, body: object) => {
      const headers = { 'if-match': (await reviewer(`${roads}/${id}`)).headers.get('etag') ?? '' };
      expect((await sendFeature(reviewer, 'PATCH', `${roads}/${id}`, body, headers)).status).toBe(200);
    };
    /** A road of 1000 m, and a survey waiting that draws it 2000 m long. */
    async function redrawn() {
      const properties = { name: `Đường ${randomUUID()}`, kind: 'patrol', surface: 'earth', status: 'usable' };
      const body = { type: 'Feature', geometry: lineOf(towards(1000)), properties };
      const { id } = await read<{ id: string }>(await sendFeature(reviewer, 'POST', roads, body));
      const revisit = fileOf({
        type: 'Feature',
        id,
        geometry: lineOf(towards(2000)),
        properties: { surface: 'gravel' },
      });
      const held = await kept(surveyor, revisit, { layer: 'patrol-road', name: 'duong.geojson' });
      await change(surveyor, held.id, { fixes: [{ kind: 'update-existing', feature: 0, id }] });
      expect((await step(surveyor, held.id, 'submit')).status).toBe(200);
      const length = Number((await roadOf(id)).properties.length_metres);
      return { id, survey: held.id, length };
    }
    const fieldsAsked = async (response: Response) =>
      (await read<{ conflicts: { field: string }[] }>(response)).conflicts.map(({ field }) => field);

    it('asks about its shape alone, and the length goes where the shape goes', async () => {
      for (const [choice, metres] of [
        ['undo', 1000],
        ['keep', 3000],
      ] as const) {
        const { id, survey, length } = await redrawn();
        expect((await step(reviewer, survey, 'approve')).status).toBe(200);
        expect((await roadOf(id)).properties.length_metres).toBeCloseTo(2 * length, 0);
        await editRoad(id, { geometry: lineOf(towards(3000)) });
        expect(await fieldsAsked(await step(reviewer, survey, 'undo', { reason: 'vẽ nhầm' }))).toEqual(['geometry']);
        const resolutions = { [id]: { geometry: choice } };
        expect((await step(reviewer, survey, 'undo', { reason: 'vẽ nhầm', resolutions })).status).toBe(200);
        const road = await roadOf(id);
        expect(road.geometry.coordinates[0]).toEqual(towards(metres).map((place) => place.map(toStored)));
        expect(road.properties.length_metres).toBeCloseTo((metres / 1000) * length, 0);
        expect(road.properties.surface).toBe('earth');
      }
    });

    it('asks about a length that somebody has stated since', async () => {
      const { id, survey } = await redrawn();
      expect((await step(reviewer, survey, 'approve')).status).toBe(200);
      await editRoad(id, { geometry: lineOf(towards(3000)), properties: { length_metres: 3500 } });
      const asked = await fieldsAsked(await step(reviewer, survey, 'undo', { reason: 'vẽ nhầm' }));
      expect(asked.toSorted()).toEqual(['geometry', 'length_metres']);
    });

    it('that somebody else moved before the approval is a question of its shape alone', async () => {
      const { id, survey, length } = await redrawn();
      await editRoad(id, { geometry: lineOf(towards(3000)) });
      const refused = await step(reviewer, survey, 'approve');
      expect(refused.status).toBe(409);
      expect(await refused.json()).toMatchObject({ conflicts: [{ fields: [{ field: 'geometry' }] }] });
      const resolutions = { [id]: { geometry: 'take' } };
      expect((await step(reviewer, survey, 'approve', { resolutions })).status).toBe(200);
      expect((await roadOf(id)).properties).toMatchObject({ surface: 'gravel' });
      expect((await roadOf(id)).properties.length_metres).toBeCloseTo(2 * length, 0);
    });
  });
});

/** As the register gives degrees back. */
const toStored = (degrees: number) => Math.round(degrees * 1e9) / 1e9;
