import { dayText, type Field } from '../field.ts';
import { endLabels, fieldHeading } from '../formats/csv.ts';
import type { Issue } from '../issue.ts';
import type { Layer } from '../layer.ts';
import { type Bilingual, languages, say } from '../text.ts';
import { isDerived } from './derived-properties.ts';
import { type PropertyOutcome, propertyValue } from './property-value.ts';

/** Where the attributes of a layer come from. */
export interface PropertySources {
  /** Field -> column of the file, where the names differ. */
  readonly map?: Readonly<Record<string, string>>;
  /** Field -> one value for all features, as a person writes it. */
  readonly set?: Readonly<Record<string, string>>;
  /** Finds the id of a feature by its name, for references given by name; undefined when there is none. */
  readonly idByName?: (layer: string, name: string) => string | undefined;
  /** Features that change one of the register: what the file does not say of them stays as it is there. */
  readonly isChange?: (feature: number) => boolean;
}

export interface ReadProperties {
  /** Every field of the layer; what the file does not say is null, or absent in a change. Undefined when an issue keeps the feature out. */
  readonly properties: Record<string, unknown> | undefined;
  readonly validFrom: string | undefined;
  readonly validTo: string | null | undefined;
  readonly issues: readonly Issue[];
}

/** Columns every export of ours has; they are no attributes and no news. */
const ownColumns = new Set([
  'id',
  'fid',
  'version',
  'updated_at',
  'tileId',
  'tile_id',
  endLabels.vi.id,
  endLabels.en.id,
]);

/** A column that is missing throughout needs no list; one that is missing here and there is told so often at most. */
const mostWithout = 10_000;

/** How one field gets its value; worked out once for a file. */
interface Plan {
  readonly key: string;
  readonly field: Field;
  /** The columns that may hold it, the first that the file has: the one a person named, or the key and our exports' headings. */
  readonly columns: readonly string[];
  readonly fromColumn: 'same-name' | 'mapped';
  /** The value set for all features. */
  readonly fixed: { readonly given: string; readonly outcome: PropertyOutcome } | undefined;
  /** Whether a null keeps the feature out. */
  readonly needed: boolean;
}

/** Reads the attributes of a layer from the attributes of a file's features. */
export class PropertyReader {
  readonly #layer: Layer;
  readonly #sources: PropertySources;
  readonly #attributes: readonly Plan[];
  readonly #from: Plan;
  readonly #to: Plan;
  /** Fields whose column turned up. */
  readonly #found = new Set<string>();
  readonly #columnsSeen = new Set<string>();
  readonly #missing = new Map<string, number>();
  /** Features without the column of a required field: a fault of theirs if others have it. */
  readonly #without: { readonly property: string; readonly feature: number }[] = [];

  constructor(layer: Layer, sources: PropertySources) {
    this.#layer = layer;
    this.#sources = sources;
    this.#attributes = Object.entries(layer.fields).map(([key, field]) => this.#planOf(key, field));
    this.#from = this.#planOf('valid_from', dayField('validFrom'));
    this.#to = this.#planOf('valid_to', dayField('validTo'));
  }

  get #plans(): readonly Plan[] {
    return [...this.#attributes, this.#from, this.#to];
  }

