import { type Bounds, boundsContain, growBounds } from '../coordinates/bounds.ts';
import { type CoordinateSystem, findCoordinateSystem, toWgs84 } from '../coordinates/coordinate-system.ts';
import { type Vn2000Zone, vn2000Zones } from '../coordinates/vn2000.ts';

/** A coordinate system that would put a file's coordinates where they should be. */
export interface LikelySystem {
  readonly system: CoordinateSystem;
  /** `swapped`: the file has northing (or latitude) first. */
  readonly order: 'as-is' | 'swapped';
  /** Share of the sampled positions that land in the bounds, 0 to 1. */
  readonly share: number;
}

/** Beside the VN-2000 zones: what else files from the region come in. */
const others = ['EPSG:4326', 'EPSG:3857', 'EPSG:32648', 'EPSG:32649'];

/**
 * The systems in which the sampled coordinates would land in the bounds, best first. Several zones may fit a small file:
 * neighbours lie 25.8 km apart. Among equals the province's own zone comes first, then the axis nearest to the places.
 */
export function likelySystems(
  sample: readonly (readonly [x: number, y: number])[],
  bounds: Bounds,
  provinceZone?: Vn2000Zone,
): LikelySystem[] {
  if (sample.length === 0) return [];
  const near = growBounds(bounds, 2000);
  const [west, , east] = bounds;
  const middle = (west + east) / 2;
  const found: { likely: LikelySystem; preference: number }[] = [];
  const consider = (system: CoordinateSystem | null, preference: number) => {
    if (!system) return;
    const transform = toWgs84(system);
    for (const order of ['as-is', 'swapped'] as const) {
      const landing = sample.filter(([x, y]) => {
        const [longitude, latitude] = order === 'as-is' ? transform(x, y) : transform(y, x);
        return boundsContain(near, longitude, latitude);
      });
      const share = landing.length / sample.length;
      if (share > 0.5) found.push({ likely: { system, order, share }, preference });
    }
  };
  for (const zone of vn2000Zones) {
    const own = zone.epsg === provinceZone?.epsg ? 1000 : 0;
    const off = Math.abs(zone.centralMeridianDegrees - middle);
    // A three-degree zone is used to 1.5° from its axis; farther out the six-degree one is likelier.
    const far = off + (zone.kind === 'utm' ? 10 : off > 1.7 ? 20 : 0);
    consider(findCoordinateSystem(`EPSG:${zone.epsg}`), own - far);
  }
  for (const [index, code] of others.entries()) consider(findCoordinateSystem(code), index === 0 ? 2000 : -50 - index);
  return found
    .sort((a, b) => Math.round((b.likely.share - a.likely.share) * 20) || b.preference - a.preference)
    .map(({ likely }) => likely);
}
