import { makeBorderLine } from '../demo-province/border-line.ts';
import { toPosition } from '../demo-province/frame.ts';
import { naturalEarth } from './natural-earth.ts';
import { places } from './places.ts';
import type { BasemapMaterial } from './tiles-of.ts';

/** What the default basemap shows: public-domain land and countries, towns, and the relief of the demonstration province. */
export function defaultMaterial(seed = 1): BasemapMaterial {
  const border = makeBorderLine(seed).line.map(toPosition);
  return { ...naturalEarth(border), province: [], terrain: [], water: [], stream: [], place: places() };
}
