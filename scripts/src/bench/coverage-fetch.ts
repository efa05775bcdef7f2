import { measureLines, type PackedLines } from '@phen-dau/geodata';
import pg from 'pg';

/** The bench's roads and lamps in PostGIS, fetched as WKB through a driver as a server fetches them: two questions at once. */
export class WkbSource {
  readonly #pool: pg.Pool;

  constructor(databaseUrl: string) {
    this.#pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
    // The server that is thrown away after the bench may end first.
    this.#pool.on('error', () => {});
  }

  /** All roads, measured; all lamps in degrees. */
  async fetch() {
    const [roads, lamps] = await Promise.all([this.#all('road'), this.#all('lamp')]);
    return { roads: measureLines(linesOf(roads)), lampDegrees: pointsOf(lamps) };
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  /**
   * All geometries of a table, one after another: a row each would cost more in the driver than its bytes, which come in hex as
   * all do, and collecting them into one geometry more in the database.
   */
  async #all(table: 'road' | 'lamp'): Promise<Geometries> {
    const text = `select count(*)::int as count, string_agg(st_asbinary(g::geometry, 'NDR'), '') as wkb from bench_coverage.${table}`;
    const { rows } = await this.#pool.query<Geometries>(text);
    const [all] = rows;
    if (!all?.wkb) throw new Error(`Nothing is in ${table}`);
    return all;
  }
}

interface Geometries {
  readonly count: number;
  readonly wkb: Buffer;
}

/** Bytes before the vertices of a line: byte order, type, count; a point has no count. */
const headBytes = 9;
const pointHeadBytes = 5;

function linesOf({ count: lineCount, wkb }: Geometries): PackedLines {
  const vertexCount = (wkb.length - headBytes * lineCount) / 16;
  const lineStarts = new Uint32Array(lineCount + 1);
  const degrees = new Float64Array(2 * vertexCount);
  const startsSegment = new Uint8Array(vertexCount).fill(1);
  const bytes = new Uint8Array(degrees.buffer);
  let at = 0;
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

function pointsOf({ count, wkb }: Geometries): Float64Array {
  const degrees = new Float64Array(2 * count);
  const bytes = new Uint8Array(degrees.buffer);
  for (let point = 0; point < count; point++) {
    const at = point * (pointHeadBytes + 16) + pointHeadBytes;
    bytes.set(wkb.subarray(at, at + 16), 16 * point);
  }
  return degrees;
}
