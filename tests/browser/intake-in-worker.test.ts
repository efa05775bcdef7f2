import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { unzipWithYauzl } from '@phen-dau/api';
import { readSurvey, surveyLimits } from '@phen-dau/geodata';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { surveySamples } from '../intake/survey-samples.ts';
import { noBrowser, openPage } from '../support/browser.ts';
import { canonical } from '../support/canonical.ts';
import type { ReadingAnswer, ReadingQuestion } from '../support/intake-worker.ts';
import { type SurveyFixture, surveyFixtures } from '../support/survey-fixtures.ts';

const samples = Object.entries(surveySamples()).map(
  ([name, bytes]): SurveyFixture => ({ path: `samples/${name}`, name, read: () => bytes }),
);
const fixtures = noBrowser ? [] : [...samples, ...surveyFixtures()];

/** Files a page is served, by their paths. */
type Served = ReadonlyMap<string, ServedFile>;
interface ServedFile {
  readonly type: string;
  readonly body: () => string | Uint8Array;
}

describe.skipIf(noBrowser)('the readers in a worker of a browser', () => {
  let server: Server;
  let answers: ReadonlyMap<string, string>;
  beforeAll(async () => {
    server = serve(new Map([...(await builtWorker()), ...pageAndFiles()]));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const { page, close } = await openPage({ origin: `http://127.0.0.1:${port}` });
    answers = await readInWorker(
      page,
      fixtures.map(({ name }, at) => ({ path: `/file/${at}`, name })),
    );
    await close();
  });
  afterAll(() => server?.close());

  it.each(fixtures.map((fixture, at) => ({ ...fixture, at })))(
    '$path is read as on the server, features and issues alike',
    async ({ name, read, at }) => {
      const content = await readSurvey(read(), name, surveyLimits, { unzip: unzipWithYauzl });
      expect(answers.get(`/file/${at}`)).toBe(canonical(content));
    },
  );

  const pageAndFiles = (): Served =>
    new Map<string, ServedFile>([
      ['/', { type: 'text/html', body: () => '<!doctype html><title>Intake</title><link rel="icon" href="data:,">' }],
      ...fixtures.map(({ read }, at) => [`/file/${at}`, { type: 'application/octet-stream', body: read }] as const),
    ]);
});

/** The worker as Vite builds it for the page. */
async function builtWorker(): Promise<Served> {
  const input = fileURLToPath(new URL('../support/intake-worker.ts', import.meta.url));
  const built = await build({
    ...{ configFile: false, logLevel: 'error' },
    build: {
      ...{ write: false, minify: false, target: 'es2023' },
      rolldownOptions: { input, output: { format: 'es', entryFileNames: 'worker.js' } },
    },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (!result || !('output' in result)) throw new Error('Vite built nothing');
  return new Map(
    result.output.flatMap((file) =>
      file.type === 'chunk' ? [[`/${file.fileName}`, { type: 'text/javascript', body: () => file.code }] as const] : [],
    ),
  );
}

const serve = (files: Served): Server =>
  createServer((request, response) => {
    const file = files.get(request.url ?? '');
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' });
    response.end(file?.body());
  });

/** What one worker makes of all the files, one after the other, by their paths. */
async function readInWorker(page: Page, questions: readonly ReadingQuestion[]): Promise<ReadonlyMap<string, string>> {
  const answers = await page.evaluate(
    (asked) =>
      new Promise<ReadingAnswer[]>((resolve, reject) => {
        const worker = new Worker('/worker.js', { type: 'module' });
        const told: ReadingAnswer[] = [];
        const askNext = () => {
          const next = asked[told.length];
          if (next) worker.postMessage(next);
          else resolve(told);
        };
        worker.addEventListener('error', ({ message }) => reject(new Error(message)));
        worker.addEventListener('message', ({ data }: MessageEvent<ReadingAnswer>) => {
          told.push(data);
          askNext();
        });
        askNext();
      }),
    questions,
  );
  return new Map(answers.map(({ path, content }) => [path, content]));
}
