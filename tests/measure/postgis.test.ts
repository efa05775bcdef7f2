import { type Sql, sql } from '@phen-dau/api';
import {
  coveredByLines,
  coveredByPoints,
  coveredMetres,
  LineIndex,
  prepareLines,
  preparePositions,
  seededRandom,
} from '@phen-dau/geodata';
import { beforeAll, describe, expect, it } from 'vitest';
import { demonstrationDatabase } from '../support/database.ts';

/**
 * The engine against PostGIS on the database of the run. Two yardsticks: what people do (buffers on the spheroid, joined and
 * cut with the road), and the same intervals in SQL, but in PROJ's transverse Mercator plane around each road.
 */
type Place = [number, number];
const random = seededRandom(474);
const between = (least: number, most: number) => least + (most - least) * random();
const step = ([longitude, latitude]: Place, bearing: number, metres: number): Place => [
  longitude + (Math.sin(bearing) * metres) / (111_000 * Math.cos((latitude * Math.PI) / 180)),
  latitude + (Math.cos(bearing) * metres) / 111_000,
];
const roads = Array.from({ length: 30 }, () => winding(15, 14));
const lamps = roads.flatMap((road) =>
  road.flatMap((place): Place[] => (random() < 0.6 ? [step(place, between(0, 6.28), between(0, 8))] : [])),
);
const sectors = Array.from({ length: 6 }, (_, sector) => winding(60, 30, roads[sector * 4]?.[0]));
/** Some kilometres of border each, with a road 100 to 300 m beside all but its ends: as most of the border is, and long. */
const longSectors = Array.from({ length: 5 }, () => winding(200, 40));
const borderRoads = longSectors.map((sector) => {
  const aside = between(100, 300);
  return sector.slice(40, 160).map((place) => step(place, 1.57, aside));
});
const reach = 25;
const borderReach = 500;

const linesTable = (name: Sql, lines: Place[][]) => sql`${name} as (
  select ordinality::int as n, st_setsrid(st_geomfromgeojson(value), 4326) as g
  from jsonb_array_elements(${JSON.stringify(lines.map(asLine))}::jsonb) with ordinality)`;
const roadTable = linesTable(sql`road`, roads);
const lampTable = sql`lamp as (select st_setsrid(st_geomfromgeojson(value), 4326) as g
  from jsonb_array_elements(${JSON.stringify(lamps.map((coordinates) => ({ type: 'Point', coordinates })))}::jsonb))`;

const byBuffers = sql`with ${roadTable}, ${lampTable}
  select road.n, coalesce(st_length(st_intersection(road.g,
    (select st_union(st_buffer(lamp.g::geography, ${reach}, 'quad_segs=32')::geometry) from lamp
     where st_dwithin(lamp.g::geography, road.g::geography, ${reach})))::geography), 0) as metres
  from road order by road.n`;

const borderByBuffers = (sectors: Place[][], roads: Place[][]) => sql`
  with ${linesTable(sql`road`, roads)}, ${linesTable(sql`sector`, sectors)}
  select sector.n, coalesce(st_length(st_intersection(sector.g,
    (select st_union(st_buffer(road.g::geography, ${borderReach}, 'quad_segs=32')::geometry) from road
     where st_dwithin(road.g::geography, sector.g::geography, ${borderReach})))::geography), 0) as metres
  from sector order by sector.n`;

