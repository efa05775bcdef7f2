import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { CoverageData } from './coverage-data.ts';

/** Time and value of one answer of a peer; null when the peer is not installed here. */
export type PeerAnswer = { readonly milliseconds: number; readonly value: number } | null;

/** PostGIS (and pgRouting) asked through `psql`, whose own timing is taken: the database's time, without a driver's. */
export class PostgisPeer {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
    this.#run('create extension if not exists postgis; create schema if not exists bench_coverage;');
  }

  load({ roads, lamps, sectors }: CoverageData): void {
    const places = Array.from({ length: lamps.length / 2 }, (_, lamp) => `${lamps[2 * lamp]} ${lamps[2 * lamp + 1]}`);
    this.#run(
      [
        'set search_path to bench_coverage, public; set client_min_messages to warning;',
        'drop table if exists road, lamp, sector;',
        'create table road (n int, g geography); create table lamp (n int, g geography);',
        'create table sector (n int, g geography);',
        copy('road', roads.map(lineText)),
        copy(
          'lamp',
          places.map((place) => `POINT(${place})`),
        ),
        copy('sector', sectors.map(lineText)),
        'create index on road using gist (g); create index on lamp using gist (g); analyze;',
      ].join('\n'),
    );
  }

  /** Lit metres of all roads by buffers of the lamps near each, joined and cut with the road. */
  lit(reach: number): PeerAnswer {
    return this.#time(`select sum(st_length(st_intersection(road.g::geometry,
      (select st_union(st_buffer(lamp.g, ${reach}, 'quad_segs=8')::geometry) from lamp
       where st_dwithin(lamp.g, road.g, ${reach})))::geography)) from road`);
  }

  /** Border metres within reach of any road, of one sector in `oneIn`, buffers of 32 segments a quarter. */
  border(reach: number, oneIn = 1): PeerAnswer {
    return this.#time(`select sum(st_length(st_intersection(sector.g::geometry,
      (select st_union(st_buffer(road.g, ${reach}, 'quad_segs=32')::geometry) from road
       where st_dwithin(road.g, sector.g, ${reach})))::geography)) from sector where n % ${oneIn} = 0`);
  }

  /** Whether pgRouting is installed beside PostGIS. */
  get canRoute(): boolean {
    return this.#run("select 1 from pg_available_extensions where name = 'pgrouting'").trim() === '1';
  }

  loadGraph({ from, to, costs }: BenchGraph): void {
    this.#run(
      [
        'create extension if not exists pgrouting cascade; set search_path to bench_coverage, public;',
        'drop table if exists edge; create table edge (id int, source int, target int, cost float8);',
        'copy edge from stdin;',
        ...Array.from(from, (node, edge) => `${edge}\t${node}\t${to[edge]}\t${costs[edge]}`),
        '\\.',
        'analyze edge;',
      ].join('\n'),
    );
  }

  matrix({ starts, ends }: BenchGraph): PeerAnswer {
    return this.#time(`select sum(agg_cost) from pgr_dijkstracost('select id, source, target, cost from bench_coverage.edge',
      array[${starts.join()}], array[${ends.join()}], false)`);
  }

  close(): void {
    this.#run('drop schema bench_coverage cascade');
  }

  #time(query: string): PeerAnswer {
    const output = this.#run(`set search_path to bench_coverage, public;\n\\timing on\n${query};`);
    const milliseconds = Number(/Time: ([\d.]+) ms/.exec(output)?.[1]);
    return { milliseconds, value: Number(/^\s*([\d.]+)$/m.exec(output)?.[1]) };
  }

  #run(script: string): string {
    const options = { input: script, encoding: 'utf8', maxBuffer: 2 ** 30 } as const;
    const { status, stdout, stderr } = spawnSync('psql', ['-qAtX', '-v', 'ON_ERROR_STOP=1', this.#url], options);
    if (status !== 0) throw new Error(`psql: ${stderr}`);
    return stdout;
  }
}

/** A graph with what is asked of it. */
export interface BenchGraph {
  readonly nodes: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly costs: Float64Array;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Asks `coverage-peers.py` (Debian's python3 with python3-shapely and python3-networkx) one question. */
export async function askPython(question: 'lit' | 'matrix', data: unknown): Promise<PeerAnswer> {
  const path = `${mkdtempSync(`${tmpdir()}/phen-dau-bench-`)}/data.json`;
  writeFileSync(path, JSON.stringify(data));
  const script = fileURLToPath(new URL('./coverage-peers.py', import.meta.url));
  const child = spawn('/usr/bin/python3', [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  child.stdin.end(`${JSON.stringify({ question, path })}\n`);
  for await (const line of createInterface({ input: child.stdout })) {
    const answer = JSON.parse(line);
    return 'missing' in answer ? null : answer;
  }
  return null;
}

function copy(table: string, geometries: readonly string[]): string {
  return [`copy ${table} from stdin;`, ...geometries.map((text, n) => `${n}\tSRID=4326;${text}`), '\\.'].join('\n');
}

function lineText(line: readonly (readonly number[])[]): string {
  return `LINESTRING(${line.map(([longitude, latitude]) => `${longitude} ${latitude}`).join()})`;
}
