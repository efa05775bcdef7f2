import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { digits, printVerdicts } from './measure.ts';
import { memoryOf } from './process-memory.ts';
import { type Ask, asking, signIn } from './signed-in.ts';
import { type Receipt, takeStep, told } from './surveys-client.ts';
import { makeSurveyAccounts, startSurveyServer, surveyPassword } from './surveys-kill.ts';

const megabyte = 1e6;

export interface LargeSurvey {
  readonly bytes: number;
  /** Positions of the track, and the days it runs over: a day is a feature. */
  readonly points: number;
  readonly days: number;
  readonly accepted: number;
  /** From the first byte sent to the receipt, and from its submission to its approval. */
  readonly seconds: number;
  readonly approvedSeconds: number;
  /** How many other requests were answered meanwhile, and the longest that one of them took. */
  readonly otherAnswers: number;
  readonly longestSeconds: number;
  /** By how much the memory of the server, threads included, grew at most above what it had while idle, the file itself
   * included: until the receipt, and at the approval. */
  readonly grownBytes: number;
  readonly approvingBytes: number;
  /** What is answered to a file beyond the limit. */
  readonly refused: {
    readonly status: number;
    readonly problem: { readonly detail?: string; readonly limitBytes?: number };
  };
}

interface LargeOptions {
  readonly megabytes: number;
  /** An empty database; absent: the embedded one, which is part of the server's memory. */
  readonly databaseUrl?: string | undefined;
}

/** Reads one large track beside other work and prints what it took beside the bars. */
export async function benchLarge(options: LargeOptions): Promise<void> {
  const { bytes, points, days, ...measured } = await largeSurvey(options);
  const engine = options.databaseUrl ? 'postgres' : 'embedded';
  process.stdout.write(
    `A track of ${points} points in ${days} days, ${digits(bytes / megabyte)} MB, ${engine}: receipt after ${digits(measured.seconds)} s, ` +
      `submitted and approved in ${digits(measured.approvedSeconds)} s (memory / file then ${digits(measured.approvingBytes / bytes)}); ` +
      `${measured.otherAnswers} other answers meanwhile, the longest ${digits(measured.longestSeconds)} s\n`,
  );
  printVerdicts(`A large file, ${engine}`, [
    { what: 'memory / file until the receipt', ratio: measured.grownBytes / bytes, bar: 6, sense: 'most' },
    { what: 'longest other answer / all', ratio: measured.longestSeconds / measured.seconds, bar: 0.1, sense: 'most' },
  ]);
}

/**
 * Sends a large track to a server of its own and asks it for other things meanwhile, has it approved, and then sends a file
 * that is too large. Linux only.
 */
export async function largeSurvey({ megabytes, databaseUrl }: LargeOptions): Promise<LargeSurvey> {
  // Written before the server is asked for anything: it takes seconds, and a connection left idle so long is closed under us.
  const { content, ...track } = longTrack(Math.floor((megabytes * megabyte) / pointBytes));
  const dataDir = await mkdtemp(`${tmpdir()}/phen-dau-large-`);
  await makeSurveyAccounts(dataDir, databaseUrl);
  const server = await startSurveyServer(dataDir, databaseUrl);
  const memory = memoryOf(server.child.pid ?? 0);
  try {
    const ask = async (who: string) => asking(server.origin, await signIn(server.origin, who, surveyPassword));
    const [surveyor, reviewer] = [await ask('surveyor'), await ask('reviewer')];
    // The reading thread and its code are there before anything is counted.
    await sent(surveyor, longTrack(100).content);
    const idle = memory.now();
    memory.forget();
    const began = performance.now();
    const receipt = sent(surveyor, content);
    const [{ id, receipt: kept }, waits] = await Promise.all([receipt, waitsDuring(receipt, surveyor)]);
    const read = performance.now();
    const grownBytes = memory.most() - idle;
    memory.forget();
    await takeStep(surveyor, id, 'submit');
    await takeStep(reviewer, id, 'approve');
    return {
      ...{ ...track, bytes: content.length, accepted: kept.accepted, otherAnswers: waits.length },
      longestSeconds: Math.max(...waits),
      ...{ seconds: (read - began) / 1000, approvedSeconds: (performance.now() - read) / 1000 },
      ...{ grownBytes, approvingBytes: memory.most() - idle },
      refused: await refusal(surveyor),
    };
  } finally {
    server.child.kill('SIGTERM');
    await server.ended;
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** How long each of the other requests took that were answered, one after another, before some work ended; seconds. */
async function waitsDuring(work: Promise<unknown>, ask: Ask): Promise<number[]> {
  let ended = false;
  const end = () => {
    ended = true;
  };
  work.then(end, end);
  const waits: number[] = [];
  while (!ended) {
    const from = performance.now();
    const answer = await ask('/api/layers');
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`/api/layers answered ${answer.status}`);
    if (!ended) waits.push((performance.now() - from) / 1000);
  }
  return waits;
}

const pointBytes = 156;

/** One track as a device writes it that notes everything: a walker to and fro, a fix each second for as long as it takes. */
function longTrack(points: number): { content: Buffer; points: number; days: number } {
  const step = 2e-5;
  // Midnight in Viet Nam.
  const begin = Date.UTC(2025, 1, 28, 17);
  const pieces = ['<?xml version="1.0"?><gpx version="1.1" creator="bench"><trk><name>Dài</name><trkseg>\n'];
  for (let n = 0; n < points; n++) {
    const column = Math.floor(n / 4000);
    const along = column % 2 === 0 ? n % 4000 : 3999 - (n % 4000);
    const place = `lat="${(21.5 + along * step).toFixed(7)}" lon="${(106.5 + 10 * column * step).toFixed(7)}"`;
    const time = new Date(begin + n * 1000).toISOString();
    const noted = `<ele>${(500 + (n % 90) / 10).toFixed(1)}</ele><time>${time}</time>`;
    pieces.push(`<trkpt ${place}>${noted}<extensions><accuracy>4.${n % 10}</accuracy></extensions></trkpt>\n`);
  }
  pieces.push('</trkseg></trk></gpx>\n');
  return { content: Buffer.from(pieces.join('')), points, days: Math.ceil(points / 86_400) };
}

async function sent(ask: Ask, content: Buffer): Promise<Receipt> {
  const answer = await ask('/api/surveys', formOf(content));
  return told(answer);
}

/** The form as its bytes: a FormData would be put together while others are waited for, and the waiting be taken for theirs. */
function formOf(content: Buffer): RequestInit {
  const boundary = randomUUID();
  const part = (name: string) => `\r\n--${boundary}\r\nContent-Disposition: form-data; name="${name}"`;
  const fields = Object.entries({ layer: 'survey-track', set: '{"kind":"patrol"}' }).map(
    ([name, value]) => `${part(name)}\r\n\r\n${value}`,
  );
  const head = `${fields.join('')}${part('file')}; filename="dai.gpx"\r\n\r\n`;
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
