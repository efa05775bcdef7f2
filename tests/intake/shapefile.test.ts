import { findCoordinateSystem, issueText, placedFeatures } from '@phen-dau/geodata';
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { read, samples } from './reading.ts';

const decoded = (archive: Uint8Array | undefined, name: string) =>
  strFromU8(unzipSync(archive ?? new Uint8Array())[name] ?? new Uint8Array());

describe('Shapefile', () => {
  it('brings attributes in their types, the code page and the system of its .prj with it', async () => {
    const { features, statedCrs, issues } = await read('a.zip');
    expect(issues).toEqual([]);
    expect(features.map(({ properties }) => properties)).toEqual([
      { ten: 'Bắc Xa', dai: 20, ngay: '2026-06-01' },
      { ten: 'Chi Lăng', dai: 21, ngay: '2026-06-02' },
    ]);
    expect(findCoordinateSystem(statedCrs ?? '')?.code).toBe('EPSG:9215');
    const [placed] = placedFeatures(features, statedCrs ?? '', 'as-is') ?? [];
    const { coordinates = [] } = (placed?.geometry ?? {}) as { coordinates?: Position[] };
    expect(coordinates[0]?.[0]).toBeCloseTo(106.761, 4);
  });

  const axis = (degrees: number, name = `VN_2000_${degrees}`) =>
    decoded(samples['a.zip'], 'a.prj').replace('VN_2000_107_15', name).replace('107.25', String(degrees));
  const layers = (...files: [name: string, prj: string | null][]) => {
    const parts = unzipSync(samples['a.zip'] ?? new Uint8Array());
    return zipSync(
      Object.fromEntries(
        files.flatMap(([name, prj]) => [
          [`${name}.shp`, parts['a.shp']],
          [`${name}.dbf`, parts['a.dbf']],
          [`${name}.cpg`, parts['a.cpg']],
          ...(prj === null ? [] : [[`${name}.prj`, strToU8(prj)]]),
        ]),
      ) as Zippable,
    );
  };

  it('in two systems in one archive is not moved by one: the second is left out, and both are named', async () => {
    const { features, issues, statedCrs } = await read('a.zip', layers(['cầu', axis(107.25)], ['đường', axis(106)]));
    expect(features).toHaveLength(2);
    expect(findCoordinateSystem(statedCrs ?? '')?.code).toBe('EPSG:9215');
    expect(issues).toMatchObject([{ code: 'crs-several', severity: 'error' }]);
    const [issue] = issues;
    expect(issue && issueText(issue, 'en')).toMatch(/cầu\.shp is in .*107°15′.*, đường\.shp in .*106°00′/);
  });

  it('in one system however it is named is read whole, and one without a system is not given that of its neighbour', async () => {
    const same = await read('a.zip', layers(['a', axis(107.25)], ['b', axis(107.25, 'Lang Son')]));
    expect(same).toMatchObject({ issues: [], features: { length: 4 } });
    const lacking = await read('a.zip', layers(['a', axis(107.25)], ['b', null]));
    expect(lacking.issues.map(({ code }) => code)).toEqual(['part-missing', 'crs-several']);
    expect(lacking.features).toHaveLength(2);
  });

  it('whose letters nobody names is read with a word about it, unless they prove themselves', async () => {
    const parts = unzipSync(samples['a.zip'] ?? new Uint8Array());
    const { 'a.cpg': _, ...unnamed } = parts;
    expect((await read('a.zip', zipSync(unnamed as Zippable))).issues).toEqual([]);
    const dbf = (parts['a.dbf'] ?? new Uint8Array()).slice();
    const letter = dbf.findIndex((byte, at) => at >= 129 && byte > 0x7f);
    dbf.fill(0xd0, letter, letter + 1);
    const { issues } = await read('a.zip', zipSync({ ...unnamed, 'a.dbf': dbf } as Zippable));
    expect(issues).toEqual([{ code: 'encoding-assumed', severity: 'warning', context: { encoding: 'Windows-1258' } }]);
  });

  it('alone says what is missing and is read', async () => {
    const content = await read('a.shp');
    expect(content.issues.map(({ context }) => context?.part)).toEqual(['.dbf', '.prj']);
    expect(content.features).toHaveLength(2);
  });
});
