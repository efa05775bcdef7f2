import { type Sql, sql } from '@phen-dau/api';
import { beforeAll, describe, expect, test } from 'vitest';
import { demonstrationDatabase, testEngine } from '../support/database.ts';

/** The rows as they are today. */
const today = sql`valid_from <= current_date and (valid_to is null or valid_to > current_date)`;
const post = (name: string): Sql => sql`(select id from register.border_post where name like ${`%${name}%`})`;
const markersOf = (name: string): Sql =>
  sql`select id from register.border_marker where ${today} and post_id = ${post(name)}`;
/** Works since 2022 under the programme of marker inspection roads. */
const programme = sql`kind = 'inspection' and year_built >= 2022 and status = 'usable' and ${today}`;
/** Chi Lăng's lamps of 2024. */
const lampsOfChiLang = sql`kind = 'patrol' and post_id = ${post('Chi Lăng')}
  and installed_on between '2024-01-01' and '2024-12-31' and ${today}`;

// Making the demonstration takes longer than a test may.
beforeAll(() => demonstrationDatabase());

async function numberOf(query: Sql): Promise<number> {
  const database = await demonstrationDatabase();
  const [row] = await database.read({ role: 'reader_restricted', account: null }, (transaction) =>
    transaction.query<{ value: number }>(query),
  );
  return Number(row?.value);
}

/** Every figure of the field that the demonstration reproduces exactly: the sentence, how it is counted, what it must be. */
const facts: [sentence: string, query: Sql, figure: number][] = [
  ['474 border markers', sql`select count(*) as value from register.border_marker where ${today}`, 474],
  [
    'markers have numbers of their own',
    sql`select count(distinct number) as value from register.border_marker where ${today}`,
    474,
  ],
  [
    '332 marker inspection roads since 2022',
    sql`select count(*) as value from register.patrol_road where ${programme}`,
    332,
  ],
  ['with 40,200 man-days', sql`select sum(man_days) as value from register.patrol_road where ${programme}`, 40_200],
  ['and 51 billion dong', sql`select sum(cost_vnd) as value from register.patrol_road where ${programme}`, 51e9],
  [
    'whose sources of money add up to it',
    sql`select sum(cost_public_vnd + cost_credit_vnd + cost_social_vnd) as value from register.patrol_road
        where ${programme}`,
    51e9,
  ],
  [
    '1,500 lamps on patrol roads',
    sql`select count(*) as value from register.solar_lamp where kind = 'patrol' and ${today}`,
    1500,
  ],
  [
    '310 lamps in villages',
    sql`select count(*) as value from register.solar_lamp where kind = 'village' and ${today}`,
    310,
  ],
  ['Bắc Xa manages 40 markers', sql`select count(*) as value from (${markersOf('Bắc Xa')}) as its`, 40],
  [
    'marker 1291 among them',
    sql`select count(*) as value from register.border_marker
        where number = '1291' and id in (${markersOf('Bắc Xa')})`,
    1,
  ],
  ['Chi Lăng has 33 markers', sql`select count(*) as value from (${markersOf('Chi Lăng')}) as its`, 33],
  [
    'and all 33 have an inspection road of their own that reaches them',
    sql`select count(distinct marker.id) as value from register.border_marker as marker
        join register.patrol_road as road on road.marker_id = marker.id and road.status = 'usable'
        where marker.id in (${markersOf('Chi Lăng')}) and st_dwithin(marker.geometry::geography, road.geometry::geography, 30)`,
    33,
  ],
  [
    'its own 24 inspection roads',
    sql`select count(*) as value from register.patrol_road where ${programme} and post_id = ${post('Chi Lăng')}`,
    24,
  ],
  [
    'took 5,000 man-days',
    sql`select sum(man_days) as value from register.patrol_road where ${programme} and post_id = ${post('Chi Lăng')}`,
    5000,
  ],
  [
    'and 4.5 billion dong',
    sql`select sum(cost_vnd) as value from register.patrol_road where ${programme} and post_id = ${post('Chi Lăng')}`,
    4.5e9,
  ],
  [
    'Chi Lăng put up 360 lamps in 2024',
    sql`select count(*) as value from register.solar_lamp where ${lampsOfChiLang}`,
    360,
  ],
  ['for 600 million dong', sql`select sum(cost_vnd) as value from register.solar_lamp where ${lampsOfChiLang}`, 6e8],
  ['with 200 man-days', sql`select sum(man_days) as value from register.solar_lamp where ${lampsOfChiLang}`, 200],
  [
    '182 self-governing security and order groups',
    sql`select sum(security_groups) as value from register.village where ${today}`,
    182,
  ],
  ['176 crime-reporting mailboxes', sql`select sum(mailboxes) as value from register.village where ${today}`, 176],
  [
    '38 culture-defence villages',
    sql`select count(*) as value from register.village where kind = 'culture_defence' and ${today}`,
    38,
  ],
  ...Object.entries({ international_gate: 2, bilateral_gate: 1, auxiliary_crossing: 9, railway_link: 1 }).map(
    ([kind, figure]): [string, Sql, number] => [
      `${figure} of kind ${kind}`,
      sql`select count(*) as value from register.facility where kind = ${kind} and ${today}`,
      figure,
    ],
  ),
  [
    'one resettlement site from Lý Lá at Lục Chắn, Hải Sơn, with every service and 80 million dong a house',
    sql`select count(*) as value from register.resettlement_site where ${today} and register.fold(origin_village) like '%ly la%'
        and register.fold(name) like '%luc chan%' and register.fold(commune_name) like '%hai son%'
        and support_per_house_vnd = 80000000 and has_electricity and has_clean_water and has_telephone and has_school`,
    1,
  ],
  ['12 posts', sql`select count(*) as value from register.border_post where ${today}`, 12],
];

