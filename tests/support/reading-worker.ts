import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import type { Asked } from '../intake/reading.ts';
import { openPage } from './browser.ts';
import type { ReadingQuestion } from './intake-worker.ts';

/** Reads files in a worker of a browser's page, one after the other. */
export interface ReadingWorker {
  /** What came of a file, as `canonical` writes it. */
  read(bytes: Uint8Array, fileName: string, asked?: Asked): Promise<string>;
  close(): Promise<void>;
}

/** Files the page is served, by their paths. */
type Served = Map<string, { readonly type: string; readonly body: string | Uint8Array }>;

/** Builds the worker as Vite builds it for the web application, and opens a page with it. */
export async function startReadingWorker(): Promise<ReadingWorker> {
  const files = await builtWorker();
  files.set('/', { type: 'text/html', body: '<!doctype html><title>Intake</title><link rel="icon" href="data:,">' });
  const server = serve(files);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const { page, close } = await openPage({ origin: `http://127.0.0.1:${port}` });
  let count = 0;
  return {
    async read(bytes, name, asked = {}) {
      const path = `/file/${count++}`;
      files.set(path, { type: 'application/octet-stream', body: bytes });
      const content = await answered(page, { path, name, ...asked });
      files.delete(path);
      return content;
    },
    async close() {
      await close();
      server.close();
    },
  };
}

const answered = (page: Page, question: ReadingQuestion): Promise<string> =>
  page.evaluate((asked) => {
    const kept = globalThis as { readingWorker?: Worker };
    kept.readingWorker ??= new Worker('/worker.js', { type: 'module' });
    const worker = kept.readingWorker;
    return new Promise<string>((resolve, reject) => {
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.onmessage = ({ data }: MessageEvent<string>) => resolve(data);
      worker.postMessage(asked);
    });
  }, question);

async function builtWorker(): Promise<Served> {
  const input = fileURLToPath(new URL('./intake-worker.ts', import.meta.url));
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
      file.type === 'chunk' ? [[`/${file.fileName}`, { type: 'text/javascript', body: file.code }] as const] : [],
    ),
  );
}

const serve = (files: Served): Server =>
  createServer((request, response) => {
    const file = files.get(request.url ?? '');
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' });
    response.end(file?.body);
  });
