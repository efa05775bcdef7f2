import { surveyLimits, unzipSafely } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import { packShapefiles } from './shapefile-parts.ts';

const files = (...names: string[]) => names.map((name) => new File([`bytes of ${name}`], name));
const names = (of: readonly File[]) => of.map(({ name }) => name);
async function entries(zip: File | undefined): Promise<Record<string, string>> {
  const bytes = new Uint8Array((await zip?.arrayBuffer()) ?? []);
  const { entries: found } = await unzipSafely(bytes, surveyLimits);
  return Object.fromEntries(found.map(({ name, bytes: content }) => [name, new TextDecoder().decode(content)]));
}

describe('the parts of a Shapefile that came loose', () => {
  it('are one zip with every byte of theirs, however their letters are written, beside the other files', async () => {
    const given = files('Đường.SHP', 'đường.dbf', 'b.csv', 'đường.prj', 'đường.shx', 'đường.shp.xml');
    const packed = await packShapefiles(given);
    expect(names(packed)).toEqual(['Đường.zip', 'b.csv']);
    expect(await entries(packed[0])).toEqual(
      Object.fromEntries(given.filter(({ name }) => name !== 'b.csv').map(({ name }) => [name, `bytes of ${name}`])),
    );
  });

  it('are a zip a name, and the same bytes whenever they come', async () => {
    const given = files('a.shp', 'b.shp', 'a.dbf', 'b.dbf');
    const packed = await packShapefiles(given);
    expect(names(packed)).toEqual(['a.zip', 'b.zip']);
    const again = await packShapefiles(given);
    expect(await Promise.all(again.map((file) => file.bytes()))).toEqual(
      await Promise.all(packed.map((file) => file.bytes())),
    );
  });

  it('go nowhere without their shapes, nor where two have one name; shapes alone go as they are', async () => {
    expect(await packShapefiles(files('a.dbf', 'a.prj'))).toEqual([]);
    expect(await packShapefiles(files('a.shp', 'A.shp', 'a.dbf'))).toEqual([]);
    expect(names(await packShapefiles(files('a.shp')))).toEqual(['a.shp']);
    expect(names(await packShapefiles(files('a.gpx', 'shp')))).toEqual(['a.gpx', 'shp']);
  });
});
