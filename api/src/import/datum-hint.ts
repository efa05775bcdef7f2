import {
  distanceMetres,
  eachPosition,
  findCoordinateSystem,
  type Issue,
  toWgs84,
  type ValidFeature,
} from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { medianMetresFromBoundaries } from '../queries/imports.ts';

const sampleSize = 200;

/**
 * Whether a file that says WGS 84 is VN-2000 latitude and longitude: every number is plausible and every place 224 m off, so
 * only what is known already can tell. A warning when the file's vertices lie about that far from the boundaries of the
 * register and would lie much nearer if shifted: outlines are generalised, so they seldom lie on them. Lines that follow no
 * boundary are as far away either way and draw none. To be asked before the file's own features are stored.
 */
export async function datumHint(transaction: Transaction, features: readonly ValidFeature[]): Promise<Issue[]> {
  const vn2000 = findCoordinateSystem('EPSG:4756');
  const places = sample(features);
  const [first] = places;
  if (!vn2000 || !first || places.length < 20) return [];
  const shift = toWgs84(vn2000);
  const shifted = places.map(([x, y]) => shift(x, y));
  const offMetres = distanceMetres([...first], shift(...first));
  const { asIs, otherwise } = await medianMetresFromBoundaries(transaction, places, shifted);
  if (asIs < offMetres / 5 || asIs > offMetres * 1.5 || otherwise > asIs / 3) return [];
  const context = {
    metres: Math.round(offMetres),
    before: Math.round(asIs),
    after: Math.round(otherwise),
    likely: vn2000.code,
  };
  return [{ code: 'datum-suspected', severity: 'warning', context, place: first }];
}

function sample(features: readonly ValidFeature[]): (readonly [number, number])[] {
  const all: [number, number][] = [];
  for (const { geometry } of features) {
    if (geometry.type !== 'Point') eachPosition(geometry, ([x = 0, y = 0]) => all.push([x, y]));
  }
  const step = Math.max(1, Math.floor(all.length / sampleSize));
  return all.filter((_, index) => index % step === 0).slice(0, sampleSize);
}
