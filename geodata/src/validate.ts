import type { Position } from 'geojson';
import type { SourceFeature } from './formats/format.ts';
import type { Issue } from './issue.ts';
import type { Layer } from './layer.ts';
import { areaFault, areaIssue } from './validate/area-check.ts';
import { addDerivedProperties } from './validate/derived-properties.ts';
import { hasDistinct, type LayerGeometry, layerGeometry } from './validate/geometry-shape.ts';
import { Placement, type PlacementOptions } from './validate/placement.ts';
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

export interface ValidationOptions extends PropertySources, PlacementOptions {
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

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Validates the features of one file as they come; `finish` says what can only be said of the file as a whole. */
export class Validator {
  readonly #layer: Layer;
  readonly #options: ValidationOptions;
  readonly #properties: PropertyReader;
  readonly #placement: Placement;
  readonly #ids = new Set<string>();
  #features = 0;
  #vertices = 0;
  #elevations = 0;
  #ended = false;

  constructor(layer: Layer, options: ValidationOptions = {}) {
    this.#layer = layer;
    this.#options = options;
    this.#properties = new PropertyReader(layer, options);
    this.#placement = new Placement(options);
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
    const geometries = shapes.flatMap(({ geometry }) => geometry ?? []);
    issues.push(...this.#placement.mismatchIssues(geometries));
    for (const [at, source] of batch.entries()) {
      if (this.#ended) break;
      const shape = shapes[at];
      if (!shape) continue;
      this.#count(source.index, shape.geometry ? shape.vertices : 0, issues);
      if (shape.geometry && shape.hadElevation) this.#elevations++;
      if (shape.issue) issues.push(shape.issue);
      const there = shape.geometry && this.#placement.placed(shape.geometry, source.index, issues);
      const placed = there && this.#shaped(there, source.index, issues);
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

  /** The geometry with its simple faults repaired where that is asked for; null with an issue. */
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

const placeOf = (position: Position | undefined) =>
  position ? { place: [position[0] ?? 0, position[1] ?? 0] as const } : {};