describe(`the figures of the field, counted from the ${testEngine} database`, () => {
  test.each(facts)('%s', async (_sentence, query, figure) => {
    expect(await numberOf(query)).toBe(figure);
  });
});

/** Lengths: the sum of the stated ones, and of the geometries on the ellipsoid. */
const lengths: [sentence: string, table: 'patrol_road' | 'border_line', rows: Sql, metres: number][] = [
  ['the inspection roads are 76 km', 'patrol_road', programme, 76_000],
  ["Chi Lăng's inspection roads are 5.5 km", 'patrol_road', sql`${programme} and post_id = ${post('Chi Lăng')}`, 5500],
  [
    '30 km of the border road of Bắc Xa is concrete',
    'patrol_road',
    sql`kind = 'patrol' and surface = 'concrete' and status = 'usable' and post_id = ${post('Bắc Xa')} and ${today}`,
    30_000,
  ],
  ['the land border is 231.74 km', 'border_line', today, 231_740],
];

describe(`lengths of the field, measured in the ${testEngine} database`, () => {
  test.each(lengths)('%s', async (_sentence, table, rows, metres) => {
    const from = table === 'patrol_road' ? sql`register.patrol_road` : sql`register.border_line`;
    const stated = await numberOf(sql`select sum(length_metres) as value from ${from} where ${rows}`);
    const measured = await numberOf(
      sql`select sum(st_length(geometry::geography)) as value from ${from} where ${rows}`,
    );
    expect(stated).toBeCloseTo(metres, 0);
    expect(Math.abs(measured - metres) / metres).toBeLessThan(1e-5);
  });

  test('most markers stand high: more than half above 600 m', async () => {
    const share = sql`select avg((elevation_metres > 600)::int) as value from register.border_marker where ${today}`;
    expect(await numberOf(share)).toBeGreaterThan(0.5);
  });

  test('Lý Lá lay about 20 km from its commune centre', async () => {
    const distance = sql`select origin_distance_metres as value from register.resettlement_site
      where register.fold(origin_village) like '%ly la%'`;
    expect(await numberOf(distance)).toBe(20_000);
  });

  /** Stretches within 25 m of a lamp: an upper bound of lit length good to some metres a lamp row. */
  const lit = (lamps: Sql, roads: Sql): Sql => sql`
    select st_length(st_intersection(st_union(st_transform(road.geometry, 9215)),
      (select st_union(st_buffer(st_transform(geometry, 9215), 25, 32)) from register.solar_lamp where ${lamps}))) as value
    from register.patrol_road as road where ${roads}`;

  test('about 7 km of the roads of Bắc Xa are lit at night', async () => {
    const metres = await numberOf(
      lit(
        sql`kind = 'patrol' and status = 'working' and post_id = ${post('Bắc Xa')} and ${today}`,
        sql`kind = 'patrol' and status = 'usable' and post_id = ${post('Bắc Xa')} and ${today}`,
      ),
    );
    expect(metres).toBeGreaterThan(6500);
    expect(metres).toBeLessThan(7500);
  });

  test("Chi Lăng's lamps of 2024 stand along about 18 km of patrol road", async () => {
    const metres = await numberOf(
      lit(lampsOfChiLang, sql`kind = 'patrol' and post_id = ${post('Chi Lăng')} and ${today}`),
    );
    expect(metres).toBeGreaterThan(16_500);
    expect(metres).toBeLessThan(18_500);
  });
});

describe(`what is named in the field and has a layer or a kind (${testEngine})`, () => {
  const named: [string, Sql][] = [
    ['bamboo belts', sql`select count(*) as value from register.bamboo_belt`],
    ['new-rural schoolyards', sql`select count(*) as value from register.facility where kind = 'schoolyard'`],
    ['cultural houses', sql`select count(*) as value from register.facility where kind = 'cultural_house'`],
    ['kinds of defence work', sql`select count(distinct kind) = 11 as value from defence.defence_work`],
    ['restricted zones', sql`select count(distinct kind) = 2 as value from defence.zone`],
  ];
  /** Units the field's reports name, as they are since July 2025. */
  const communes =
    'Quốc Khánh, Kháng Chiến, Quốc Việt, Thụy Hùng, Hoàng Văn Thụ, Đồng Đăng, Cao Lộc, Ba Sơn, Mẫu Sơn, Khuất Xá, Kiên Mộc, Bắc Xa, Chi Lăng';
  test('all 13 border communes that are named have their names', async () => {
    const names = communes.split(', ');
    const found = sql`select count(distinct name) as value from register.commune
      where ${today} and name = any(${names}::text[])`;
    expect(await numberOf(found)).toBe(13);
  });

  test('every lamp on a patrol road stands within 3 m of it', async () => {
    const farthest = sql`select max((select min(st_distance(lamp.geometry::geography, road.geometry::geography))
        from register.patrol_road as road where st_dwithin(lamp.geometry, road.geometry, 0.0002))) as value
      from register.solar_lamp as lamp where lamp.kind = 'patrol'`;
    expect(await numberOf(farthest)).toBeLessThan(3);
    const near = sql`select count(*) as value from register.solar_lamp as lamp where lamp.kind = 'patrol'
      and not exists (select 1 from register.patrol_road as road where st_dwithin(lamp.geometry, road.geometry, 0.0002))`;
    expect(await numberOf(near)).toBe(0);
  });

  test.each(named)('%s exist', async (_name, query) => {
    expect(await numberOf(query)).toBeGreaterThan(0);
  });
});
