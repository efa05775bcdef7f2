import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { layerById, vn2000FromWgs84, zoneOfProvince } from '@phen-dau/geodata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Database, Transaction } from './database/database.ts';
import type { OpenedDatabase } from './database/open.ts';
import { sql } from './database/sql.ts';
import { rolledBack, testDatabase } from './database/testing.ts';
import { type ImportOptions, type ImportReport, importFile } from './import.ts';
import { insertFeatures, listFeatures } from './queries/features.ts';

const editor: Actor = { role: 'editor_restricted', account: null, why: 'thử nhập' };
const langSon = { type: 'MultiPolygon' as const, coordinates: [[ring(106.09, 21.32, 107.37, 22.46)]] };
const post = 'b0a1c0de-0000-4000-8000-00000000d001';
let database: OpenedDatabase;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'phen-dau-import-'));
}, 180_000);
afterAll(() => rm(folder, { recursive: true }));

function ring(west: number, south: number, east: number, north: number) {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

/** Imports inside a transaction that is rolled back: a province that is one commune, a post, then what the test does. */
function importing<T>(
  work: (
    imported: (content: unknown, options?: Partial<ImportOptions>) => Promise<ImportReport>,
    transaction: Transaction,
  ) => Promise<T>,
): Promise<T> {
  return rolledBack(database, editor, async (transaction) => {
    const inside: Database = { ...database, transaction: (_actor, inner) => inner(transaction) };
    await insertFeatures(transaction, layerById('commune'), [
      { geometry: langSon, properties: { name: 'Cả tỉnh', kind: 'commune' } },
    ]);
    await insertFeatures(transaction, layerById('border-post'), [
      {
        id: post,
        geometry: { type: 'Point', coordinates: [107, 21.7] },
        properties: { name: 'Đồn Biên phòng Thử Nghiệm', code: 'TN', kind: 'post' },
      },
    ]);
    const imported = async (content: unknown, options: Partial<ImportOptions> = {}) => {
      const file = join(folder, 'given.geojson');
      await writeFile(
        file,
        typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content),
      );
      const given = { layer: layerById('village'), clearance: 'restricted' as const, actor: editor, file };
      return importFile({ database: inside, ...given, ...options });
    };
    return work(imported, transaction);
  });
}

const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
const village = (longitude: number, latitude: number, properties: Record<string, unknown> = {}, id?: string) => ({
  type: 'Feature',
  ...(id && { id }),
  geometry: { type: 'Point', coordinates: [longitude, latitude] },
  properties: { name: 'Bản Thử', kind: 'village', security_groups: 1, mailboxes: 0, ...properties },
});
const villages = async (transaction: Transaction) =>
  (await listFeatures(transaction, layerById('village'), 'restricted', { limit: 10_000, search: 'ban thu' })).rows;
const codes = ({ issues }: ImportReport) => issues.map(({ code }) => code);

