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
      bytes: content.length,
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
function lampTable(megabytes: number): Buffer {
  const rows = Math.min(20_000, Math.ceil(megabytes * 1000));
  const remark = 'đèn cạnh đường mòn '.repeat(Math.max(1, Math.floor((megabytes * megabyte) / rows / 24)));
  const lines = Array.from({ length: rows }, (_, n) => {
    const place = `${(106.5 + (n % 500) / 1000).toFixed(5)},${(21.5 + Math.floor(n / 500) / 1000).toFixed(5)}`;
    return `D${n},patrol,working,${place},${remark}\n`;
  });
  return Buffer.from(`code,kind,status,lon,lat,remark\n${lines.join('')}`);
}

async function sent(ask: Ask, content: Buffer): Promise<{ receipt: { accepted: number } }> {
  const answer = await ask('/api/surveys', formOf(content));
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as { receipt: { accepted: number } };
}

/** The form as its bytes: a FormData would be put together while others are waited for, and the waiting be taken for theirs. */
function formOf(content: Buffer): RequestInit {
  const boundary = randomUUID();
  const part = (name: string) => `\r\n--${boundary}\r\nContent-Disposition: form-data; name="${name}"`;
  const head = `${part('layer')}\r\n\r\nsolar-lamp${part('file')}; filename="den.csv"\r\n\r\n`;
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}`, 'idempotency-key': randomUUID() };
  return {
    method: 'POST',
    headers,
    body: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}

async function refusal(ask: Ask): Promise<LargeSurvey['refused']> {
  const answer = await ask('/api/surveys', formOf(Buffer.alloc(140 * megabyte)));
  return { status: answer.status, problem: (await answer.json()) as LargeSurvey['refused']['problem'] };
}

/** Resident memory of a process, bytes; `most`: since it started. */
function memoryOf(pid: number): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = (name: string) => 1024 * Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]);
  return { now: kilobytes('VmRSS'), most: kilobytes('VmHWM') };
}
