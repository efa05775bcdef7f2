import { expect, it } from 'vitest';
import { makeFormat } from '../../messages/format.ts';
import { shapeOf } from './file-shape.ts';
import { fileSize } from './file-size.ts';

it('a size is read in the unit that suits it', () => {
  const format = makeFormat('vi');
  expect([0, 999, 1000, 19_007, 3_140_000].map((bytes) => fileSize(bytes, format))).toEqual([
    '0 B',
    '999 B',
    '1,0 kB',
    '19,0 kB',
    '3,1 MB',
  ]);
});

it('tables of one device share their heading, other files the ending of their names', async () => {
  const table = (text: string) => new Blob([text]);
  const shape = await shapeOf('a.CSV', table('x,y\r\n1,2'));
  expect(await shapeOf('b.csv', table('x,y\n3,4\n5,6'))).toBe(shape);
  expect(await shapeOf('c.csv', table('lon,lat\n3,4'))).not.toBe(shape);
  expect(await shapeOf('monday.gpx', table('<gpx/>'))).toBe(await shapeOf('tuesday.gpx', table('<gpx></gpx>')));
});
