import { measureLines, type PackedLines } from '@phen-dau/geodata';
import pg from 'pg';

/**
 * The bench's roads and lamps in PostGIS, fetched as WKB on two connections at once. By COPY in its binary form, all geometries
 * of a table one after another: a row each would cost more in the driver than its bytes, and a result's bytes come as hex.
 */
export class WkbSource {
  readonly #roads: Promise<pg.Client>;
  readonly #lamps: Promise<pg.Client>;

  constructor(databaseUrl: string) {
    this.#roads = connected(databaseUrl);
    this.#lamps = connected(databaseUrl);
  }

  /** All roads, measured; all lamps in degrees. */
  async fetch() {
    const [roads, lamps] = await Promise.all([wkbOf(await this.#roads, 'road'), wkbOf(await this.#lamps, 'lamp')]);
    return { roads: measureLines(linesOf(roads)), lampDegrees: pointsOf(lamps) };
  }

  async close(): Promise<void> {
    for (const client of [await this.#roads, await this.#lamps]) await client.end();
  }
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  // The server that is thrown away after the bench may end first.
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Bytes of COPY before the one value of the one row: signature, flags and extension, then the row's columns and the length. */
const copyHeadBytes = 19 + 2 + 4;
/** And behind it. */
const copyTailBytes = 2;

async function wkbOf(client: pg.Client, table: 'road' | 'lamp'): Promise<Buffer> {
  const query = `select string_agg(st_asbinary(g, 'NDR'), '') from bench_coverage.${table}`;
  const bytes = Buffer.concat(await copiedOut(client, `copy (${query}) to stdout (format binary)`));
  const length = bytes.readInt32BE(copyHeadBytes - 4);
  if (length !== bytes.length - copyHeadBytes - copyTailBytes) throw new Error(`Nothing is in ${table}`);
  return bytes.subarray(copyHeadBytes, copyHeadBytes + length);
}

/** What `COPY … TO STDOUT` gives; the driver itself lets it pass by. */
function copiedOut(client: pg.Client, text: string): Promise<Buffer[]> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    client.query({
      submit: (connection: pg.Connection) => connection.query(text),
      handleCopyData: ({ chunk }: { readonly chunk: Buffer }) => chunks.push(chunk),
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => resolve(chunks),
      handleError: reject,
    } as pg.Submittable);
  });
}

/** Bytes before the vertices of a line: byte order, type, count; a point has no count. */
const headBytes = 9;
const pointHeadBytes = 5;
const positionBytes = 16;

function linesOf(wkb: Buffer): PackedLines {
  const ends: number[] = [];
  let vertex = 0;
  for (let at = 0; at < wkb.length; at += headBytes) {
    const count = wkb.readUInt32LE(at + headBytes - 4);
    at += positionBytes * count;
    vertex += count;
    ends.push(vertex);
  }
  const degrees = new Float64Array(2 * vertex);
  const startsSegment = new Uint8Array(vertex).fill(1);
  const bytes = new Uint8Array(degrees.buffer);
  for (const [line, end] of ends.entries()) {
    const start = ends[line - 1] ?? 0;
    const at = headBytes * (line + 1) + positionBytes * start;
    wkb.copy(bytes, positionBytes * start, at, at + positionBytes * (end - start));
    startsSegment[end - 1] = 0;
  }
  return { lineCount: ends.length, lineStarts: Uint32Array.from([0, ...ends]), degrees, startsSegment };
}

function pointsOf(wkb: Buffer): Float64Array {
  const count = wkb.length / (pointHeadBytes + positionBytes);
  const degrees = new Float64Array(2 * count);
  for (let point = 0; point < count; point++) {
    const at = point * (pointHeadBytes + positionBytes) + pointHeadBytes;
    degrees[2 * point] = wkb.readDoubleLE(at);
    degrees[2 * point + 1] = wkb.readDoubleLE(at + 8);
  }
  return degrees;
}
