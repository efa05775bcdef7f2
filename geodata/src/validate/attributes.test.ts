import { describe, expect, it } from 'vitest';
import { layerById } from '../catalogue.ts';
import { commandLineText } from '../issue-text.ts';
import { point, square, validated, village } from '../support/validated.ts';
import type { ValidationOptions } from '../validate.ts';

describe('validating attributes', () => {
  const geometry = point(106.7, 21.9);
  const read = (properties: Record<string, unknown>, options: ValidationOptions = {}) =>
    validated('village', [{ geometry, properties }], options);

  it('takes numbers, words and days as files write them, in NFC', () => {
    const { accepted, codes } = read({
      name: ' Bản Chắt '.normalize('NFD'),
      kind: 'Làng văn hóa - quốc phòng',
      security_groups: '3',
      mailboxes: 1,
      households: '',
      valid_from: '01/07/2025',
    });
    expect(codes).toEqual([]);
    expect(accepted[0]).toMatchObject({ validFrom: '2025-07-01' });
    expect(accepted[0]?.properties).toMatchObject({
      name: 'Bản Chắt',
      kind: 'culture_defence',
      security_groups: 3,
      households: null,
    });
  });

  it('maps columns, sets values and reads a word followed by a name from a mapped column', () => {
    const properties = { full_name: 'Phường Đông Kinh', TEN: 'Đông Kinh' };
    const area = { type: 'Polygon', coordinates: [square(106.5, 21.9, 0.01)] };
    const { accepted } = validated('commune', [{ geometry: area, properties }], {
      map: { name: 'TEN', kind: 'full_name' },
      set: { code: '05977', valid_from: '2025-07-01' },
    });
    expect(accepted[0]?.properties).toMatchObject({ name: 'Đông Kinh', kind: 'ward', code: '05977' });
    expect(accepted[0]?.validFrom).toBe('2025-07-01');
  });

  it('finds what a reference names', () => {
    const idByName = (layer: string, name: string) =>
      layer === 'border-post' && name === 'Bắc Xa' ? 'b0a1c0de-0000-4000-8000-000000000001' : undefined;
    const found = read({ ...village, post_id: 'Bắc Xa' }, { idByName });
    expect(found.accepted[0]?.properties.post_id).toBe('b0a1c0de-0000-4000-8000-000000000001');
    expect(read({ ...village, post_id: 'Không có' }, { idByName }).issues[0]?.context).toMatchObject({
      expected: 'known-name',
    });
  });

  it('says once that a column is missing and which columns there are, and every time that a value is', () => {
    const two = validated('village', [
      { geometry, properties: { TEN: 'a', security_groups: 1, mailboxes: 0, name: 'a' } },
      { geometry, properties: { TEN: 'b', security_groups: null, mailboxes: 0, name: 'b' } },
    ]);
    expect(two.codes).toEqual(['property-missing', 'column-missing']);
    const missing = two.issues.find(({ code }) => code === 'column-missing');
    expect(missing).toMatchObject({ property: 'kind', context: { count: 2, example: 'village|culture_defence' } });
    const words = missing && commandLineText(missing, 'vi', layerById('village'));
    expect(words).toMatch('Loại (kind): Tệp không có cột');
    expect(words).toMatch('--set kind=village|culture_defence');
    expect(two.issues.find(({ code }) => code === 'columns-unused')?.context).toEqual({ columns: 'TEN', count: 1 });
  });

  it.each([
    ['kind', 'thôn', 'word'],
    ['security_groups', 1.5, 'whole-number'],
    ['security_groups', -1, 'within-range'],
    ['security_groups', '1,234', 'whole-number'],
    ['security_groups', '9007199254740993', 'whole-number'],
    ['name', 'x'.repeat(201), 'text'],
    ['name', { vi: 'tên' }, 'text'],
    ['valid_from', '31/02/2025', 'day'],
    ['valid_from', '2025-13-01', 'day'],
    ['valid_from', '07/31/2025', 'day'],
    ['valid_from', '1/7/25', 'whole-year'],
    ['valid_from', '31/12/1899', 'day-in-range'],
    ['valid_to', '2200-01-01', 'day-in-range'],
    ['post_id', 12, 'identifier'],
  ])('refuses %s = %j', (key, value, expected) => {
    const { issues, accepted } = read({ ...village, [key]: value });
    expect(accepted).toEqual([]);
    expect(issues[0]).toMatchObject({ code: 'property-invalid', property: key, context: { expected } });
  });

  it('names a field that does not exist and a value that does not fit before any feature is read', () => {
    expect(read(village, { map: { ten: 'name' } }).codes).toEqual(['field-unknown']);
    expect(read(village, { set: { kind: 'thôn' } }).codes).toContain('property-invalid');
  });

  it('keeps a uuid of the file and refuses it a second time', () => {
    const id = 'b0a1c0de-0000-4000-8000-000000000001';
    const { accepted, codes } = validated('village', [
      { geometry, properties: village, id },
      { geometry, properties: { ...village, id: id.toUpperCase() } },
      { geometry, properties: village, id: '12' },
    ]);
    expect(accepted.map((feature) => feature.id)).toEqual([id, undefined]);
    expect(codes).toEqual(['identifier-repeated']);
  });

  it('stops at the limits it is given', () => {
    const many = Array.from({ length: 5 }, () => ({ geometry, properties: village }));
    expect(validated('village', many, { limits: { features: 3 } }).codes).toEqual(['too-many-features']);
    expect(validated('village', many, { limits: { vertices: 3 } }).codes).toEqual(['too-many-vertices']);
    expect(validated('village', []).codes).toEqual(['no-features']);
  });
});
