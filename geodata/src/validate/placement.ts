import type { Position } from 'geojson';
import { type Bounds, boundsContain, growBounds } from '../coordinates/bounds.ts';
import { type CoordinateSystem, toWgs84, wgs84 } from '../coordinates/coordinate-system.ts';
import type { Vn2000Zone } from '../coordinates/vn2000.ts';
import type { Issue } from '../issue.ts';
import { eachPosition, type LayerGeometry, movedGeometry } from './geometry-shape.ts';
import { likelySystems } from './likely-system.ts';

/** How far outside the province a feature may lie. */
const toleranceMetres = 50_000;

export interface PlacementOptions {
  /** The system the coordinates are in; WGS 84 when absent. */
  readonly system?: CoordinateSystem;
  /** Where the features belong: the province. Without bounds nothing is said about places. */
  readonly bounds?: Bounds;
  readonly provinceZone?: Vn2000Zone;
}
/** With `repair`, axes that are the wrong way round are put right with a warning. */
type AxesOptions = PlacementOptions & { readonly geometries?: 'report' | 'repair' };

/** Puts the geometries of one file where they belong: into WGS 84, in or near the province. */
export class Placement {
  readonly #options: AxesOptions;
  readonly #system: CoordinateSystem;
  readonly #move: (x: number, y: number) => [number, number];
  readonly #within: Bounds | undefined;
  /** The file is in another system than it says: said once, and nothing more about places. */
  #isMismatch = false;

  constructor(options: AxesOptions) {
    this.#options = options;
    this.#system = options.system ?? wgs84;
    this.#move = toWgs84(this.#system);
    this.#within = options.bounds && growBounds(options.bounds, toleranceMetres);
  }

  /** Decides from a batch whether the coordinates can be of the system they are said to be in; says that they are not once. */
  mismatchIssues(geometries: readonly LayerGeometry[]): Issue[] {
    const { bounds, provinceZone } = this.#options;
    if (this.#isMismatch || !bounds || geometries.length === 0) return [];
    const sample = sampleOf(geometries);
    const here = sample.filter(([x, y]) => this.#isPlaced(...this.#move(x, y)));
    if (here.length * 2 > sample.length) return [];
    const [likely, second] = likelySystems(sample, bounds, provinceZone);
    // Latitude first in degrees is the axes' fault, found feature by feature, and has a repair of its own.
    const onlySwapped = likely?.order === 'swapped' && likely.system.definition === this.#system.definition;
    if (!likely || onlySwapped) return [];
    this.#isMismatch = true;
    const context = {
      stated: `${this.#system.code} (${this.#system.name})`,
      likely: likely.system.code,
      likelyName: likely.system.name,
      share: Math.round(likely.share * 100),
      ...(second && { second: second.system.code }),
      order: likely.order,
    };
    return [{ code: 'crs-mismatch', severity: 'error', context }];
  }

  /** The geometry in WGS 84 where it belongs, or null with an issue. */
  placed(source: LayerGeometry, feature: number, issues: Issue[]): LayerGeometry | null {
    if (this.#isMismatch) return null;
    let geometry = this.#system.definition === null ? source : movedGeometry(source, this.#move);
    let fault = this.#placeFault(geometry, feature);
    if (fault) {
      const swapped = movedGeometry(source, (x, y) => this.#move(y, x));
      if (!this.#placeFault(swapped, feature)) {
        if (this.#options.geometries === 'repair') {
          geometry = swapped;
          issues.push({ code: 'geometry-repaired', severity: 'warning', feature, context: { reason: 'axes-swapped' } });
          fault = null;
        } else fault = { code: 'coordinate-axes-swapped', severity: 'error', feature };
      }
    }
    if (!fault) return geometry;
    issues.push(fault);
    return null;
  }

  #placeFault(geometry: LayerGeometry, feature: number): Issue | null {
    let outside: Position | undefined;
    let notDegrees: Position | undefined;
    eachPosition(geometry, (position) => {
      const [longitude = Number.NaN, latitude = Number.NaN] = position;
      if (!isDegrees(longitude, latitude)) notDegrees ??= position;
      else if (this.#within && !boundsContain(this.#within, longitude, latitude)) outside ??= position;
    });
    if (notDegrees) {
      const [x = Number.NaN, y = Number.NaN] = notDegrees;
      return { code: 'coordinate-out-of-range', severity: 'error', feature, context: { x: short(x), y: short(y) } };
    }
    if (!outside) return null;
    const [longitude = 0, latitude = 0] = outside;
    const context = { kilometres: toleranceMetres / 1000, longitude: short(longitude), latitude: short(latitude) };
    return { code: 'outside-province', severity: 'error', feature, place: [longitude, latitude], context };
  }

  #isPlaced(longitude: number, latitude: number): boolean {
    return this.#within ? boundsContain(this.#within, longitude, latitude) : isDegrees(longitude, latitude);
  }
}

const isDegrees = (longitude: number, latitude: number) => Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
const short = (value: number) => (Number.isFinite(value) ? Math.round(value * 1e5) / 1e5 : String(value));

/** At most some 500 positions spread over the geometries. */
function sampleOf(geometries: readonly LayerGeometry[]): [number, number][] {
  const sample: [number, number][] = [];
  const everyGeometry = Math.ceil(geometries.length / 250);
  const fromEach = Math.ceil(500 / Math.ceil(geometries.length / everyGeometry));
  for (let at = 0; at < geometries.length; at += everyGeometry) {
    const positions: Position[] = [];
    const geometry = geometries[at];
    if (geometry) eachPosition(geometry, (position) => positions.push(position));
    const every = Math.ceil(positions.length / fromEach);
    for (let one = 0; one < positions.length; one += every) {
      const [x = 0, y = 0] = positions[one] ?? [];
      sample.push([x, y]);
    }
  }
  return sample;
}
