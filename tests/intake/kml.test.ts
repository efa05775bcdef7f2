import { describe, expect, it } from 'vitest';
import { geometries, read } from './reading.ts';

describe('KML', () => {
  it('reads points, lines, areas with holes, tracks, extended data and folders, and counts what it passes over', async () => {
    const content = await read('a.kml');
    expect(geometries(content).map((geometry) => (geometry as { type: string }).type)).toEqual([
      'Point',
      'MultiLineString',
      'Polygon',
      'LineString',
    ]);
    expect(content.features[0]).toMatchObject({
      id: 'p1',
      properties: { name: 'Mốc', kind: 'main', số: '1090', folder: 'Đồn Bắc Xa' },
    });
    expect(geometries(content)[2]).toMatchObject({ coordinates: { length: 2 } });
    expect(content.features[3]).toMatchObject({
      kind: 'track',
      properties: { started_at: '2026-06-01T01:00:00.000Z' },
    });
    expect(content.features[3]?.fixes?.[0]?.elevationsMetres[1]).toBe(311);
    expect(content.issues).toEqual([
      { code: 'part-not-read', severity: 'warning', context: { what: 'NetworkLink', count: 1 } },
      // The track's heights are told by none: every device writes them, and the original keeps them.
      { code: 'elevation-dropped', severity: 'warning', context: { count: 1 } },
    ]);
    expect(geometries(await read('a.kmz'))).toEqual(geometries(content));
  });

  it('says which parts of a track are one point only, and so no line', async () => {
    const coord = (place: string) => `<gx:coord>${place}</gx:coord>`;
    const tracks = [['1 1 0', '2 2 0'], ['3 3 0'], ['4 4 0']].map(
      (part) => `<gx:Track>${part.map(coord).join('')}</gx:Track>`,
    );
    const { features, issues } = await read(
      'a.kml',
      `<kml><Placemark><gx:MultiTrack>${tracks.join('')}</gx:MultiTrack></Placemark></kml>`,
    );
    expect(features).toMatchObject([{ geometry: { type: 'LineString' }, fixes: { length: 1 } }]);
    expect(issues.filter(({ code }) => code !== 'elevation-dropped')).toEqual([
      { code: 'track-parts-single', severity: 'warning', feature: 0, context: { count: 2 } },
    ]);
  });

  it('has no heights where every one of them is 0', async () => {
    const line = (height: number) =>
      `<kml><Placemark><LineString><coordinates>1,1,${height} 2,2,${height}</coordinates></LineString></Placemark></kml>`;
    expect((await read('a.kml', line(0))).issues).toEqual([]);
    expect((await read('a.kml', line(310))).issues).toMatchObject([
      { code: 'elevation-dropped', context: { count: 1 } },
    ]);
  });

  it('reads all tracks of a multi-track as parts, mixed geometries as a collection, coordinates however they are spaced', async () => {
    const track = '<gx:Track><gx:coord>1 1 0</gx:coord><gx:coord>2 2 0</gx:coord></gx:Track>';
    const both = await read(
      'a.kml',
      `<kml><Placemark><gx:MultiTrack>${track}${track}</gx:MultiTrack></Placemark></kml>`,
    );
    expect(geometries(both)).toMatchObject([{ type: 'MultiLineString' }]);
    expect(both.features[0]?.fixes).toHaveLength(2);
    const mixed =
      '<Point><coordinates>1,1</coordinates></Point><LineString><coordinates>\n1 , 1\t2,2,9\n 3,3 </coordinates></LineString>';
    const [geometry] = geometries(
      await read('a.kml', `<kml><Placemark><MultiGeometry>${mixed}</MultiGeometry></Placemark></kml>`),
    );
    expect(geometry).toEqual({
      type: 'GeometryCollection',
      geometries: [
        { type: 'Point', coordinates: [1, 1] },
        {
          type: 'LineString',
          coordinates: [
            [1, 1],
            [2, 2],
            [3, 3],
          ],
        },
      ],
    });
  });
});
