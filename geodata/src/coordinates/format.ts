import type { Language } from '../text.ts';
import { type Vn2000Zone, vn2000FromWgs84 } from './vn2000.ts';

/** How a place is written: degrees with decimals, degrees with minutes and seconds, or VN-2000 metres in a zone. */
export type CoordinateNotation =
  | { readonly notation: 'decimal' }
  | { readonly notation: 'dms' }
  | { readonly notation: 'vn2000'; readonly zone: Vn2000Zone };

const letters = {
  vi: { north: 'B', south: 'N', east: 'Đ', west: 'T' },
  en: { north: 'N', south: 'S', east: 'E', west: 'W' },
} as const;

/**
 * A WGS 84 position as a reader of the language expects it, latitude first: `21,978500°B 106,710600°Đ`,
 * `21°58′42.60″N 106°42′38.16″E`, `X=2431385,27 Y=444101,91`. `parseCoordinates` reads every form back. A position that is
 * not finite gives an em dash.
 */
export function formatCoordinates(
  longitude: number,
  latitude: number,
  written: CoordinateNotation,
  language: Language,
): string {
  if (!Number.isFinite(longitude) || !Number.isFinite(latitude)) return '—';
  if (written.notation === 'vn2000') {
    const { xNorthMetres, yEastMetres } = vn2000FromWgs84(longitude, latitude, written.zone);
    // On Vietnamese paper X is north; an English reader takes X for east, so there the directions are named.
    const [north, east] = language === 'vi' ? ['X', 'Y'] : ['N', 'E'];
    return `${north}=${decimals(xNorthMetres, 2, language)} ${east}=${decimals(yEastMetres, 2, language)}`;
  }
  const write = written.notation === 'dms' ? degreesMinutesSeconds : decimalDegrees;
  const { north, south, east, west } = letters[language];
  return `${write(latitude, north, south, language)} ${write(longitude, east, west, language)}`;
}

function decimalDegrees(degrees: number, positive: string, negative: string, language: Language): string {
  const text = decimals(Math.abs(degrees), 6, language);
  return `${text}°${degrees < 0 ? negative : positive}`;
}

function degreesMinutesSeconds(degrees: number, positive: string, negative: string, language: Language): string {
  // Rounded before it is split, so that 59.999″ never shows as 60.00″.
  const hundredths = Math.round(Math.abs(degrees) * 360_000);
  const whole = Math.floor(hundredths / 360_000);
  const minutes = Math.floor((hundredths % 360_000) / 6000);
  const seconds = decimals((hundredths % 6000) / 100, 2, language).padStart(5, '0');
  return `${whole}°${String(minutes).padStart(2, '0')}′${seconds}″${degrees < 0 ? negative : positive}`;
}

function decimals(value: number, places: number, language: Language): string {
  const text = value.toFixed(places);
  return language === 'vi' ? text.replace('.', ',') : text;
}
