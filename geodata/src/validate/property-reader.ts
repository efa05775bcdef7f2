import { dayText, type Field } from '../field.ts';
import type { Issue } from '../issue.ts';
import type { Layer } from '../layer.ts';
import { say } from '../text.ts';
import { propertyValue } from './property-value.ts';

/** Where the attributes of a layer come from. */
export interface PropertySources {
  /** Field -> column of the file, where the names differ. */
  readonly map?: Readonly<Record<string, string>>;
  /** Field -> one value for all features, as a person writes it. */
  readonly set?: Readonly<Record<string, string>>;
  /** Finds the id of a feature by its name, for references given by name; undefined when there is none. */
  readonly idByName?: (layer: string, name: string) => string | undefined;
}

export interface ReadProperties {
  /** Every field of the layer; what the file does not say is null. Undefined when an issue keeps the feature out. */
  readonly properties: Record<string, unknown> | undefined;
  readonly validFrom: string | undefined;
  readonly validTo: string | null | undefined;
  readonly issues: readonly Issue[];
}

const dated: Record<'valid_from' | 'valid_to', Field> = {
  valid_from: dayField(),
  valid_to: dayField(),
};

/** Columns every export of ours has; they are no attributes and no news. */
const ownColumns = new Set(['id', 'fid', 'version', 'updated_at', 'tileId', 'tile_id']);

/** Fields computed from the geometry where the file does not give them (see `derivedProperties`). */
const derived = new Set(['length_metres', 'area_hectares']);

/** Reads the attributes of a layer from the attributes of a file's features. */
export class PropertyReader {
  readonly #layer: Layer;
  readonly #sources: PropertySources;
  readonly #fields: readonly (readonly [key: string, field: Field])[];
  /** Field -> the column its value was found in. */
  readonly #columns = new Map<string, string>();
  readonly #columnsSeen = new Set<string>();
  readonly #missing = new Map<string, number>();

  constructor(layer: Layer, sources: PropertySources) {
    this.#layer = layer;
    this.#sources = sources;
    this.#fields = [...Object.entries(layer.fields), ...Object.entries(dated)];
  }

  /** Issues about the mapping itself: names that are no field of the layer, values that do not fit. */
  mappingIssues(): Issue[] {
    const known = new Map(this.#fields);
    const issues: Issue[] = [];
    for (const key of [...Object.keys(this.#sources.map ?? {}), ...Object.keys(this.#sources.set ?? {})]) {
      if (known.has(key)) continue;
      const context = { fields: [...known.keys()].join(', ') };
      issues.push({ code: 'field-unknown', severity: 'error', property: key, context });
    }
    for (const [key, value] of Object.entries(this.#sources.set ?? {})) {
      const field = known.get(key);
      const outcome = field && this.#valueOf(value, field, 'mapped');
      if (field && outcome && 'expected' in outcome)
        issues.push(this.#invalid(undefined, key, field, value, outcome.expected));
    }
    return issues;
  }

  read(given: Readonly<Record<string, unknown>>, feature: number): ReadProperties {
    const byColumn = new Map(Object.entries(given));
    for (const column of byColumn.keys()) this.#columnsSeen.add(column);
    const properties: Record<string, unknown> = {};
    const issues: Issue[] = [];
    let sound = true;
    for (const [key, field] of this.#fields) {
      const fixed = this.#sources.set?.[key];
      const column = this.#columnOf(key, byColumn);
      const value = fixed ?? (column === undefined ? null : byColumn.get(column));
      if (column !== undefined) this.#columns.set(key, column);
      const pointedAt = fixed !== undefined || this.#sources.map?.[key] !== undefined;
      const outcome = this.#valueOf(value, field, pointedAt ? 'mapped' : 'same-name');
      if ('expected' in outcome) {
        sound = false;
        issues.push(this.#invalid(feature, key, field, value, outcome.expected));
      } else {
        properties[key] = outcome.value;
        if (outcome.value === null && field.required && !derived.has(key)) {
          sound = false;
          this.#missing.set(key, (this.#missing.get(key) ?? 0) + 1);
          // A column that exists and is empty here and there is a fault of the feature; a missing one, of the file.
          if (column !== undefined)
            issues.push({ code: 'property-missing', severity: 'error', feature, property: key });
        }
      }
    }
    const { valid_from: validFrom, valid_to: validTo, ...attributes } = properties;
    return {
      properties: sound ? attributes : undefined,
      validFrom: typeof validFrom === 'string' ? validFrom : undefined,
      validTo: typeof validTo === 'string' ? validTo : undefined,
      issues,
    };
  }

  /** What is said once about the file: required fields it lacks, columns nothing reads. */
  finish(): Issue[] {
    const issues: Issue[] = [];
    const columns = [...this.#columnsSeen];
    for (const [key, count] of this.#missing) {
      if (this.#columns.has(key)) continue;
      const words = Object.keys(this.#layer.fields[key]?.vocabulary ?? {}).join('|');
      const context = { count, columns: columns.slice(0, 30).join(', '), example: words || '…' };
      issues.push({ code: 'column-missing', severity: 'error', property: key, context });
    }
    const used = new Set([...this.#columns.values(), ...ownColumns]);
    const unused = columns.filter((column) => !used.has(column));
    if (unused.length > 0) {
      const context = { columns: unused.slice(0, 30).join(', '), count: unused.length };
      issues.push({ code: 'columns-unused', severity: 'warning', context });
    }
    return issues;
  }

  #columnOf(key: string, byColumn: ReadonlyMap<string, unknown>): string | undefined {
    const mapped = this.#sources.map?.[key];
    if (mapped !== undefined) return byColumn.has(mapped) ? mapped : undefined;
    return byColumn.has(key) ? key : undefined;
  }

  #valueOf(value: unknown, field: Field, fromColumn: 'same-name' | 'mapped') {
    const named = field.kind === 'reference' && typeof value === 'string' && !/^[0-9a-f-]{36}$/i.test(value.trim());
    if (!named || value.trim() === '' || field.refersTo === undefined) return propertyValue(value, field, fromColumn);
    const id = this.#sources.idByName?.(field.refersTo, value.trim());
    return id === undefined ? ({ expected: 'known-name' } as const) : { value: id };
  }

  #invalid(feature: number | undefined, property: string, field: Field, value: unknown, expected: string): Issue {
    const context = {
      value: (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined')).slice(0, 60),
      expected,
      words: Object.keys(field.vocabulary ?? {}).join(', '),
    };
    return {
      code: 'property-invalid',
      severity: 'error',
      property,
      context,
      ...(feature !== undefined && { feature }),
    };
  }
}

function dayField(): Field {
  return { kind: 'day', label: say('Ngày', 'Day'), sqlType: 'date', schema: dayText, required: false, inTile: false };
}
