import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Transaction } from '../database/database.ts';
import { listEntries } from '../queries/audit.ts';
import { metadataOf, photosOfSurvey, pictureOf } from '../queries/photos.ts';
import { jsonRequest, read } from '../testing/api.ts';
import { fileOf, lampSurveys } from '../testing/lamp-surveys.ts';
import { keptPhoto, type Photo, phonePhoto, photosOf, secret } from '../testing/photos.ts';
import { kept, step } from '../testing/surveys.ts';

const { api, surveyor, reviewer, lamp, lampsCalled } = await lampSurveys();
const newSurvey = (code: string) => kept(surveyor, fileOf(lamp(`${code}-1`), lamp(`${code}-2`)));
const textOf = async (response: Response) => Buffer.from(await response.arrayBuffer()).toString('latin1');

describe('the photos of a feature', () => {
  const photosPath = (feature: string) => `/api/layers/solar-lamp/features/${feature}`;

  it('are there for whoever may read it once the survey is approved, and go with an undo', async () => {
    const code = `PHOTO-${randomUUID()}`;
    const { id } = await newSurvey(code);
    const linked = await keptPhoto(surveyor, id, phonePhoto(), { feature: '0' });
    await keptPhoto(surveyor, id, phonePhoto());
    await keptPhoto(surveyor, id, phonePhoto(), { feature: '77' });
    await step(surveyor, id, 'submit');
    await step(reviewer, id, 'approve');
    const lamps = await lampsCalled(code);
    const ofCode = (end: string) => lamps.find(({ properties }) => properties.code === `${code}-${end}`)?.id ?? '';
    const officer = await api.as('officer', 'internal');
    const answer = await officer(`${photosPath(ofCode('1'))}/photos`);
    expect(await read<object>(answer)).toEqual({
      photos: [
        {
          id: linked.id,
          widthPixels: 48,
          heightPixels: expect.any(Number),
          takenOn: '2025-03-01',
          directionDegrees: 90,
        },
      ],
    });
    expect(await photosOf(officer, photosPath(ofCode('2')))).toEqual([]);
    const path = `${photosPath(ofCode('1'))}/photos/${linked.id}`;
    const picture = await officer(path);
    expect(picture.headers.get('cache-control')).toBe('private, no-cache');
    expect(await textOf(picture)).not.toContain(secret);
    expect((await officer(path.replace(ofCode('1'), ofCode('2')))).status).toBe(404);
    expect((await officer(path.replace('solar-lamp', 'patrol-road'))).status).toBe(404);
    expect((await officer(`/api/surveys/${id}/photos/${linked.id}/original`)).status).toBe(403);
    expect((await surveyor(`/api/surveys/${id}/photos/${linked.id}/original`)).status).toBe(200);

    await step(reviewer, id, 'undo', { reason: 'nhầm đồn' });
    expect((await officer(path)).status).toBe(404);
    expect(await photosOf(surveyor, `/api/surveys/${id}`)).toHaveLength(3);
    const entries = await api.database.read({ role: 'account_keeper', account: null }, (transaction) =>
      listEntries(transaction, 'restricted', { limit: 100, account: reviewer.username }),
    );
    const told = entries.filter(({ detail }) => (detail as { id?: string } | null)?.id === id);
    expect(told.map(({ action, detail }) => [action, (detail as { photos?: number }).photos])).toEqual([
      ...[
        ['survey.undo', 1],
        ['survey.approve', 1],
      ],
    ]);
  });

  it('of a feature that a survey only changes join those it has', async () => {
    const code = `JOIN-${randomUUID()}`;
    const first = await kept(surveyor, fileOf(lamp(code)));
    await keptPhoto(surveyor, first.id, phonePhoto(), { feature: '0' });
    await step(surveyor, first.id, 'submit');
    await step(reviewer, first.id, 'approve');
    const [found] = await lampsCalled(code);
    const again = { ...lamp(code, { status: 'broken' }), id: found?.id };
    const second = await kept(surveyor, fileOf(again));
    await surveyor(
      `/api/surveys/${second.id}`,
      jsonRequest('PATCH', { fixes: [{ kind: 'update-existing', feature: 0, id: found?.id }] }),
    );
    await keptPhoto(surveyor, second.id, phonePhoto(), { feature: '0' });
    await step(surveyor, second.id, 'submit');
    const approved = await step(reviewer, second.id, 'approve');
    expect(approved.status, await approved.clone().text()).toBe(200);
    expect(await photosOf(reviewer, photosPath(found?.id ?? ''))).toHaveLength(2);
    await step(reviewer, second.id, 'undo', { reason: 'nhầm đèn' });
    expect(await photosOf(reviewer, photosPath(found?.id ?? ''))).toHaveLength(1);
  });
});

