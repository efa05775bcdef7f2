import { measureLines, type PackedLines } from '@phen-dau/geodata';
import pg from 'pg';

/** The bench's roads and lamps in PostGIS, fetched as WKB through a driver as a server fetches them. */
export class WkbSource {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  static async open(databaseUrl: string): Promise<WkbSource> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    return new WkbSource(client);
  }

  /** All roads, measured; all lamps in degrees. */
  async fetch() {
    const [roads, lamps] = [await this.#collected('road'), await this.#collected('lamp')];
    return { roads: measureLines(linesOf(roads)), lampDegrees: pointsOf(lamps) };
  }

  close(): Promise<void> {
    return this.#client.end();
  }

  /** One multi-geometry of a table: a row each would cost more in the driver than its bytes, which come in hex as all do. */
  async #collected(table: 'road' | 'lamp'): Promise<Buffer> {
    const text = `select st_asbinary(st_collect(g::geometry), 'NDR') as wkb from bench_coverage.${table}`;
    const { rows } = await this.#client.query<{ wkb: Buffer }>(text);
    const wkb = rows[0]?.wkb;
    if (!wkb) throw new Error(`Nothing is in ${table}`);
    return wkb;
  }
}

/** Bytes before the members of a multi-geometry: byte order, type, count. A member has the same, a point no count. */
const headBytes = 9;
const pointHeadBytes = 5;

function linesOf(wkb: Buffer): PackedLines {
  const lineCount = wkb.readUInt32LE(5);
  const vertexCount = (wkb.length - headBytes - headBytes * lineCount) / 16;
  const lineStarts = new Uint32Array(lineCount + 1);
  const degrees = new Float64Array(2 * vertexCount);
  const startsSegment = new Uint8Array(vertexCount).fill(1);
  const bytes = new Uint8Array(degrees.buffer);
  let at = headBytes;
  let vertex = 0;
  for (let line = 0; line < lineCount; line++) {
    const count = wkb.readUInt32LE(at + 5);
    at += headBytes;
    bytes.set(wkb.subarray(at, at + 16 * count), 16 * vertex);
    at += 16 * count;
    vertex += count;
    startsSegment[vertex - 1] = 0;
    lineStarts[line + 1] = vertex;
  }
  return { lineCount, lineStarts, degrees, startsSegment };
}

function pointsOf(wkb: Buffer): Float64Array {
  const count = wkb.readUInt32LE(5);
  const degrees = new Float64Array(2 * count);
  const bytes = new Uint8Array(degrees.buffer);
  for (let point = 0; point < count; point++) {
    const at = headBytes + point * (pointHeadBytes + 16) + pointHeadBytes;
    bytes.set(wkb.subarray(at, at + 16), 16 * point);
  }
  return degrees;
}
