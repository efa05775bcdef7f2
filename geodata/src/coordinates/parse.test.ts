import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceMetres } from '../geodesic.ts';
import type { Bounds } from './bounds.ts';
import { formatCoordinates } from './format.ts';
import { type CoordinateOptions, parseCoordinates } from './parse.ts';
import { vn2000Zones, zoneOfMeridian } from './vn2000.ts';

const langSonBounds: Bounds = [106.09, 21.32, 107.37, 22.46];
const zone = zoneOfMeridian(107.25);
if (!zone) throw new Error('no zone 107°15′');

/** The place understood first, or the code of the issue. */
function understood(text: string, options: CoordinateOptions = {}) {
  const { readings, issues } = parseCoordinates(text, options);
  const [best] = readings;
  return best ? [best.longitude, best.latitude] : issues[0]?.code;
}

const near = (place: unknown, longitude: number, latitude: number, metres: number) =>
  expect(Array.isArray(place) ? distanceMetres(place, [longitude, latitude]) : place).toBeLessThan(metres);

describe('a place as a person writes it', () => {
  it.each([
    '21.9785, 106.7106',
    '21.9785 106.7106',
    '21.9785,106.7106',
    '106.7106 21.9785',
    '106.7106, 21.9785',
    '21,9785 106,7106',
    '21,9785; 106,7106',
    '21,9785, 106,7106',
    '21,9785,106,7106',
    '106,7106 / 21,9785',
    '21.9785N 106.7106E',
    'N21.9785 E106.7106',
    '21.9785° N, 106.7106° E',
    '21,9785°B 106,7106°Đ',
    'E 106.7106, N 21.9785',
    'lat 21.9785 lon 106.7106',
    'lat: 21.9785, lng: 106.7106',
    'Vĩ độ: 21,9785 Kinh độ: 106,7106',
    'kinh độ 106,7106 vĩ độ 21,9785',
    '(21.9785, 106.7106)',
    '[106.7106, 21.9785]',
    '+21.9785 +106.7106',
    'WGS 84: 21.9785 106.7106',
    '21.9785\n106.7106',
    '21.9785\t106.7106',
  ])('reads decimal degrees: %s', (text) => near(understood(text), 106.7106, 21.9785, 0.01));

  it.each([
    `21°58'42"B 106°42'38"Đ`,
    `21°58'42"N 106°42'38"E`,
    '21°58′42″N, 106°42′38″E',
    '21º58’42”N 106º42’38”E',
    `21°58'42''N 106°42'38''E`,
    'N 21°58\'42" E 106°42\'38"',
    `106°42'38"Đ 21°58'42"B`,
    '21 58 42 N 106 42 38 E',
    '21 58 42 106 42 38',
    '21 58 42, 106 42 38',
    '106 42 38, 21 58 42',
    '21:58:42 106:42:38',
    '21-58-42 N 106-42-38 E',
    '21d58m42s 106d42m38s',
    '21d58m42sN 106d42m38sE',
    '21 độ 58 phút 42 giây Bắc, 106 độ 42 phút 38 giây Đông',
    'Vĩ độ 21°58\'42" Kinh độ 106°42\'38"',
    `21°58.7'N 106°42.63333'E`,
    '21 58.7 106 42.63333',
    `21° 58' 42,0" B; 106° 42' 38,0" Đ`,
    `21°58'42"b 106°42'38"đ`,
  ])('reads degrees, minutes and seconds: %s', (text) =>
    near(understood(text), 106 + 42 / 60 + 38 / 3600, 21 + 58 / 60 + 42 / 3600, 1),
  );

  it.each([
    'X=2431385.271 Y=444101.908',
    'Y=444101.908 X=2431385.271',
    'X = 2431385,271 m; Y = 444101,908 m',
    'X: 2.431.385,271 Y: 444.101,908',
    '2,431,385.271 444,101.908',
    '2431385.271 444101.908',
    '444101.908, 2431385.271',
    'N 2431385.271 E 444101.908',
    'E=444101.908 N=2431385.271',
    'VN-2000 X=2431385.271 Y=444101.908',
    'x=444101.908 y=2431385.271',
  ])('reads VN-2000 metres in a zone, in either order: %s', (text) =>
    near(understood(text, { zone }), 106.7106, 21.9785, 0.01),
  );

  it('offers the zones that land in the province when none is named', () => {
    const { readings } = parseCoordinates('X=2431385.271 Y=444101.908', { bounds: langSonBounds });
    expect(readings.map((reading) => reading.zone?.name)).toContain('107°15′');
    expect(readings.every((reading) => reading.withinBounds)).toBe(true);
    expect(understood('X=2431385.271 Y=444101.908')).toBe('coordinate-zone-missing');
  });

  it('takes N for nam beside Vietnamese letters, unless the province says otherwise', () => {
    near(understood(`21°58'42"N 106°42'38"Đ`, { bounds: langSonBounds }), 106.710556, 21.978333, 1);
    const south = parseCoordinates(`7°58'42"N 110°42'38"Đ`).readings.map(({ latitude }) => Math.sign(latitude));
    expect(south).toEqual([1, -1]);
    near(understood('21.5°S 106.5°W'), -106.5, -21.5, 0.01);
    near(understood('-21.5 -106.5'), -106.5, -21.5, 0.01);
  });

  it('puts the reading inside the bounds first when both orders are possible', () => {
    const swapped = parseCoordinates('48.85, 2.35', { bounds: [48, 2, 49, 3] });
    expect(swapped.readings.map((reading) => reading.first)).toEqual(['longitude', 'latitude']);
    expect(parseCoordinates('48.85, 2.35').readings[0]?.first).toBe('latitude');
  });

  it.each([
    ['', 'coordinate-unreadable'],
    ['Đồng Đăng', 'coordinate-unreadable'],
    ['21.9785', 'coordinate-unreadable'],
    ['21.9785 106.7106 300', 'coordinate-unreadable'],
    [`21°75'00"N 106°42'38"E`, 'coordinate-unreadable'],
    [`21.5°30'N 106°42'38"E`, 'coordinate-unreadable'],
    ['21.9785N 106.7106N', 'coordinate-out-of-range'],
    ['lat 21 lat 106', 'coordinate-out-of-range'],
    ['95.5 206.7', 'coordinate-out-of-range'],
    ['1e999 21', 'coordinate-out-of-range'],
    ['9'.repeat(400), 'coordinate-unreadable'],
  ])('says why it does not understand %j', (text, code) => expect(understood(text)).toBe(code));

  it('never throws, whatever is typed, and gives readings or an issue', () => {
    const alphabet = fc.constantFrom(
      ...'0123456789.,;:-+°\'"′″NSEWBĐTXYnđ= \t()[]độm/|e'.split(''),
      'Vĩ độ',
      '٣',
      '\0',
      '𝟜',
    );
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 60 }), (parts) => {
        const { readings, issues } = parseCoordinates(parts.join(''), { bounds: langSonBounds });
        expect(readings.length === 0).toBe(issues.length > 0);
        for (const { longitude, latitude } of readings) {
          expect(Math.abs(longitude)).toBeLessThanOrEqual(180);
          expect(Math.abs(latitude)).toBeLessThanOrEqual(90);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a place as it is written for people', () => {
  it('follows the language', () => {
    const written = (notation: 'decimal' | 'dms', language: 'vi' | 'en') =>
      formatCoordinates(106.7106, 21.9785, { notation }, language);
    expect(written('decimal', 'vi')).toBe('21,978500°B 106,710600°Đ');
    expect(written('decimal', 'en')).toBe('21.978500°N 106.710600°E');
    expect(written('dms', 'vi')).toBe('21°58′42,60″B 106°42′38,16″Đ');
    expect(written('dms', 'en')).toBe('21°58′42.60″N 106°42′38.16″E');
    expect(formatCoordinates(106.7106, 21.9785, { notation: 'vn2000', zone }, 'vi')).toBe('X=2431385,27 Y=444101,91');
    expect(formatCoordinates(106.7106, 21.9785, { notation: 'vn2000', zone }, 'en')).toBe('N=2431385.27 E=444101.91');
    expect(formatCoordinates(106 - 1e-9, 22 - 1e-9, { notation: 'dms' }, 'en')).toBe('22°00′00.00″N 106°00′00.00″E');
    expect(formatCoordinates(-0.5, -0.25, { notation: 'dms' }, 'vi')).toBe('0°15′00,00″N 0°30′00,00″T');
    expect(formatCoordinates(Number.NaN, 21, { notation: 'decimal' }, 'vi')).toBe('—');
  });

  it('is read back to where it was', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 102.2, max: 110, noNaN: true }),
        fc.double({ min: 8, max: 23.9, noNaN: true }),
        fc.constantFrom('vi' as const, 'en' as const),
        fc.constantFrom(...vn2000Zones),
        (longitude, latitude, language, anyZone) => {
          const back = (written: Parameters<typeof formatCoordinates>[2], options?: CoordinateOptions) =>
            understood(formatCoordinates(longitude, latitude, written, language), options);
          near(back({ notation: 'decimal' }), longitude, latitude, 0.08);
          near(back({ notation: 'dms' }), longitude, latitude, 0.23);
          // The easting of a zone far to one side leaves the range by which metres are recognised.
          if (Math.abs(longitude - anyZone.centralMeridianDegrees) > 3) return;
          near(back({ notation: 'vn2000', zone: anyZone }, { zone: anyZone }), longitude, latitude, 0.01);
        },
      ),
    );
  });
});
