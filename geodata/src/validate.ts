import type { Position } from 'geojson';
import { type Bounds, boundsContain, growBounds } from './coordinates/bounds.ts';
import { type CoordinateSystem, toWgs84, wgs84 } from './coordinates/coordinate-system.ts';
import type { Vn2000Zone } from './coordinates/vn2000.ts';
import type { SourceFeature } from './formats/format.ts';
import type { Issue } from './issue.ts';
import type { Layer } from './layer.ts';
import { areaFault, areaIssue } from './validate/area-check.ts';
import { addDerivedProperties } from './validate/derived-properties.ts';
import {
  eachPosition,
  hasDistinct,
  type LayerGeometry,
  layerGeometry,
  movedGeometry,
} from './validate/geometry-shape.ts';
import { likelySystems } from './validate/likely-system.ts';
import { PropertyReader, type PropertySources } from './validate/property-reader.ts';
import { withoutSimpleFaults } from './validate/simple-repairs.ts';

/** A feature that may enter the register: geometry of the layer's type in WGS 84, attributes of its schema. */
export interface ValidFeature {
  readonly index: number;
  /** The uuid the file gives it; absent when it gives none. */
  readonly id?: string;
  readonly geometry: LayerGeometry;
  readonly properties: Record<string, unknown>;
  readonly validFrom?: string;
  readonly validTo?: string | null;
}

export interface ValidationOptions extends PropertySources {
  /** The system the coordinates are in; WGS 84 when absent. */
  readonly system?: CoordinateSystem;
  /** Where the features belong: the province. Without bounds nothing is said about places. */
  readonly bounds?: Bounds;
  readonly provinceZone?: Vn2000Zone;
  /**
   * `report`: a bad geometry is an issue. `repair`: what has one sound repair is repaired with a warning (rings closed, axes
   * put right), and an area whose rings cross is handed on in `unsound` for whoever can rebuild it (PostGIS at import).
   */
  readonly geometries?: 'report' | 'repair';
  readonly limits?: { readonly features?: number; readonly vertices?: number };
}

export interface Validated {
  readonly accepted: readonly ValidFeature[];
  /** In `repair` only: valid but for the crossings of their rings. */
  readonly unsound: readonly ValidFeature[];
  readonly issues: readonly Issue[];
}

/** How far outside the province a feature may lie. */
export const toleranceMetres = 50_000;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Validates the features of one file as they come; `finish` says what can only be said of the file as a whole. */
export class Validator {
  readonly #layer: Layer;
  readonly #options: ValidationOptions;
  readonly #properties: PropertyReader;
  readonly #system: CoordinateSystem;
  readonly #move: (x: number, y: number) => [number, number];
  readonly #within: Bounds | undefined;
  readonly #ids = new Set<string>();
  #features = 0;
  #vertices = 0;
  #elevations = 0;
  /** The file is in another system than it says: said once, and nothing more about places. */
  #mismatch = false;
  #ended = false;

  constructor(layer: Layer, options: ValidationOptions = {}) {
    this.#layer = layer;
    this.#options = options;
    this.#properties = new PropertyReader(layer, options);
    this.#system = options.system ?? wgs84;
    this.#move = toWgs84(this.#system);
    this.#within = options.bounds && growBounds(options.bounds, toleranceMetres);
  }

  /** Issues about the options themselves; ask before the first feature. */
  mappingIssues(): Issue[] {
    return this.#properties.mappingIssues();
  }

