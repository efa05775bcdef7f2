import { createHash, randomUUID } from 'node:crypto';
import { photoLimits, samplePhoto } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import { tableDigests } from '../queries/table-digests.ts';
import { jsonRequest, read } from '../testing/api.ts';
import { fileOf, lampSurveys } from '../testing/lamp-surveys.ts';
import { keptPhoto, type Photo, phonePhoto, photosOf, secret, sendPhoto } from '../testing/photos.ts';
import { kept, step } from '../testing/surveys.ts';

const { api, surveyor, reviewer, lamp } = await lampSurveys();
const newSurvey = (code: string = randomUUID()) => kept(surveyor, fileOf(lamp(`${code}-1`), lamp(`${code}-2`)));
const textOf = async (response: Response) => Buffer.from(await response.arrayBuffer()).toString('latin1');

describe('a photo of a survey', () => {
  it('is kept byte for byte, and shown without what the device wrote beside it', async () => {
    const { id } = await newSurvey();
    const bytes = phonePhoto();
    const photo = await keptPhoto(surveyor, id, bytes, { feature: '1' });
    expect(photo).toMatchObject({
      ...{ sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length, feature: 1, issues: [] },
      ...{ positionFrom: 'photo', takenAt: '2025-03-01T03:20:30.000Z', directionDegrees: 90 },
    });
    expect(photo.position).toEqual([expect.closeTo(107.212345, 6), expect.closeTo(21.712345, 6)]);
    expect(await photosOf(surveyor, `/api/surveys/${id}`)).toEqual([photo]);

    const path = `/api/surveys/${id}/photos/${photo.id}`;
    const picture = await surveyor(path);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    expect(picture.headers.get('content-security-policy')).toContain('sandbox');
    const shown = await textOf(picture.clone());
    expect(shown.startsWith('\xff\xd8')).toBe(true);
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain('2025:03:01');
    const tag = picture.headers.get('etag') ?? '';
    expect((await surveyor(path, { headers: { 'if-none-match': tag } })).status).toBe(304);

    const original = await surveyor(`${path}/original`);
    expect(Buffer.from(await original.arrayBuffer()).equals(bytes)).toBe(true);
    expect(original.headers.get('cache-control')).toBe('no-store');
    expect(original.headers.get('content-disposition')).toContain('attachment');
  });

  it('sent again, once or five times at once, is the same photo', async () => {
    const { id } = await newSurvey();
    const bytes = phonePhoto();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => sendPhoto(surveyor, id, bytes)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    const photos = await Promise.all(answers.map((answer) => read<Photo>(answer)));
    expect(new Set(photos.map((photo) => photo.id)).size).toBe(1);
    await step(surveyor, id, 'submit');
    expect((await sendPhoto(surveyor, id, bytes)).status).toBe(200);
    const other = await newSurvey();
    expect((await keptPhoto(surveyor, other.id, bytes)).id).not.toBe(photos[0]?.id);
  });

  it('has the place of the device that sent it where it says none itself', async () => {
    const { id } = await newSurvey();
    const device = { longitude: '107.2', latitude: '21.7', takenAt: '2025-03-02T01:00:00Z' };
    const silent = await keptPhoto(surveyor, id, samplePhoto({ shade: 50 }), device);
    expect(silent).toMatchObject({ position: [107.2, 21.7], positionFrom: 'device', issues: [] });
    expect(silent.takenAt).toBe('2025-03-02T01:00:00.000Z');
    const own = await keptPhoto(surveyor, id, phonePhoto(), device);
    expect(own).toMatchObject({ positionFrom: 'photo', takenAt: '2025-03-01T03:20:30.000Z' });
    const nowhere = await keptPhoto(surveyor, id, samplePhoto({ notes: { latitude: 0, longitude: 0 } }));
    expect(nowhere.position).toBeNull();
    expect(nowhere.issues.map(({ code }) => code)).toEqual(['photo-position-unusable', 'photo-without-position']);
    expect(nowhere.issues.every(({ message }) => message.length > 10)).toBe(true);
  });

  it('is linked and removed by its author while the survey is open, and by nobody afterwards', async () => {
    const { id } = await newSurvey();
    const photo = await keptPhoto(surveyor, id, phonePhoto());
    const path = `/api/surveys/${id}/photos/${photo.id}`;
    const link = (feature: unknown) => jsonRequest('PATCH', { feature });
    expect(await read<Photo>(await surveyor(path, link(1)))).toMatchObject({ id: photo.id, feature: 1 });
    expect(await read<Photo>(await surveyor(path, link(null)))).toMatchObject({ feature: null });
    expect((await surveyor(path, link(-1))).status).toBe(400);
    expect((await reviewer(path, link(0))).status).toBe(403);
    expect((await reviewer(path, { method: 'DELETE' })).status).toBe(403);
    expect((await sendPhoto(reviewer, id, phonePhoto())).status).toBe(403);
    const second = await keptPhoto(surveyor, id, phonePhoto());
    expect((await surveyor(`/api/surveys/${id}/photos/${second.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await surveyor(`/api/surveys/${id}/photos/${second.id}`)).status).toBe(404);
    await step(surveyor, id, 'submit');
    expect((await surveyor(path, link(0))).status).toBe(409);
    expect((await surveyor(path, { method: 'DELETE' })).status).toBe(409);
    expect((await sendPhoto(surveyor, id, phonePhoto())).status).toBe(409);
    expect((await photosOf(reviewer, `/api/surveys/${id}`)).map((each) => each.id)).toEqual([photo.id]);
  });

  it('goes on with a better file that takes the place of the first', async () => {
    const first = await newSurvey();
    const photo = await keptPhoto(surveyor, first.id, phonePhoto(), { feature: '1' });
    const same = await kept(surveyor, fileOf(lamp('S1'), lamp('S2')), { fields: { replaces: first.id } });
    expect(same).toMatchObject({ photos: 1 });
    expect(await photosOf(surveyor, `/api/surveys/${same.id}`)).toEqual([photo]);
    expect(await photosOf(surveyor, `/api/surveys/${first.id}`)).toEqual([]);
    const original = await surveyor(`/api/surveys/${same.id}/photos/${photo.id}/original`);
    expect(
      createHash('sha256')
        .update(Buffer.from(await original.arrayBuffer()))
        .digest('hex'),
    ).toBe(photo.sha256);
    const shorter = await kept(surveyor, fileOf(lamp('S3')), { fields: { replaces: same.id } });
    expect(await photosOf(surveyor, `/api/surveys/${shorter.id}`)).toEqual([{ ...photo, feature: null }]);
  });

  it('that is none is refused in plain words and leaves nothing behind', async () => {
    const { id } = await newSurvey();
    const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1');
    const hostile = ['', 'GIF89a', '<svg onload="alert(1)"/>', heic, phonePhoto().slice(0, 60), '\xff\xd8\xff\xff'];
    for (const content of hostile) {
      const response = await sendPhoto(surveyor, id, content);
      expect([response.status, response.headers.get('content-type')]).toEqual([
        ...[422, 'application/problem+json; charset=utf-8'],
      ]);
      expect((await read<{ issues: { message: string }[] }>(response)).issues[0]?.message).toMatch(/\w/);
    }
    const told = await surveyor(`/api/surveys/${id}/photos`, {
      ...{ method: 'POST', body: formWith('photo', heic), headers: { 'accept-language': 'en' } },
    });
    expect(await told.text()).toContain('Most Compatible');
    for (const fields of [
      { feature: '-1' },
      { feature: '1e3' },
      { feature: '99999999' },
      { longitude: 'NaN', latitude: '21' },
      { longitude: '107.1' },
      { longitude: '200', latitude: '21' },
      { takenAt: 'yesterday' },
    ]) {
      expect((await sendPhoto(surveyor, id, phonePhoto(), fields)).status, JSON.stringify(fields)).toBe(422);
    }
    const missing = await surveyor(`/api/surveys/${id}/photos`, { method: 'POST', body: formWith('file', 'x') });
    expect(missing.status).toBe(400);
    expect((await surveyor(`/api/surveys/${id}/photos`, jsonRequest('POST', {}))).status).toBe(415);
    const large = await sendPhoto(surveyor, id, new Uint8Array(photoLimits.bytes + 1));
    expect([large.status, await large.text()]).toEqual([413, expect.stringContaining('32 MB')]);
    expect(await photosOf(surveyor, `/api/surveys/${id}`)).toEqual([]);
  });

  it('sent as the survey itself is a point where it was taken, and the photo of that point', async () => {
    const bytes = phonePhoto();
    const survey = await kept(surveyor, bytes, { name: 'IMG_0009.jpg', layer: 'solar-lamp' });
    expect(survey).toMatchObject({ receipt: { format: 'photo', read: 1 } });
    const [photo] = await photosOf(surveyor, `/api/surveys/${survey.id}`);
    expect(photo).toMatchObject({ sha256: survey.receipt.sha256, feature: 0, positionFrom: 'photo' });
    const nowhere = await kept(surveyor, samplePhoto(), { name: 'IMG_0010.jpg' });
    expect(nowhere).toMatchObject({ state: 'has-issues', receipt: { format: 'photo', held: 1 } });
    expect(nowhere.issues.map(({ code }) => code)).toContain('photo-without-position');
    const heic = await kept(surveyor, Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'), { name: 'a.heic' });
    expect(heic.issues[0]?.message).toContain('JPEG');
  });

  it('is as hidden as its survey, also from its own author’s colleagues', async () => {
    const { id } = await newSurvey();
    const photo = await keptPhoto(surveyor, id, phonePhoto(), { feature: '0' });
    const stranger = await api.as('surveyor', 'internal');
    for (const path of ['', `/${photo.id}`, `/${photo.id}/original`].map((end) => `/api/surveys/${id}/photos${end}`)) {
      const [hidden, none] = await Promise.all([stranger(path), stranger(path.replace(id, randomUUID()))]);
      expect([hidden.status, await hidden.text()]).toEqual([404, await none.text()]);
      expect((await reviewer(path)).status).toBe(200);
    }
    expect((await sendPhoto(stranger, id, phonePhoto())).status).toBe(404);
    const own = await kept(stranger, fileOf(lamp('OWN')));
    expect((await stranger(`/api/surveys/${own.id}/photos/${photo.id}`)).status).toBe(404);
    const change = { method: 'DELETE' };
    expect((await stranger(`/api/surveys/${id}/photos/${photo.id}`, change)).status).toBe(404);
  });
});

describe('a backup', () => {
  it('is compared over every table that holds something of a photo', async () => {
    const digests = await api.database.read({ role: 'reader_restricted', account: null }, tableDigests);
    const tables = digests.map(({ table }) => table);
    for (const schema of ['survey', 'defence']) {
      for (const name of ['photo', 'photo_piece', 'photo_metadata']) expect(tables).toContain(`${schema}.${name}`);
    }
    const before = await newSurvey();
    await keptPhoto(surveyor, before.id, phonePhoto());
    const after = await api.database.read({ role: 'reader_restricted', account: null }, tableDigests);
    const digestOf = (all: typeof digests) => all.find(({ table }) => table === 'survey.photo_piece')?.sha256;
    expect(digestOf(after)).not.toBe(digestOf(digests));
  });
});

function formWith(part: string, content: string | Uint8Array): FormData {
  const form = new FormData();
  form.set(part, new File([content as string], 'IMG_0002.heic'));
  return form;
}
