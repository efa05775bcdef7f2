import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { createAccount, openDatabase } from '@phen-dau/api';
import { cacheDirectory } from '../paths.ts';
import { type Ask, asking, signIn } from './signed-in.ts';
import { startSurveyServer } from './surveys-kill.ts';

const password = 'tre xanh muoi hai doi 73';
const megabyte = 1e6;

export interface LargeSurvey {
  readonly bytes: number;
  readonly accepted: number;
  /** From the first byte sent to the receipt. */
  readonly seconds: number;
  /** How many other requests were answered meanwhile, and the longest that one of them took. */
  readonly otherAnswers: number;
  readonly longestSeconds: number;
  /** By how much the server's memory grew at most, the file itself included. */
  readonly grownBytes: number;
  /** What is answered to a file beyond the limit. */
  readonly refused: {
    readonly status: number;
    readonly problem: { readonly detail?: string; readonly limitBytes?: number };
  };
}

/** Sends a large file to a server of its own and asks it for other things meanwhile; then one that is too large. Linux only. */
export async function largeSurvey({
  megabytes,
  databaseUrl,
}: {
  readonly megabytes: number;
  readonly databaseUrl?: string | undefined;
}): Promise<LargeSurvey> {
  const dataDir = await mkdtemp(`${tmpdir()}/phen-dau-large-`);
  const database = await openDatabase({ dataDir, cacheDir: cacheDirectory, ...(databaseUrl && { databaseUrl }) });
  await createAccount(database, { username: 'surveyor', role: 'surveyor', clearance: 'internal', password });
  await database.close();
  const server = await startSurveyServer(dataDir, databaseUrl);
  const memory = () => memoryOf(server.child.pid ?? 0);
  try {
    const surveyor = asking(server.origin, await signIn(server.origin, 'surveyor', password));
    // The reading thread and its code are there before anything is counted.
    await sent(surveyor, lampTable(0.01));
    const content = lampTable(megabytes);
    const before = memory().now;
    const began = performance.now();
    let ended = false;
    const receipt = sent(surveyor, content).finally(() => {
      ended = true;
    });
    const waits: number[] = [];
    while (!ended) {
      const from = performance.now();
      const answer = await surveyor('/api/layers');
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`/api/layers answered ${answer.status}`);
      if (!ended) waits.push((performance.now() - from) / 1000);
    }
    const { receipt: kept } = await receipt;
    return {
      bytes: content.size,
      accepted: kept.accepted,
      seconds: (performance.now() - began) / 1000,
      otherAnswers: waits.length,
      longestSeconds: Math.max(...waits),
      grownBytes: memory().most - before,
      refused: await refusal(surveyor),
    };
  } finally {
    server.child.kill('SIGTERM');
    await server.ended;
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Lamps with long remarks: as many rows as a survey may have, and megabytes all the same. */
function lampTable(megabytes: number): Blob {
  const rows = Math.min(20_000, Math.ceil(megabytes * 1000));
  const remark = 'đèn cạnh đường mòn '.repeat(Math.max(1, Math.floor((megabytes * megabyte) / rows / 24)));
  const lines = Array.from({ length: rows }, (_, n) => {
    const place = `${(106.5 + (n % 500) / 1000).toFixed(5)},${(21.5 + Math.floor(n / 500) / 1000).toFixed(5)}`;
    return `D${n},patrol,working,${place},${remark}\n`;
  });
  return new Blob(['code,kind,status,lon,lat,remark\n', ...lines]);
}

async function sent(ask: Ask, content: Blob): Promise<{ receipt: { accepted: number } }> {
  const form = new FormData();
  form.set('layer', 'solar-lamp');
  form.set('file', content, 'den.csv');
  const headers = { 'idempotency-key': randomUUID() };
  const answer = await ask('/api/surveys', { method: 'POST', body: form, headers });
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as { receipt: { accepted: number } };
}

/** A file whose length nobody states, and that goes on beyond the limit. */
async function refusal(ask: Ask): Promise<LargeSurvey['refused']> {
  const zeros = new Uint8Array(megabyte);
  const form = new FormData();
  form.set('layer', 'solar-lamp');
  form.set('file', new Blob(Array.from({ length: 140 }, () => zeros)), 'den.csv');
  const answer = await ask('/api/surveys', { method: 'POST', body: form });
  return { status: answer.status, problem: (await answer.json()) as LargeSurvey['refused']['problem'] };
}

/** Resident memory of a process, bytes; `most`: since it started. */
function memoryOf(pid: number): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = (name: string) => 1024 * Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]);
  return { now: kilobytes('VmRSS'), most: kilobytes('VmHWM') };
}
