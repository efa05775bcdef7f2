import { describe, expect, it } from 'vitest';
import type { FieldDescription, Item, Value } from '../../api/types.ts';
import { layerDescriptions } from '../../support/layer-descriptions.ts';
import { writeCsv } from './csv.ts';
import { arrangeRows, isSummed, type Row, totalsOf } from './rows.ts';

const field = (key: string, kind: FieldDescription['kind'], unit?: string): FieldDescription => ({
  ...{ key, kind, label: { vi: key, en: key }, required: false, inTile: false },
  ...(unit && { unit }),
});
const name = field('name', 'text');
const cost = field('cost_vnd', 'integer', 'dong');
const year = field('year_built', 'integer');
const fields = [name, cost, year];
const row = (id: string, properties: Record<string, Value>, longitude = 106): Row => ({
  item: {
    type: 'Feature',
    id,
    tileId: 1,
    geometry: { type: 'Point', coordinates: [longitude, 21] },
    properties,
  } as Item,
  box: [longitude, 21, longitude, 21],
});
const text = (_field: FieldDescription, value: Value | undefined) =>
  value === null || value === undefined ? '–' : String(value);
const names = (rows: readonly Row[]) => rows.map(({ item }) => item.properties.name);

const rows = [
  row('a', { name: 'Đồng Đăng', cost_vnd: 30, year_built: 2022 }, 106.7),
  row('b', { name: 'Đông', cost_vnd: null, year_built: null }, 107.2),
  row('c', { name: 'Dương', cost_vnd: 5, year_built: 2019 }, 106.8),
  row('d', { name: 'Mốc 10', cost_vnd: 12, year_built: 2024 }, 106.9),
  row('e', { name: 'Mốc 9', cost_vnd: 7, year_built: 2020 }, 106.6),
];

describe('the attribute table', () => {
  it('sorts names as Vietnamese does, with numbers in them by value', () => {
    const sorted = arrangeRows(rows, fields, {}, { key: 'name', descending: false }, undefined, text);
    expect(names(sorted)).toEqual(['Dương', 'Đông', 'Đồng Đăng', 'Mốc 9', 'Mốc 10']);
  });

  it('puts what is not known last, whichever way it is sorted', () => {
    for (const descending of [false, true]) {
      const sorted = arrangeRows(rows, fields, {}, { key: 'cost_vnd', descending }, undefined, text);
      expect(sorted.at(-1)?.item.id).toBe('b');
    }
  });

  it('filters text without regard to accents', () => {
    expect(names(arrangeRows(rows, fields, { name: 'dong' }, undefined, undefined, text))).toEqual([
      'Đồng Đăng',
      'Đông',
    ]);
  });

  it('filters numbers by more, less, between and part', () => {
    const costs = (filter: string) =>
      arrangeRows(rows, fields, { cost_vnd: filter }, undefined, undefined, text).map(
        ({ item }) => item.properties.cost_vnd,
      );
    expect(costs('> 7')).toEqual([30, 12]);
    expect(costs('<=7')).toEqual([5, 7]);
    expect(costs('6..12')).toEqual([12, 7]);
    expect(costs('1')).toEqual([12]);
  });

  it('keeps only what is in view when asked', () => {
    expect(names(arrangeRows(rows, fields, {}, undefined, [106.65, 20, 106.85, 22], text))).toEqual([
      'Đồng Đăng',
      'Dương',
    ]);
  });

  it('leaves the rows it was given in their order', () => {
    const before = names(rows);
    arrangeRows(rows, fields, {}, { key: 'name', descending: true }, undefined, text);
    expect(names(rows)).toEqual(before);
  });

  it('adds up money, labour and lengths, but no years, widths or elevations', () => {
    expect(totalsOf(rows, fields).get('cost_vnd')).toBe(54);
    expect(totalsOf(rows, fields).has('year_built')).toBe(false);
    const summed = layerDescriptions('restricted').flatMap((layer) =>
      layer.fields.filter(isSummed).map(({ key }) => key),
    );
    expect(new Set(summed)).toEqual(
      new Set([
        'length_metres',
        'cost_vnd',
        'cost_public_vnd',
        'cost_credit_vnd',
        'cost_social_vnd',
        'man_days',
        'communication_teams',
        'area_hectares',
        'investment_vnd',
        'households',
        'security_groups',
        'mailboxes',
        'income_per_year_vnd',
      ]),
    );
  });
});

describe('the CSV', () => {
  const csv = (given: readonly Row[]) => writeCsv(given, fields, ({ key }) => key, text);

  it('holds the columns and rows as they are seen', () => {
    expect(csv(rows.slice(0, 2))).toBe('\uFEFFname,cost_vnd,year_built\r\nĐồng Đăng,30,2022\r\nĐông,,\r\n');
  });

  it('never lets a cell become a formula, nor a quote or a line break end it', () => {
    const [line = ''] = csv([row('x', { name: '=HYPERLINK("http://x","a")\nb' })])
      .split('\r\n')
      .slice(1);
    expect(line).toBe(`"'=HYPERLINK(""http://x"",""a"")\nb",,`);
    for (const start of ['+1', '-1', '@a', '\ta']) expect(csv([row('x', { name: start })])).toContain(`'${start}`);
  });
});
