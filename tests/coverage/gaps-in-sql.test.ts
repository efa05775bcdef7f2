import { type Sql, sql } from '@phen-dau/api';
import type { PostCoverage, ProvinceCoverage } from '@phen-dau/geodata';
import { beforeAll, describe, expect, test } from 'vitest';
import { demonstrationDatabase, testEngine } from '../support/database.ts';
import { type AskJson, applicationAs } from './asking.ts';

/**
 * The dark stretches of a post by another road: intervals and their complement as multiranges in SQL, in PROJ's transverse
 * Mercator plane around each road, chainages stretched to PostGIS's own lengths on the spheroid.
 */
const darkStretches = (post: string, light: number, least: number): Sql => sql`
  with road as materialized (
    select id, geometry as g, format('+proj=tmerc +lat_0=%s +lon_0=%s +k=1 +ellps=WGS84 +units=m',
        st_y(st_centroid(geometry)), st_x(st_centroid(geometry))) as projection
      from register.patrol_road where post_id = ${post}::uuid and kind = 'patrol' and status = 'usable'
        and valid_from <= current_date and (valid_to is null or valid_to > current_date)),
  lamps as materialized (
    select road.id, st_transform(st_collect(lamp.geometry), projection) as flat
      from road join register.solar_lamp as lamp on lamp.geometry && st_expand(road.g, 0.001)
      where lamp.status = 'working' and valid_from <= current_date and (valid_to is null or valid_to > current_date)
      group by road.id, projection),
  near as materialized (select id, (st_dump(flat)).geom as p from lamps),
  segment as materialized (
    select id, (piece).path as place, st_length((piece).geom::geography) as metres
      from (select id, st_dumpsegments(g) as piece from road) as pieces),
  flat as materialized (
    select id, (piece).path as place, st_startpoint((piece).geom) as a, st_endpoint((piece).geom) as b,
        st_length((piece).geom) as long
      from (select id, st_dumpsegments(st_transform(g, projection)) as piece from road) as pieces),
  axis as materialized (
    select id, place, metres, sum(metres) over (partition by id order by place) - metres as start, a, b, long
      from segment join flat using (id, place) where long > 0),
  seen as (
    select id, start, metres, long,
        ((st_x(p) - st_x(a)) * (st_x(b) - st_x(a)) + (st_y(p) - st_y(a)) * (st_y(b) - st_y(a))) / long as along,
        ((st_x(p) - st_x(a)) * (st_y(b) - st_y(a)) - (st_y(p) - st_y(a)) * (st_x(b) - st_x(a))) / long as aside
      from axis join near using (id) where st_dwithin(p, st_makeline(a, b), ${light + 1}::float8)),
  chord as (
    select id, start, metres, long, along, sqrt(greatest(0, ${light}::float8 ^ 2 - aside ^ 2)) as half from seen),
  lit as (
    select id, range_agg(numrange(
        (start + greatest(0, along - half) * metres / long)::numeric,
        (start + least(long, along + half) * metres / long)::numeric)) as stretches
      from chord where half > 0 and along + half > 0 and along - half < long group by id),
  whole as (select id, sum(metres) as metres from segment group by id)
  select whole.id as line, lower(gap)::float8 as "fromMetres", upper(gap)::float8 as "toMetres"
    from whole left join lit using (id),
      unnest(nummultirange(numrange(0, metres::numeric)) - coalesce(stretches, nummultirange())) as gap
    where upper(gap) - lower(gap) >= ${least}::numeric`;

interface Stretch {
  readonly line: string;
  readonly fromMetres: number;
  readonly toMetres: number;
}

let ask: AskJson;
let posts: readonly string[];
beforeAll(async () => {
  ask = await applicationAs('officer');
  posts = (await ask<ProvinceCoverage>('/api/coverage')).posts.map(({ post }) => post?.id ?? '');
});

describe(`the gaps an officer is shown (${testEngine})`, () => {
  test('are those of interval arithmetic in SQL: none more, none less, each end to a millimetre', async () => {
    const database = await demonstrationDatabase();
    const inOrder = (gaps: readonly Stretch[]) =>
      [...gaps].sort((a, b) => (a.line < b.line ? -1 : a.line > b.line ? 1 : a.fromMetres - b.fromMetres));
    let compared = 0;
    for (const post of posts.slice(0, 6)) {
      const { measures } = await ask<PostCoverage>(`/api/posts/${post}/coverage?light=25&gap=50`);
      const shown = inOrder(measures.lit.gaps.map(({ line, ...gap }) => ({ ...gap, line: line.id })));
      const expected = await database.read(
        { role: 'reader_open', account: null },
        (transaction) =>
          transaction.query<{ line: string; fromMetres: number; toMetres: number }>(darkStretches(post, 25, 50)),
        { statementMs: 50_000 },
      );
      expect(shown.map(({ line }) => line)).toEqual(inOrder(expected).map(({ line }) => line));
      for (const [index, gap] of inOrder(expected).entries()) {
        expect(Math.abs((shown[index]?.fromMetres ?? 0) - gap.fromMetres)).toBeLessThan(1e-3);
        expect(Math.abs((shown[index]?.toMetres ?? 0) - gap.toMetres)).toBeLessThan(1e-3);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(40);
  });
});
