import type { Issue } from '../issue.ts';
import { say } from '../text.ts';
import { type BatchReading, readInBatches } from './batch-reading.ts';
import { defaultReadLimits, type Format, type ReadBatch, type ReadLimits, type SourceFeature } from './format.ts';
import { isIssue, parseFeature, sourceFeature, splitElements, utf8Text } from './json-feature.ts';
import { type JsonPart, JsonSplitter } from './json-splitter.ts';
import { foreignEncoding, withoutByteOrderMark } from './text-encoding.ts';

/** GeoJSON (RFC 7946 and the older form with a `crs` member): a collection, one feature, or one geometry. */
export const geojson: Format = {
  name: 'geojson',
  title: say('GeoJSON', 'GeoJSON'),
  extensions: ['.geojson', '.json'],
  detect(firstBytes) {
    if (foreignEncoding(firstBytes) !== null) return true;
    const text = new TextDecoder().decode(withoutByteOrderMark(firstBytes));
    return /^\s*[{[]/.test(text);
  },
  read: (bytes, limits = defaultReadLimits) => readInBatches(bytes, new Reading(limits)),
};

class Reading implements BatchReading {
  readonly #limits: ReadLimits;
  readonly #splitter: JsonSplitter;
  #features: SourceFeature[] = [];
  #issues: Issue[] = [];
  #statedCrs: string | undefined;
  #bytesRead = 0;
  #index = 0;
  #values = 0;
  /** The last run of features ended with a comma, so another element must follow. */
  #expectsElement = false;
  ended = false;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
    this.#splitter = new JsonSplitter(limits.featureBytes);
  }

  push(chunk: Uint8Array): ReadBatch {
    const first = this.#bytesRead === 0;
    this.#bytesRead += chunk.length;
    const encoding = first ? foreignEncoding(chunk) : null;
    if (encoding !== null) {
      this.#fail({ code: 'file-encoding', severity: 'error', context: { encoding } });
      return this.#batch();
    }
    for (const part of this.#splitter.push(first ? withoutByteOrderMark(chunk) : chunk)) {
      this.#accept(part);
      if (this.ended) break;
    }
    return this.#batch();
  }

  finish(): ReadBatch {
    if (this.#bytesRead === 0) this.#fail({ code: 'file-empty', severity: 'error' });
    else if (this.#splitter.unfinished) {
      this.#fail({ code: 'file-truncated', severity: 'error', context: { read: this.#index } });
    } else if (this.#values === 0) this.#unreadable('not-geojson', 0);
    return this.#batch();
  }

  #accept(part: JsonPart): void {
    switch (part.kind) {
      case 'opening':
        // A `crs` before the features is known in time to transform them as they come.
        this.#readCrs(parsed(part.bytes, ']}'));
        this.#expectsElement = false;
        break;
      case 'run':
        this.#readRun(part.bytes, part.deepest, part.last);
        break;
      case 'value':
        this.#values++;
        this.#readValue(part.bytes, part.hadFeatures, part.deepest);
        break;
      case 'stray':
        this.#unreadable(this.#values > 0 ? 'text-after-end' : 'not-geojson', part.offset);
        break;
      case 'too-large':
        this.#unreadable('feature-too-large', part.offset);
    }
  }

  #readRun(bytes: Uint8Array, deepest: number, last: boolean): void {
    const text = utf8Text(bytes);
    const blank = text !== null && text.trim() === '';
    if (blank && last && !this.#expectsElement) return;
    this.#expectsElement = !last;
    if (text === null) {
      this.#issues.push({ code: 'file-encoding', severity: 'error', feature: this.#index, context: { encoding: '?' } });
      this.#index++;
      return;
    }
    if (deepest <= this.#limits.nestingDepth) {
      try {
        for (const value of JSON.parse(`[${text}]`) as unknown[]) this.#add(sourceFeature(value, this.#index));
        if (!blank) return;
      } catch {
        // One of them is at fault: taken apart below, so that only that one is lost.
      }
    }
    for (const element of splitElements(text)) this.#add(parseFeature(element, this.#index, this.#limits));
  }

  #readValue(bytes: Uint8Array, hadFeatures: boolean, deepest: number): void {
    if (deepest > this.#limits.nestingDepth) {
      this.#fail({ code: 'nested-too-deep', severity: 'error', context: { limit: this.#limits.nestingDepth } });
      return;
    }
    const value = parsed(bytes, '');
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.#unreadable(value === undefined ? 'not-json' : 'not-geojson', this.#bytesRead);
      return;
    }
    const { type, features } = value as Record<string, unknown>;
    this.#readCrs(value);
    if (type === 'Feature') this.#add(sourceFeature(value, this.#index));
    else if (type === 'FeatureCollection') {
      // The splitter looks for the plain key; one written with escapes arrives here whole.
      if (Array.isArray(features)) for (const feature of features) this.#add(sourceFeature(feature, this.#index));
      else this.#unreadable('features-not-a-list', this.#bytesRead);
    } else if (typeof type === 'string' && geometryNames.has(type)) {
      this.#add({ index: this.#index, id: null, geometry: value, properties: {} });
    } else if (hadFeatures) this.#unreadable('not-a-collection', this.#bytesRead);
    else this.#unreadable(type === 'Topology' ? 'topojson' : 'not-geojson', this.#bytesRead);
  }

  #readCrs(value: unknown): void {
    const { crs } = (typeof value === 'object' && value !== null ? value : {}) as { crs?: unknown };
    if (crs === undefined || crs === null) return;
    const { type, properties } = crs as { type?: unknown; properties?: { name?: unknown; code?: unknown } };
    const stated = properties?.name ?? (type === 'EPSG' ? `EPSG:${properties?.code}` : undefined);
    this.#statedCrs = typeof stated === 'string' ? stated : JSON.stringify(crs).slice(0, 200);
  }

  #add(outcome: SourceFeature | Issue): void {
    this.#index++;
    if (isIssue(outcome)) this.#issues.push(outcome);
    else this.#features.push(outcome);
  }

  #unreadable(reason: string, offset: number): void {
    this.#fail({ code: 'file-unreadable', severity: 'error', context: { reason, offset } });
  }

  #fail(issue: Issue): void {
    this.#issues.push(issue);
    this.ended = true;
  }

  #batch(): ReadBatch {
    const batch = { features: this.#features, issues: this.#issues, bytesRead: this.#bytesRead };
    const statedCrs = this.#statedCrs;
    this.#features = [];
    this.#issues = [];
    this.#statedCrs = undefined;
    return statedCrs === undefined ? batch : { ...batch, statedCrs };
  }
}

const geometryNames: ReadonlySet<string> = new Set([
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
]);

/** The value of the text, or undefined when it is not JSON. */
function parsed(bytes: Uint8Array, completion: string): unknown {
  const text = utf8Text(bytes);
  if (text === null) return undefined;
  try {
    return JSON.parse(text + completion);
  } catch {
    return undefined;
  }
}
