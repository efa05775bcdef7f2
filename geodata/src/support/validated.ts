import type { Position } from 'geojson';
import { layerById } from '../catalogue.ts';
import { zoneOfProvince } from '../coordinates/province-meridians.ts';
import { type ValidationOptions, validateFeatures } from '../validate.ts';

const zone = zoneOfProvince('Lạng Sơn');
if (!zone) throw new Error('no zone for Lạng Sơn');
/** VN-2000 of the province that `validated` validates for. */
export const provinceZone = zone;
const province: ValidationOptions = { bounds: [106.09, 21.32, 107.37, 22.46], provinceZone };

/** What a file must say of a village and of a commune. */
export const village = { name: 'Bản Chắt', kind: 'village', security_groups: 1, mailboxes: 2 };
export const commune = { name: 'Mẫu Sơn', kind: 'commune' };

/** The outcome for features of a layer as a file gives them, in Lạng Sơn, and `codes`, those of the errors alone. */
export function validated(
  layer: Parameters<typeof layerById>[0],
  given: readonly { geometry?: unknown; properties?: Record<string, unknown>; id?: string }[],
  options: ValidationOptions = {},
) {
  const sources = given.map(({ geometry, properties, id }, index) => ({
    index,
    id: id ?? null,
    geometry: geometry ?? null,
    properties: properties ?? {},
  }));
  const outcome = validateFeatures(layerById(layer), sources, { ...province, ...options });
  return { ...outcome, codes: outcome.issues.filter(({ severity }) => severity === 'error').map(({ code }) => code) };
}

/** A point as a file may hold it, also one that is none. */
export const point = (...coordinates: unknown[]) => ({ type: 'Point', coordinates });

/** A ring counter-clockwise from its lower left corner, in degrees. */
export const square = (x: number, y: number, side: number): Position[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