  /** Issues about the mapping itself: names that are no field of the layer, values that do not fit. */
  mappingIssues(): Issue[] {
    const plans = this.#plans;
    const known = new Set(plans.map(({ key }) => key));
    const issues: Issue[] = [];
    for (const key of [...Object.keys(this.#sources.map ?? {}), ...Object.keys(this.#sources.set ?? {})]) {
      if (known.has(key)) continue;
      const context = { fields: [...known].join(', ') };
      issues.push({ code: 'field-unknown', severity: 'error', property: key, context });
    }
    for (const { key, field, fixed } of plans) {
      if (fixed && 'expected' in fixed.outcome) {
        issues.push(invalidValue(undefined, key, field, fixed.given, fixed.outcome.expected));
      }
    }
    return issues;
  }

  read(given: Readonly<Record<string, unknown>>, feature: number): ReadProperties {
    for (const column in given) if (!this.#columnsSeen.has(column)) this.#columnsSeen.add(column);
    const properties: Record<string, unknown> = {};
    const issues: Issue[] = [];
    let sound = true;
    const isChange = this.#sources.isChange?.(feature) ?? false;
    for (const plan of this.#attributes) {
      if (isChange && !this.#says(plan, given)) continue;
      const value = this.#value(plan, given, feature, issues);
      if (value === undefined) sound = false;
      else properties[plan.key] = value;
    }
    const validFrom = this.#value(this.#from, given, feature, issues);
    const validTo = this.#value(this.#to, given, feature, issues);
    if (validFrom === undefined || validTo === undefined) sound = false;
    return {
      properties: sound ? properties : undefined,
      validFrom: typeof validFrom === 'string' ? validFrom : undefined,
      validTo: typeof validTo === 'string' ? validTo : undefined,
      issues,
    };
  }

  /** Whether the file or the person who sent it says anything about this field. */
  #says({ columns, fixed }: Plan, given: Readonly<Record<string, unknown>>): boolean {
    return fixed !== undefined || columns.some((column) => Object.hasOwn(given, column));
  }

  /** The value of one field; null where there is none, undefined where that or the value keeps the feature out. */
  #value(plan: Plan, given: Readonly<Record<string, unknown>>, feature: number, issues: Issue[]): unknown {
    const { key, field, columns, fixed, needed } = plan;
    const column = columns.find((each) => Object.hasOwn(given, each));
    const hasColumn = column !== undefined;
    if (hasColumn && !this.#found.has(key)) this.#found.add(key);
    const raw = hasColumn ? given[column] : null;
    if (fixed && 'expected' in fixed.outcome) return undefined;
    const outcome = fixed?.outcome ?? this.#outcomeOf(raw, field, plan.fromColumn);
    if ('expected' in outcome) {
      issues.push(invalidValue(feature, key, field, raw, outcome.expected));
      return undefined;
    }
    if (outcome.value !== null || !needed) return outcome.value;
    this.#missing.set(key, (this.#missing.get(key) ?? 0) + 1);
    // A column that exists and is empty here and there is a fault of the feature; a missing one, of the file.
    if (hasColumn) issues.push({ code: 'property-missing', severity: 'error', feature, property: key });
    else if (this.#without.length < mostWithout) this.#without.push({ property: key, feature });
    return undefined;
  }

  /** What is said once about the file: required fields it lacks, columns nothing reads. */
  finish(): Issue[] {
    const issues: Issue[] = [];
    const columns = [...this.#columnsSeen];
    for (const { property, feature } of this.#without) {
      if (this.#found.has(property)) issues.push({ code: 'property-missing', severity: 'error', feature, property });
    }
    for (const [key, count] of this.#missing) {
      if (this.#found.has(key)) continue;
      const words = Object.keys(this.#layer.fields[key]?.vocabulary ?? {}).join('|');
      const context = { count, columns: columns.slice(0, 30).join(', '), example: words || '…' };
      issues.push({ code: 'column-missing', severity: 'error', property: key, context });
    }
    const used = new Set([...this.#plans.flatMap(({ columns }) => columns), ...ownColumns]);
    const unused = columns.filter((column) => !used.has(column));
    if (unused.length > 0) {
      const context = { columns: unused.slice(0, 30).join(', '), count: unused.length };
      issues.push({ code: 'columns-unused', severity: 'warning', context });
    }
    return issues;
  }

  #planOf(key: string, field: Field): Plan {
    const mapped = this.#sources.map?.[key];
    const given = this.#sources.set?.[key];
    return {
      key,
      field,
      columns: mapped === undefined ? [key, ...languages.map((each) => fieldHeading(field, each))] : [mapped],
      fromColumn: mapped === undefined ? 'same-name' : 'mapped',
      fixed: given === undefined ? undefined : { given, outcome: this.#outcomeOf(given, field, 'mapped') },
      needed: field.required && !isDerived(key),
    };
  }

  #outcomeOf(value: unknown, field: Field, fromColumn: 'same-name' | 'mapped'): PropertyOutcome {
    const named = field.kind === 'reference' && typeof value === 'string' && !/^[0-9a-f-]{36}$/i.test(value.trim());
    if (!named || value.trim() === '' || field.refersTo === undefined) return propertyValue(value, field, fromColumn);
    const id = this.#sources.idByName?.(field.refersTo, value.trim());
    return id === undefined ? { expected: 'known-name' } : { value: id };
  }
}

function invalidValue(
  feature: number | undefined,
  property: string,
  field: Field,
  value: unknown,
  expected: string,
): Issue {
  const context = {
    value: (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined')).slice(0, 60),
    expected,
    words: Object.keys(field.vocabulary ?? {}).join(', '),
  };
  return { code: 'property-invalid', severity: 'error', property, context, ...(feature !== undefined && { feature }) };
}

function dayField(end: 'validFrom' | 'validTo'): Field {
  const label: Bilingual = say(endLabels.vi[end], endLabels.en[end]);
  return { kind: 'day', label, sqlType: 'date', schema: dayText, required: false, inTile: false };
}