const byIntervals = sql`with ${roadTable}, ${lampTable},
  plane as materialized (select n, g, format('+proj=tmerc +lat_0=%s +lon_0=%s +k=1 +ellps=WGS84 +units=m',
    st_y(st_startpoint(g)), st_x(st_startpoint(g))) as projection from road),
  -- One transformation a road: each starts PROJ anew, which is nearly all of the time.
  lamps as materialized (select plane.n, st_transform(st_collect(lamp.g), projection) as flat
    from plane join lamp on lamp.g && st_expand(plane.g, 0.0005) group by plane.n, projection),
  near as materialized (select n, (st_dump(flat)).geom as p from lamps),
  flat as materialized (select n, st_transform(g, projection) as flat from plane),
  segment as materialized (select n, (piece).path[1] as part, st_startpoint((piece).geom) as a, st_endpoint((piece).geom) as b,
    st_length((piece).geom) as long from flat, lateral st_dumpsegments(flat) as piece),
  axis as (select *, sum(long) over (partition by n order by part) - long as start from segment),
  seen as (select n, start, long,
    ((st_x(p) - st_x(a)) * (st_x(b) - st_x(a)) + (st_y(p) - st_y(a)) * (st_y(b) - st_y(a))) / long as along,
    ((st_x(p) - st_x(a)) * (st_y(b) - st_y(a)) - (st_y(p) - st_y(a)) * (st_x(b) - st_x(a))) / long as aside
    from axis join near using (n)),
  chord as (select *, sqrt(greatest(0, ${reach}::float8 ^ 2 - aside ^ 2)) as half from seen),
  lit as (select n, range_agg(numrange((start + greatest(0, along - half))::numeric,
    (start + least(long, along + half))::numeric)) as stretches
    from chord where half > 0 and along + half > 0 and along - half < long group by n)
  select road.n, coalesce((select sum(upper(stretch) - lower(stretch)) from unnest(lit.stretches) as stretch), 0) as metres
  from road left join lit using (n) order by road.n`;

describe('against PostGIS', () => {
  const lit = coveredMetres(
    coveredByPoints(
      prepareLines(roads.map((road) => [road])),
      preparePositions(Float64Array.from(lamps.flat())),
      reach,
    ),
  );
  const total = lit.reduce((sum, metres) => sum + metres, 0);
  beforeAll(demonstrationDatabase);

  it('lit metres are those of the same intervals in SQL, to a millimetre on every road', async () => {
    const metres = await metresOf(byIntervals);
    expect(total).toBeGreaterThan(3000);
    metres.forEach((each, road) => {
      expect(Math.abs(each - Number(lit[road]))).toBeLessThan(1e-3);
    });
  });

  it('lit metres are those of buffers of 32 segments within 0.01 %, and never less', async () => {
    const buffers = (await metresOf(byBuffers)).reduce((sum, metres) => sum + metres, 0);
    expect(buffers / total).toBeGreaterThan(1 - 1e-4);
    expect(buffers / total).toBeLessThan(1 + 1e-6);
  });

  it('the border near roads is that of buffers of 32 segments within 0.01 %', async () => {
    const [metres, buffers] = await bothWays(longSectors, borderRoads);
    expect(metres).toBeGreaterThan(20_000);
    expect(Math.abs(buffers / metres - 1)).toBeLessThan(1e-4);
  });

  // What buffers leave out lies at the ends of what is covered, up to 15 cm at each: of short stretches it is a greater share.
  it('short stretches of border near short roads differ by what buffers leave out at their ends', async () => {
    const [metres, buffers] = await bothWays(sectors, roads);
    expect(metres).toBeGreaterThan(3000);
    expect(Math.abs(buffers / metres - 1)).toBeLessThan(5e-4);
  });
});

/** Metres of some sectors within reach of some roads: the engine's, and those of buffers. */
async function bothWays(sectors: Place[][], roads: Place[][]): Promise<[number, number]> {
  const index = new LineIndex(prepareLines(roads.map((road) => [road])));
  const covered = coveredMetres(coveredByLines(prepareLines(sectors.map((each) => [each])), index, borderReach));
  const sum = (metres: Iterable<number>) => [...metres].reduce((total, each) => total + each, 0);
  return [sum(covered), sum(await metresOf(borderByBuffers(sectors, roads)))];
}

async function metresOf(query: Sql): Promise<number[]> {
  const database = await demonstrationDatabase();
  const rows = await database.read(
    { role: 'reader_open', account: null },
    (transaction) => transaction.query<{ metres: number | string }>(query),
    { statementMs: 50_000 },
  );
  return rows.map(({ metres }) => Number(metres));
}

function winding(segments: number, metres: number, from?: Place): Place[] {
  const line: Place[] = [from ?? [between(106.6, 106.9), between(21.8, 22)]];
  let bearing = between(0, 6.28);
  for (let segment = 0; segment < segments; segment++) {
    bearing += between(-0.5, 0.5);
    line.push(step(line[segment] as Place, bearing, between(0.4, 1.6) * metres));
  }
  return line;
}

function asLine(coordinates: Place[]) {
  return { type: 'LineString', coordinates };
}