describe('importing a file', () => {
  it('stores every feature and says what it did', () =>
    importing(async (imported, transaction) => {
      const progress: number[] = [];
      const report = await imported(collection(village(106.7, 21.9), village(106.8, 21.9, { post_id: 'Thử Nghiệm' })), {
        onProgress: ({ bytesRead, bytesTotal }) => progress.push(bytesRead / bytesTotal),
      });
      expect(report).toMatchObject({
        outcome: 'imported',
        format: 'geojson',
        crs: 'EPSG:4326',
        read: 2,
        inserted: 2,
        issues: [],
      });
      expect(report.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(progress.at(-1)).toBe(1);
      expect((await villages(transaction)).map(({ properties }) => properties.post_id)).toEqual([null, post]);
    }));

  it('stores nothing of a file with one bad feature, and names it', () =>
    importing(async (imported) => {
      const many = Array.from({ length: 6000 }, (_, index) => village(106.5 + index / 100_000, 21.9));
      const report = await imported(
        collection(...many, village(10, 20), ...many.slice(0, 3), village(106.7, 21.9, { kind: 'thôn' })),
      );
      expect(report).toMatchObject({ outcome: 'refused', read: 6005, inserted: 0, errors: 2 });
      expect(report.issues.map(({ code, feature }) => [code, feature])).toEqual([
        ['outside-province', 6000],
        ['property-invalid', 6004],
      ]);
    }));

  it('reads metres in the system the file or the user states, and names the likely one to who states none', () =>
    importing(async (imported, transaction) => {
      const zone = zoneOfProvince('Lạng Sơn');
      if (!zone) throw new Error('no zone');
      const places = [
        [106.2, 22.3],
        [106.7106, 21.9785],
        [107.3, 21.4],
      ] as const;
      const inMetres = places.map(([longitude, latitude]) => {
        const { xNorthMetres, yEastMetres } = vn2000FromWgs84(longitude, latitude, zone);
        return village(yEastMetres, xNorthMetres);
      });
      const refused = await imported(collection(...inMetres), { provinceZone: zone });
      expect(codes(refused)).toEqual(['crs-mismatch']);
      expect(refused.issues[0]?.context).toMatchObject({ likely: 'EPSG:9215' });
      const stated = { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::9215' } } };
      expect(await imported({ type: 'FeatureCollection', ...stated, features: inMetres })).toMatchObject({
        outcome: 'imported',
        crs: 'EPSG:9215',
      });
      expect(await imported({ ...collection(...inMetres), ...stated })).toMatchObject({ outcome: 'imported' });
      const long = { ...collection(...Array.from({ length: 9000 }, () => inMetres[0])), ...stated };
      expect(codes(await imported(long))).toEqual(['crs-mismatch', 'crs-behind-features']);
      expect(await imported(collection(...inMetres), { crs: '9215' })).toMatchObject({
        outcome: 'imported',
        inserted: 3,
      });
      expect(codes(await imported(collection(...inMetres), { crs: 'EPSG:999999' }))).toEqual(['crs-unknown']);
      expect(codes(await imported(collection(...inMetres), { crs: 'EPSG:4267' }))).toEqual(['crs-unsupported']);
      // Indian 1954 in UTM 48N, which only the database knows.
      const [old] = await transaction.query<{ x: number; y: number }>(sql`select st_x(place) as x, st_y(place) as y
        from st_transform('SRID=4326;POINT(106.31 21.41)'::geometry, 23948) as place`);
      const named = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::23948' } };
      const onOldMap = { ...collection(village(old?.x ?? 0, old?.y ?? 0)), crs: named };
      expect(await imported(onOldMap)).toMatchObject({ outcome: 'imported', crs: 'EPSG:23948' });
      expect(await imported(collection(village(old?.x ?? 0, old?.y ?? 0)), { crs: '23948' })).toMatchObject({
        inserted: 1,
      });
      const [first] = await villages(transaction);
      const [longitude, latitude] = JSON.parse(first?.geometry ?? '').coordinates;
      expect(Math.hypot(longitude - 106.2, latitude - 22.3)).toBeLessThan(1e-8);
    }));

  it('refuses crossing areas, and rebuilds them when told to', () =>
    importing(async (imported) => {
      const commune = { layer: layerById('commune') };
      const properties = { name: 'Nơ', kind: 'commune' };
      const bowTie = [
        [106.5, 21.5],
        [106.7, 21.7],
        [106.7, 21.5],
        [106.5, 21.7],
        [106.5, 21.5],
      ];
      // Rings that cross through a common corner only: none but PostGIS sees it.
      const throughCorners = [
        ring(106, 21.4, 106.4, 21.8),
        [
          [106.2, 21.8],
          [106.3, 21.9],
          [106.3, 21.7],
          [106.2, 21.8],
        ],
      ];
      const bad = collection(
        { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [bowTie] } },
        { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: throughCorners } },
      );
      const report = await imported(bad, commune);
      expect(report.outcome).toBe('refused');
      expect(report.issues.map(({ feature }) => feature)).toEqual([0, 1]);
      const repaired = await imported(bad, { ...commune, geometries: 'repair' });
      expect(repaired).toMatchObject({ outcome: 'imported', inserted: 2, repaired: 2 });
      expect(new Set(codes(repaired))).toEqual(new Set(['geometry-repaired']));
    }));

  it('refuses an id the register has, updates it, or makes a new feature, as told', () =>
    importing(async (imported, transaction) => {
      const id = 'b0a1c0de-0000-4000-8000-00000000f001';
      const first = collection(village(106.7, 21.9, {}, id));
      expect((await imported(first)).outcome).toBe('imported');
      const again = collection(village(106.71, 21.91, { mailboxes: 5 }, id), village(106.6, 21.8));
      const refused = await imported(again);
      expect(refused).toMatchObject({ outcome: 'refused', inserted: 0 });
      expect(codes(refused)).toEqual(['identifier-exists']);
      expect(await imported(again, { existing: 'update' })).toMatchObject({
        outcome: 'imported',
        inserted: 1,
        updated: 1,
      });
      const [changed] = (await villages(transaction)).filter((row) => row.id === id);
      expect(changed).toMatchObject({ version: 2, properties: { mailboxes: 5 } });
      expect(await imported(first, { existing: 'new' })).toMatchObject({ inserted: 1, updated: 0 });
      expect(await villages(transaction)).toHaveLength(3);
    }));

  it.each([
    ['', ['file-empty']],
    ['<kml></kml>', ['file-unreadable']],
    ['{"type":"FeatureCollection","features":[', ['file-truncated']],
    ['{"type":"FeatureCollection","features":[]}', ['no-features']],
    [
      '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[NaN,1]}}]}',
      ['coordinate-not-finite'],
    ],
  ])('refuses %j in words', (content, expected) =>
    importing(async (imported) => {
      const report = await imported(content);
      expect(report).toMatchObject({ outcome: 'refused', inserted: 0 });
      expect(codes(report)).toEqual(expected);
    }),
  );

  it('refuses a file that is not there or no file', () =>
    importing(async (imported) => {
      const reasons = [];
      for (const file of [join(folder, 'không có.geojson'), folder]) {
        reasons.push((await imported('', { file })).issues[0]?.context?.reason);
      }
      expect(reasons).toEqual(['no-such-file', 'not-a-file']);
    }));

  it('tells a reference to nothing as a refusal of the register', () =>
    importing(async (imported) => {
      const missing = 'b0a1c0de-0000-4000-8000-0000000000ff';
      const report = await imported(collection(village(106.7, 21.9, { post_id: missing })));
      expect(report).toMatchObject({ outcome: 'refused', inserted: 0 });
      expect(report.issues).toMatchObject([{ code: 'register-refused', context: { reason: 'reference' } }]);
    }));
});
