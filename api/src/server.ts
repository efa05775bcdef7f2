import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApp } from './app.ts';
import { createBasemap } from './basemap.ts';
import { createCallers } from './callers.ts';
import type { Config } from './config.ts';
import { createCoverage } from './coverage/coverage.ts';
import type { OpenedDatabase } from './database/open.ts';
import { type Log, logLines } from './log.ts';
import { createReadingRoom } from './surveys/reading-room.ts';
import { tileFastPath } from './tile-fast-path.ts';
import { createTileStore } from './tile-store.ts';

export interface ServerOptions {
  readonly config: Pick<Config, 'host' | 'port' | 'publicRead'> & Partial<Pick<Config, 'province'>>;
  readonly database: OpenedDatabase;
  /** Folder of the built web application; absent: none is served. */
  readonly webDirectory?: string;
  /** PMTiles archives of the basemap, the preferred one first; the first that can be read is served. */
  readonly basemapFiles?: readonly string[];
  /** JSON lines on standard error when absent. */
  readonly log?: Log;
}

export interface RunningServer {
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  /** Stops listening and ends what still runs after three seconds. The database stays open: whoever opened it closes it. */
  close(): Promise<void>;
}

const requestMilliseconds = 60_000;
const farewellMilliseconds = 3_000;

/** Serves the application. Rejects with one plain sentence when the port cannot be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, database } = options;
  const { host, port, publicRead, province } = config;
  const log = options.log ?? logLines((line) => process.stderr.write(line));
  const now = () => new Date();
  const callers = createCallers({ database, publicRead, now });
  const tiles = createTileStore({ database });
  const webFolder = options.webDirectory ?? null;
  const basemap = createBasemap(options.basemapFiles ?? [], log);
  const readingRoom = createReadingRoom();
  const coverage = createCoverage({ database, now, log });
  const app = createApp({
    ...{ database, callers, tiles, readingRoom, coverage, webFolder, basemap, log, now },
    ...(province !== undefined && { province }),
  });
  const answerTileAtOnce = tileFastPath({ callers, tiles, now });
  const answer = getRequestListener(app.fetch, { errorHandler: () => new Response(null, { status: 400 }) });
  const server = createServer(
    { requestTimeout: requestMilliseconds },
    (request: IncomingMessage, response: ServerResponse) => {
      if (!answerTileAtOnce(request, response)) void answer(request, response);
    },
  );

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(whyNotListening(error, host, port))));
    server.listen(port, host, resolve);
  });
  coverage.start();
  const address = server.address();
  const heard = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${heard}`,
    close: () =>
      new Promise((resolve) => {
        callers.close();
        tiles.close();
        void readingRoom.close();
        const end = setTimeout(() => server.closeAllConnections(), farewellMilliseconds);
        server.close(() => {
          clearTimeout(end);
          void Promise.all([basemap.close(), coverage.close()]).then(() => resolve());
        });
        server.closeIdleConnections();
      }),
  };
}

function whyNotListening(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE') return `Port ${port} on ${host} is in use by another program; choose one with PORT.`;
  if (error.code === 'EACCES') return `Port ${port} may not be used by this user; choose one above 1023 with PORT.`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return `HOST ${host} is not an address of this machine.`;
  return `The server cannot listen on ${host}:${port} (${error.code ?? error.message}).`;
}