  validate(batch: readonly SourceFeature[]): Validated {
    const accepted: ValidFeature[] = [];
    const unsound: ValidFeature[] = [];
    const issues: Issue[] = [];
    const shapes = batch.map((source) => layerGeometry(source.geometry, this.#layer.geometry, source.index));
    this.#lookForMismatch(
      shapes.flatMap(({ geometry }) => geometry ?? []),
      issues,
    );
    for (const [at, source] of batch.entries()) {
      if (this.#ended) break;
      const shape = shapes[at];
      if (!shape) continue;
      this.#count(source.index, shape.geometry ? shape.vertices : 0, issues);
      if (shape.geometry && shape.hadElevation) this.#elevations++;
      if (shape.issue) issues.push(shape.issue);
      const placed = shape.geometry && this.#placed(shape.geometry, source.index, issues);
      const attributes = this.#properties.read(source.properties, source.index);
      issues.push(...attributes.issues);
      const id = this.#idOf(source, issues);
      if (!placed || !attributes.properties || id === null) continue;
      const { validFrom, validTo } = attributes;
      const feature: ValidFeature = {
        index: source.index,
        ...(id !== undefined && { id }),
        geometry: placed.geometry,
        properties: attributes.properties,
        ...(validFrom !== undefined && { validFrom }),
        ...(validTo !== undefined && { validTo }),
      };
      if (placed.sound) addDerivedProperties(this.#layer, placed.geometry, attributes.properties);
      (placed.sound ? accepted : unsound).push(feature);
    }
    return { accepted, unsound, issues };
  }

  finish(): Issue[] {
    const issues = this.#properties.finish();
    if (this.#features === 0) issues.push({ code: 'no-features', severity: 'error' });
    if (this.#elevations > 0) {
      issues.push({ code: 'elevation-dropped', severity: 'warning', context: { count: this.#elevations } });
    }
    return issues;
  }

  /** Decides from a batch whether the coordinates can be of the system they are said to be in. */
  #lookForMismatch(geometries: readonly LayerGeometry[], issues: Issue[]): void {
    const bounds = this.#options.bounds;
    if (this.#mismatch || !bounds || geometries.length === 0) return;
    const sample = sampleOf(geometries);
    const here = sample.filter(([x, y]) => this.#isPlaced(...this.#move(x, y)));
    if (here.length * 2 > sample.length) return;
    const [likely, second] = likelySystems(sample, bounds, this.#options.provinceZone);
    // Latitude first in degrees is the axes' fault, found feature by feature, and has a repair of its own.
    const onlySwapped = likely?.order === 'swapped' && likely.system.definition === this.#system.definition;
    if (!likely || onlySwapped) return;
    this.#mismatch = true;
    const context = {
      stated: `${this.#system.code} (${this.#system.name})`,
      likely: likely.system.code,
      likelyName: likely.system.name,
      share: Math.round(likely.share * 100),
      ...(second && { second: second.system.code }),
      order: likely.order,
    };
    issues.push({ code: 'crs-mismatch', severity: 'error', context });
  }

  #isPlaced(longitude: number, latitude: number): boolean {
    return this.#within ? boundsContain(this.#within, longitude, latitude) : isDegrees(longitude, latitude);
  }

  /** The geometry in WGS 84 where it belongs, or null with an issue. */
  #placed(source: LayerGeometry, feature: number, issues: Issue[]): { geometry: LayerGeometry; sound: boolean } | null {
    if (this.#mismatch) return null;
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
    if (fault) {
      issues.push(fault);
      return null;
    }
    return this.#shaped(geometry, feature, issues);
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

  #shaped(given: LayerGeometry, feature: number, issues: Issue[]): { geometry: LayerGeometry; sound: boolean } | null {
    const repair = this.#options.geometries === 'repair';
    let geometry = given;
    if (repair) {
      const simple = withoutSimpleFaults(geometry);
      geometry = simple.geometry;
      for (const reason of simple.repaired) {
        issues.push({ code: 'geometry-repaired', severity: 'warning', feature, context: { reason } });
      }
    }
    if (geometry.type === 'MultiLineString') {
      const short = geometry.coordinates.find((line) => !hasDistinct(line, 2));
      if (!short) return { geometry, sound: true };
      issues.push({ code: 'geometry-too-short', severity: 'error', feature, ...placeOf(short[0]) });
      return null;
    }
    const fault = geometry.type === 'MultiPolygon' ? areaFault(geometry) : null;
    if (!fault) return { geometry, sound: true };
    if (repair && fault.code !== 'geometry-too-short') return { geometry, sound: false };
    issues.push(areaIssue(fault, feature));
    return null;
  }

  #count(feature: number, vertices: number, issues: Issue[]): void {
    const { features: mostFeatures, vertices: mostVertices } = this.#options.limits ?? {};
    this.#features++;
    this.#vertices += vertices;
    if (mostFeatures !== undefined && this.#features > mostFeatures) {
      this.#ended = true;
      issues.push({ code: 'too-many-features', severity: 'error', feature, context: { limit: mostFeatures } });
    } else if (mostVertices !== undefined && this.#vertices > mostVertices) {
      this.#ended = true;
      issues.push({ code: 'too-many-vertices', severity: 'error', feature, context: { limit: mostVertices } });
    }
  }

  /** The file's uuid for the feature; undefined when it has none, null when it is taken. */
  #idOf({ id, properties, index }: SourceFeature, issues: Issue[]): string | undefined | null {
    const given = [id, properties.id].find((candidate) => typeof candidate === 'string' && uuid.test(candidate));
    if (typeof given !== 'string') return undefined;
    const own = given.toLowerCase();
    if (this.#ids.has(own)) {
      issues.push({ code: 'identifier-repeated', severity: 'error', feature: index, context: { id: own } });
      return null;
    }
    this.#ids.add(own);
    return own;
  }
}

/** Validates a whole list at once: for small files, previews and tests. */
export function validateFeatures(
  layer: Layer,
  features: readonly SourceFeature[],
  options: ValidationOptions = {},
): Validated {
  const validator = new Validator(layer, options);
  const mapping = validator.mappingIssues();
  const { accepted, unsound, issues } = validator.validate(features);
  return { accepted, unsound, issues: [...mapping, ...issues, ...validator.finish()] };
}

const isDegrees = (longitude: number, latitude: number) => Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
const short = (value: number) => (Number.isFinite(value) ? Math.round(value * 1e5) / 1e5 : String(value));
const placeOf = (position: Position | undefined) =>
  position ? { place: [position[0] ?? 0, position[1] ?? 0] as const } : {};

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
