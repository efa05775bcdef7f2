import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  type Actor,
  type Database,
  type ImportOptions,
  importFile,
  insertFeatures,
  listFeatures,
  type OpenedDatabase,
  openDatabase,
  type Transaction,
} from '@phen-dau/api';
import { geometryLengthMetres, type LayerId, layerById, vn2000FromWgs84, zoneOfProvince } from '@phen-dau/geodata';
import type { FeatureCollection, LineString, MultiPolygon } from 'geojson';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyServerDatabase, rolledBack, testEngine } from '../support/database.ts';
import { runDirectory } from '../support/run-directory.ts';
import { sharedData } from '../support/shared-data.ts';

const editor: Actor = { role: 'editor_restricted', account: null, why: 'thử nhập tệp thật' };
const provinceZone = zoneOfProvince('Lạng Sơn');
if (!provinceZone) throw new Error('no zone for Lạng Sơn');
const post = 'b0a1c0de-0000-4000-8000-00000000e001';

const files = {
  communes: sharedData('admin/lang_son_communes_full.geojson'),
  generalised: sharedData('admin/lang_son_communes_10m.geojson'),
  border: sharedData('border/osm_vn_cn_border_lang_son.geojson'),
  mislabelled: sharedData('admin/20_lang_son_province_as_published_VN2000_latlon.geojson'),
};
const present = Object.values(files).every((file) => file !== undefined);

/** Where the template of the embedded database lies for all tests. */
const cacheDir = fileURLToPath(new URL('../../.cache/template', import.meta.url));
let database: OpenedDatabase;
beforeAll(async () => {
  if (!present) return;
  const dataDir = await mkdtemp(`${runDirectory()}/import-`);
  database = await openDatabase(
    testEngine === 'embedded'
      ? { dataDir, inMemory: true, cacheDir }
      : { dataDir, databaseUrl: await emptyServerDatabase() },
  );
});
afterAll(() => database?.close());

type Import = (
  layer: LayerId,
  file: string | undefined,
  options?: Partial<ImportOptions>,
) => ReturnType<typeof importFile>;

/** Imports into an empty register that forgets everything afterwards. */
const importing = (work: (into: Import, transaction: Transaction) => Promise<void>) =>
  rolledBack(database, editor, async (transaction) => {
    const inside: Database = { ...database, transaction: (_actor, inner) => inner(transaction) };
    await work((layer, file, options = {}) => {
      if (!file) throw new Error('asked for a file that is not there');
      const given = {
        database: inside,
        actor: editor,
        clearance: 'restricted',
        file,
        layer: layerById(layer),
      } as const;
      return importFile({ ...given, provinceZone, ...options });
    }, transaction);
  });

const asWards = { map: { kind: 'full_name' }, set: { valid_from: '2025-07-01' } };

describe.skipIf(!present)('real files of Lạng Sơn (../shared/data; skipped where it is absent)', () => {
  test('the 65 communes load at full resolution and generalised, with kinds read from their full names', () =>
    importing(async (into, transaction) => {
      for (const file of [files.communes, files.generalised]) {
        const report = await into('commune', file, asWards);
        expect(report).toMatchObject({ outcome: 'imported', read: 65, inserted: 65, repaired: 0, errors: 0 });
      }
      const { rows } = await listFeatures(transaction, layerById('commune'), 'open', {
        limit: 200,
        search: 'dong kinh',
      });
      expect(rows[0]).toMatchObject({
        validFrom: '2025-07-01',
        properties: { name: 'Đông Kinh', kind: 'ward', code: '05977', area_hectares: expect.closeTo(5468, 0) },
      });
    }));

  test('a required column that is missing is asked for by name, with the columns there are', () =>
    importing(async (into) => {
      const report = await into('commune', files.communes);
      expect(report).toMatchObject({ outcome: 'refused', inserted: 0, errors: 1 });
      const [missing] = report.issues;
      expect(missing).toMatchObject({ code: 'column-missing', property: 'kind' });
      expect(missing?.context?.columns).toContain('full_name');
    }));

  test('the border line of OpenStreetMap loads as the sector of a post, measured on the ellipsoid', () =>
    importing(async (into, transaction) => {
      await insertFeatures(transaction, layerById('border-post'), [
        {
          id: post,
          geometry: { type: 'Point', coordinates: [107, 21.7] },
          properties: { name: 'Đồn Biên phòng Thử Nghiệm', code: 'TN', kind: 'post' },
        },
      ]);
      const report = await into('border-line', files.border, { set: { post_id: 'Thử Nghiệm' } });
      expect(report).toMatchObject({ outcome: 'imported', inserted: 1 });
      const { rows } = await listFeatures(transaction, layerById('border-line'), 'open', { limit: 10 });
      const source = JSON.parse(await readFile(files.border ?? '', 'utf8')) as FeatureCollection<LineString>;
      const [line] = source.features;
      expect(rows[0]?.properties.length_metres).toBeCloseTo(line ? geometryLengthMetres(line.geometry) : 0, 1);
      expect(Number(rows[0]?.properties.length_metres) / 1000).toBeCloseTo(221.09, 1);
    }));

  test('the province published in VN-2000 degrees as if they were WGS 84 draws a warning once the register knows better', () =>
    importing(async (into) => {
      await into('commune', files.generalised, asWards);
      const set = { name: 'Ranh giới tỉnh', kind: 'commune' };
      const report = await into('commune', files.mislabelled, { set });
      expect(report.issues.find(({ code }) => code === 'datum-suspected')).toMatchObject({
        severity: 'warning',
        context: { likely: 'EPSG:4756', metres: expect.closeTo(224, -1) },
      });
      const corrected = await into('commune', files.mislabelled, { set, crs: 'EPSG:4756' });
      expect(corrected.issues.map(({ code }) => code)).not.toContain('datum-suspected');
      expect((await into('commune', files.communes, asWards)).warnings).toBe(1);
    }));

  test('the same communes in metres that pass for degrees are refused with VN-2000 107°15′ as the likely system', () =>
    importing(async (into) => {
      await into('commune', files.generalised, asWards);
      const { features, ...rest } = JSON.parse(
        await readFile(files.generalised ?? '', 'utf8'),
      ) as FeatureCollection<MultiPolygon>;
      const inMetres = (value: unknown): unknown => {
        if (!Array.isArray(value)) return value;
        const [x, y] = value;
        if (typeof x !== 'number' || typeof y !== 'number') return value.map(inMetres);
        const { xNorthMetres, yEastMetres } = vn2000FromWgs84(x, y, provinceZone);
        return [yEastMetres, xNorthMetres];
      };
      const moved = features.map((feature) => ({
        ...feature,
        geometry: { ...feature.geometry, coordinates: inMetres(feature.geometry.coordinates) },
      }));
      const file = `${await mkdtemp(`${runDirectory()}/import-`)}/metres.geojson`;
      await writeFile(file, JSON.stringify({ ...rest, features: moved }));
      const refused = await into('commune', file, asWards);
      expect(refused).toMatchObject({ outcome: 'refused', inserted: 0, errors: 1 });
      expect(refused.issues[0]).toMatchObject({ code: 'crs-mismatch', context: { likely: 'EPSG:9215', share: 100 } });
      expect(await into('commune', file, { ...asWards, crs: 'EPSG:9215' })).toMatchObject({
        outcome: 'imported',
        inserted: 65,
      });
    }));
});