describe('a photo of something protected', () => {
  const corner = (longitude: number) => [longitude, 21.9 + Math.random() / 100];
  const zone = (kind: string, name: string) => {
    const [[x = 0, y = 0]] = [corner(106.9)];
    const ring = [
      [x, y],
      [x + 0.01, y],
      [x + 0.01, y + 0.01],
      [x, y],
    ];
    const geometry = { type: 'MultiPolygon', coordinates: [[ring]] };
    return { type: 'Feature', geometry, properties: { name, kind } };
  };

  it('is as protected as its feature, wherever the feature goes', async () => {
    const commander = await api.as('reviewer', 'restricted');
    const approver = await api.as('reviewer', 'restricted');
    const officer = await api.as('officer', 'internal');
    const [belt, hidden] = [`Vành đai ${randomUUID()}`, `Khu ${randomUUID()}`];
    const { id } = await kept(commander, fileOf(zone('border_belt', belt), zone('defence_zone', hidden)), {
      layer: 'zone',
    });
    const ofBelt = await keptPhoto(commander, id, phonePhoto(), { feature: '0' });
    const ofHidden = await keptPhoto(commander, id, phonePhoto(), { feature: '1' });
    const surveyPicture = await commander(`/api/surveys/${id}/photos/${ofBelt.id}`);
    expect([surveyPicture.status, surveyPicture.headers.get('cache-control')]).toEqual([200, 'no-store']);
    for (const photo of [ofBelt, ofHidden]) {
      for (const path of ['', `/${photo.id}`, `/${photo.id}/original`]) {
        expect((await reviewer(`/api/surveys/${id}/photos${path}`)).status, path).toBe(404);
      }
    }
    expect((await step(commander, id, 'submit')).status).toBe(200);
    expect((await step(approver, id, 'approve')).status).toBe(200);

    const zones = await read<{ features: { id: string; properties: { name: string; version: number } }[] }>(
      await commander('/ogc/collections/zone/items?limit=10000'),
    );
    const named = (name: string) => zones.features.find(({ properties }) => properties.name === name)?.id ?? '';
    const at = (zoneId: string, photo: Photo) => `/api/layers/zone/features/${zoneId}/photos/${photo.id}`;
    expect((await officer(at(named(belt), ofBelt))).status).toBe(200);
    expect((await officer(at(named(hidden), ofHidden))).status).toBe(404);
    expect((await officer(`/api/layers/zone/features/${named(hidden)}/photos`)).status).toBe(404);
    const secretPicture = await commander(at(named(hidden), ofHidden));
    expect([secretPicture.status, secretPicture.headers.get('cache-control')]).toEqual([200, 'no-store']);
    // The survey could hold protected features, so what the device wrote stays hidden with it.
    expect((await reviewer(`/api/surveys/${id}/photos/${ofBelt.id}/original`)).status).toBe(404);
    const original = await commander(`/api/surveys/${id}/photos/${ofBelt.id}/original`);
    expect(await textOf(original)).toContain(secret);

    const planner = await api.as('administrator', 'restricted');
    const moved = await planner(`/ogc/collections/zone/items/${named(belt)}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/merge-patch+json', 'if-match': '"1"' },
      body: JSON.stringify({ properties: { kind: 'defence_land' } }),
    });
    expect(moved.status, await moved.clone().text()).toBeLessThan(300);
    expect((await officer(at(named(belt), ofBelt))).status).toBe(404);
    const after = await planner(at(named(belt), ofBelt));
    expect([after.status, after.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const back = await planner(`/api/layers/zone/features/${named(belt)}/restore`, {
      ...jsonRequest('POST', { version: 1 }, { 'if-match': '"2"' }),
    });
    expect(back.status, await back.clone().text()).toBe(200);
    expect((await officer(at(named(belt), ofBelt))).status).toBe(200);

    // The database alone keeps them apart, should a route of ours forget to ask.
    const asInternal = <T>(work: (transaction: Transaction) => Promise<T>) =>
      api.database.read({ role: 'reader_internal', account: null }, work);
    expect(
      (await asInternal((transaction) => photosOfSurvey(transaction, 'internal', id))).map((each) => each.id),
    ).toEqual([ofBelt.id]);
    const restricted = { sensitivity: 'restricted' } as const;
    await expect(asInternal((transaction) => metadataOf(transaction, ofBelt.id, restricted))).rejects.toThrow();
    await expect(
      asInternal((transaction) => pictureOf(transaction, { id: ofHidden.id, ...restricted })),
    ).rejects.toThrow();
    const asOpen = await api.database.read({ role: 'reader_open', account: null }, async (transaction) => [
      ...(await photosOfSurvey(transaction, 'open', id)),
      ...(await pictureOf(transaction, { id: ofBelt.id, sensitivity: 'internal' })),
    ]);
    expect(asOpen).toEqual([]);
  });
});
