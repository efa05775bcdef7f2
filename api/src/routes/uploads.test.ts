import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Ask, jsonRequest, read } from '../testing/api.ts';
import { fileOf, lampSurveys } from '../testing/lamp-surveys.ts';
import type { Survey } from '../testing/surveys.ts';

const { api, surveyor, reviewer, lamp } = await lampSurveys();

interface Upload {
  readonly id: string;
  readonly offset: number;
  readonly bytes: number;
}

const bytesOf = (...codes: string[]) => Buffer.from(fileOf(...codes.map((code) => lamp(code))));
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const begin = (ask: Ask, bytes: Uint8Array, fileName = 'den.geojson') =>
  ask('/api/uploads', jsonRequest('POST', { sha256: digest(bytes), bytes: bytes.length, fileName }));
const add = (ask: Ask, { id }: Pick<Upload, 'id'>, offset: number, body: Uint8Array | ReadableStream) =>
  ask(`/api/uploads/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/partial-upload', 'upload-offset': String(offset) },
    body: body as Uint8Array<ArrayBuffer>,
    ...(body instanceof ReadableStream && { duplex: 'half' }),
  });
const offsetOf = async (ask: Ask, { id }: Pick<Upload, 'id'>) =>
  Number((await ask(`/api/uploads/${id}`, { method: 'HEAD' })).headers.get('upload-offset'));
function handIn(ask: Ask, { id }: Pick<Upload, 'id'>, key: string = randomUUID(), layer = 'solar-lamp') {
  const form = new FormData();
  form.set('layer', layer);
  form.set('upload', id);
  return ask('/api/surveys', { method: 'POST', body: form, headers: { 'idempotency-key': key } });
}

describe('a file in pieces', () => {
  it('arrives over several requests, tells how far it is, and becomes the survey it would have been in one', async () => {
    const bytes = bytesOf('P1', 'P2', 'P3');
    const began = await begin(surveyor, bytes, '..\\đèn mới.geojson');
    expect(began.status).toBe(201);
    const upload = await read<Upload>(began);
    expect(upload).toMatchObject({ offset: 0, bytes: bytes.length, fileName: 'đèn mới.geojson' });
    expect(began.headers.get('location')).toBe(`/api/uploads/${upload.id}`);
    expect(began.headers.get('upload-complete')).toBe('?0');

    const first = await add(surveyor, upload, 0, bytes.subarray(0, 100));
    expect([first.status, first.headers.get('upload-offset')]).toEqual([204, '100']);
    const again = await begin(surveyor, bytes, 'đèn mới.geojson');
    expect(again.status).toBe(200);
    expect(await read<Upload>(again)).toMatchObject({ id: upload.id, offset: 100 });
    const early = await handIn(surveyor, upload);
    expect([early.status, (await read<Upload>(early)).offset]).toEqual([409, 100]);

    const last = await add(surveyor, upload, 100, bytes.subarray(100));
    expect(last.headers.get('upload-complete')).toBe('?1');
    const key = randomUUID();
    const kept = await handIn(surveyor, upload, key);
    expect(kept.status).toBe(201);
    const survey = await read<Survey & { fileName: string }>(kept);
    expect(survey).toMatchObject({
      ...{ state: 'received', fileName: 'đèn mới.geojson' },
      receipt: { sha256: digest(bytes), bytes: bytes.length, accepted: 3 },
    });
    const original = await surveyor(`/api/surveys/${survey.id}/original`);
    expect(Buffer.from(await original.arrayBuffer())).toEqual(bytes);
  });

  it('whose receipt was lost on the way is not sent again, unless it is to be another survey', async () => {
    const bytes = bytesOf('L1', 'L2');
    const upload = await read<Upload>(await begin(surveyor, bytes));
    await add(surveyor, upload, 0, bytes);
    const key = randomUUID();
    const first = await read<Survey>(await handIn(surveyor, upload, key));
    expect(await read<Upload>(await begin(surveyor, bytes))).toMatchObject({ id: upload.id, offset: bytes.length });
    const second = await handIn(surveyor, upload, key);
    expect([second.status, (await read<Survey>(second)).id]).toEqual([200, first.id]);
    const other = await handIn(surveyor, upload);
    expect([other.status, (await read<Upload>(other)).offset]).toEqual([409, 0]);
    const anew = await read<Upload>(await begin(surveyor, bytes));
    expect(anew.offset).toBe(0);
    await add(surveyor, anew, 0, bytes);
    expect((await handIn(surveyor, anew)).status).toBe(201);
  });

  it('becomes one survey, however many hand it in at once under keys of their own', async () => {
    const bytes = bytesOf('K1', 'K2');
    const upload = await read<Upload>(await begin(surveyor, bytes));
    await add(surveyor, upload, 0, bytes);
    const answers = await Promise.all([1, 2, 3].map(() => handIn(surveyor, upload)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('is not torn by a piece sent twice or by two who send at once: whoever is wrong is told where to go on', async () => {
    const bytes = bytesOf('T1', 'T2', 'T3', 'T4');
    const upload = await read<Upload>(await begin(surveyor, bytes));
    await add(surveyor, upload, 0, bytes.subarray(0, 50));
    const twice = await add(surveyor, upload, 0, bytes.subarray(0, 50));
    expect([twice.status, twice.headers.get('upload-offset'), (await read<Upload>(twice)).offset]).toEqual([
      409,
      '50',
      50,
    ]);
    const answers = await Promise.all([60, 70, 80].map((end) => add(surveyor, upload, 50, bytes.subarray(50, end))));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    const here = await offsetOf(surveyor, upload);
    expect(new Set(answers.map(({ headers }) => headers.get('upload-offset')))).toEqual(new Set([String(here)]));
    expect((await add(surveyor, upload, bytes.length, bytes.subarray(0, 1))).status).toBe(409);
    await add(surveyor, upload, here, bytes.subarray(here));
    const key = randomUUID();
    const surveys = await Promise.all([1, 2].map(() => handIn(surveyor, upload, key)));
    const [one, other] = await Promise.all(surveys.map((answer) => read<Survey>(answer)));
    expect(one?.receipt.sha256).toBe(digest(bytes));
    expect(other?.id).toBe(one?.id);
  });

  it('keeps what came before the line broke', async () => {
    const bytes = bytesOf('B1', 'B2');
    const upload = await read<Upload>(await begin(surveyor, bytes));
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (sent === 120) return controller.error(new Error('the line broke'));
        controller.enqueue(new Uint8Array(bytes.subarray(sent, sent + 40)));
        sent += 40;
      },
    });
    expect((await add(surveyor, upload, 0, body)).status).toBe(400);
    expect(await offsetOf(surveyor, upload)).toBe(120);
    await add(surveyor, upload, 120, bytes.subarray(120));
    expect((await handIn(surveyor, upload)).status).toBe(201);
  });

  it('that is not what was announced is refused and begins anew', async () => {
    const bytes = bytesOf('X1');
    const wrong = Buffer.from(bytes);
    wrong.write('Y', wrong.indexOf('X1'));
    const upload = await read<Upload>(await begin(surveyor, bytes));
    expect((await add(surveyor, upload, 0, Buffer.concat([bytes, bytes]))).status).toBe(413);
    await add(surveyor, upload, await offsetOf(surveyor, upload), wrong);
    const refused = await handIn(surveyor, upload);
    expect([refused.status, (await read<Upload>(refused)).offset]).toEqual([409, 0]);
    expect((await surveyor(`/api/uploads/${upload.id}`)).status).toBe(404);
  });

  it('does not exist for anybody else', async () => {
    const bytes = bytesOf('H1');
    const upload = await read<Upload>(await begin(surveyor, bytes));
    const missing = { id: randomUUID() };
    for (const stranger of [reviewer, await api.as('surveyor', 'restricted')]) {
      for (const ask of [
        (of: Pick<Upload, 'id'>) => stranger(`/api/uploads/${of.id}`),
        (of: Pick<Upload, 'id'>) => stranger(`/api/uploads/${of.id}`, { method: 'DELETE' }),
        (of: Pick<Upload, 'id'>) => add(stranger, of, 0, bytes),
        (of: Pick<Upload, 'id'>) => handIn(stranger, of),
      ]) {
        const [hidden, none] = [await ask(upload), await ask(missing)];
        expect([hidden.status, await hidden.text()]).toEqual([none.status, await none.text()]);
        expect([404, 409]).toContain(hidden.status);
      }
      const own = await read<Upload>(await begin(stranger, bytes));
      expect(own).toMatchObject({ offset: 0 });
      expect(own.id).not.toBe(upload.id);
    }
    expect((await surveyor(`/api/uploads/${upload.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await surveyor(`/api/uploads/${upload.id}`)).status).toBe(404);
  });

  it('is bounded: by size, by how many an account has open, and by how long it lies', async () => {
    const huge = { sha256: '0'.repeat(64), bytes: 128 * 2 ** 20 + 1, fileName: 'x.gpx' };
    const tooLarge = await surveyor('/api/uploads', jsonRequest('POST', huge));
    expect([tooLarge.status, (await read<{ limitBytes: number }>(tooLarge)).limitBytes]).toEqual([413, 128 * 2 ** 20]);
    expect((await surveyor('/api/uploads', jsonRequest('POST', { ...huge, bytes: 0 }))).status).toBe(400);

    const ask = await api.as('surveyor', 'internal');
    const uploads: Upload[] = [];
    for (let n = 0; n < 11; n++) uploads.push(await read<Upload>(await begin(ask, bytesOf(`N${n}`))));
    const states = await Promise.all(uploads.map(async ({ id }) => (await ask(`/api/uploads/${id}`)).status));
    expect(states).toEqual([404, ...Array.from({ length: 10 }, () => 200)]);
  });

  it('says what a request lacks', async () => {
    const upload = await read<Upload>(await begin(surveyor, bytesOf('W1')));
    const path = `/api/uploads/${upload.id}`;
    const type = { 'content-type': 'application/partial-upload' };
    expect((await surveyor(path, { method: 'PATCH', headers: type, body: 'x' })).status).toBe(400);
    expect((await surveyor(path, jsonRequest('PATCH', {}, { 'upload-offset': '0' }))).status).toBe(415);
    const form = new FormData();
    form.set('layer', 'solar-lamp');
    form.set('upload', upload.id);
    form.set('file', new File(['{}'], 'x.geojson'));
    expect((await surveyor('/api/surveys', { method: 'POST', body: form })).status).toBe(400);
    expect((await handIn(surveyor, { id: 'none' })).status).toBe(422);
  });
});

it('what nobody goes on with for a week is forgotten, whoever comes next', async () => {
  const other = await lampSurveys();
  const upload = await read<Upload>(await begin(other.surveyor, bytesOf('OLD')));
  other.api.later(7.5 * 86_400_000);
  const late = await other.api.as('surveyor', 'internal');
  await begin(late, bytesOf('NEW'));
  const back = await other.api.signIn(other.surveyor.username);
  expect((await other.api.holding(back)(`/api/uploads/${upload.id}`)).status).toBe(404);
});
