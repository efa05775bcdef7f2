import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { asking, makeSurveyAccounts, signIn, startSurveyServer, surveyPassword } from '@phen-dau/scripts';
import { expect, it } from 'vitest';
import { emptyServerDatabase, testEngine } from '../support/database.ts';
import { runDirectory } from '../support/run-directory.ts';

/** Between two and three megabytes. */
const lamps = Buffer.from(
  `code,kind,status,lon,lat\n${Array.from({ length: 60_000 }, (_, n) => `UP${n},patrol,working,${(107 + (n % 300) / 1000).toFixed(5)},${(21.5 + Math.floor(n / 300) / 1000).toFixed(5)}\n`).join('')}`,
);
const sha256 = createHash('sha256').update(lamps).digest('hex');

it('a server ended in the middle of a file goes on from the byte it had, and the receipt is for the whole file (QFieldCloud #551)', async () => {
  const databaseUrl = testEngine === 'postgres' ? await emptyServerDatabase() : undefined;
  const dataDir = await mkdtemp(`${runDirectory()}/upload-`);
  await makeSurveyAccounts(dataDir, databaseUrl);
  const begin = async () => {
    const server = await startSurveyServer(dataDir, databaseUrl);
    const ask = asking(server.origin, await signIn(server.origin, 'surveyor', surveyPassword));
    const body = JSON.stringify({ sha256, bytes: lamps.length, fileName: 'den.csv' });
    const began = await ask('/api/uploads', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    return { server, ask, ...((await began.json()) as { id: string; offset: number }) };
  };
  const headers = (offset: number) => ({
    'content-type': 'application/partial-upload',
    'upload-offset': String(offset),
  });

  const first = await begin();
  expect(first.offset).toBe(0);
  // Most of the file, and then silence.
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new Uint8Array(lamps.subarray(0, 1_800_000))),
  });
  const sending = first.ask(`/api/uploads/${first.id}`, {
    ...{ method: 'PATCH', headers: headers(0), body, duplex: 'half' },
  });
  const broken = expect(sending).rejects.toThrow();
  let kept = 0;
  while (kept === 0) {
    const told = await first.ask(`/api/uploads/${first.id}`, { method: 'HEAD' });
    kept = Number(told.headers.get('upload-offset'));
  }
  first.server.child.kill('SIGKILL');
  await Promise.all([first.server.ended, broken]);

  const second = await begin();
  try {
    expect(second.id).toBe(first.id);
    expect(second.offset).toBeGreaterThanOrEqual(kept);
    expect(second.offset).toBeLessThan(lamps.length);
    const rest = await second.ask(`/api/uploads/${second.id}`, {
      ...{ method: 'PATCH', headers: headers(second.offset), body: new Uint8Array(lamps.subarray(second.offset)) },
    });
    expect(rest.status).toBe(204);
    const form = new FormData();
    form.set('layer', 'solar-lamp');
    form.set('upload', second.id);
    const answer = await second.ask('/api/surveys', {
      ...{ method: 'POST', body: form, headers: { 'idempotency-key': randomUUID() } },
    });
    const { id, receipt } = (await answer.json()) as { id: string; receipt: object };
    expect(receipt).toMatchObject({ sha256, bytes: lamps.length, accepted: 60_000 });
    const original = await second.ask(`/api/surveys/${id}/original`);
    expect(
      createHash('sha256')
        .update(Buffer.from(await original.arrayBuffer()))
        .digest('hex'),
    ).toBe(sha256);
  } finally {
    second.server.child.kill('SIGTERM');
    await second.server.ended;
  }
}, 180_000);
