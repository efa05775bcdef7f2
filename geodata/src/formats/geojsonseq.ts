import type { Issue } from '../issue.ts';
import { say } from '../text.ts';
import { type BatchReading, readInBatches } from './batch-reading.ts';
import { defaultReadLimits, type Format, type ReadBatch, type ReadLimits, type SourceFeature } from './format.ts';
import { isIssue, parseFeature, utf8Text } from './json-feature.ts';
import { foreignEncoding, withoutByteOrderMark } from './text-encoding.ts';

const recordSeparator = 0x1e;
const lineFeed = 0x0a;

/** Newline-delimited GeoJSON features, or GeoJSON text sequences with record separators (RFC 8142). */
export const geojsonseq: Format = {
  name: 'geojsonseq',
  title: say('GeoJSON từng dòng', 'GeoJSON sequence'),
  extensions: ['.geojsonl', '.geojsons', '.ndjson', '.jsonl'],
  detect(firstBytes) {
    if (firstBytes[0] === recordSeparator) return true;
    const text = new TextDecoder().decode(withoutByteOrderMark(firstBytes));
    const [first = '', second] = text.split(/\r?\n/).filter((line) => line.trim() !== '');
    if (second === undefined || !/^\s*\{/.test(second)) return false;
    return isFeatureText(first);
  },
  read: (bytes, limits = defaultReadLimits) => readInBatches(bytes, new Reading(limits)),
};

function isFeatureText(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'Feature';
  } catch {
    return false;
  }
}

/** A record is bad for itself alone: the next separator starts afresh, as RFC 8142 asks. */
class Reading implements BatchReading {
  readonly #limits: ReadLimits;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #separator: number | undefined;
  #features: SourceFeature[] = [];
  #issues: Issue[] = [];
  #bytesRead = 0;
  #index = 0;
  ended = false;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
  }

  push(given: Uint8Array): ReadBatch {
    const first = this.#bytesRead === 0;
    this.#bytesRead += given.length;
    const encoding = first ? foreignEncoding(given) : null;
    if (encoding !== null) this.#fail({ code: 'file-encoding', severity: 'error', context: { encoding } });
    const chunk = first ? withoutByteOrderMark(given) : given;
    if (first) this.#separator = chunk[0] === recordSeparator ? recordSeparator : lineFeed;
    let start = 0;
    for (let at = this.#next(chunk, 0); at !== -1 && !this.ended; at = this.#next(chunk, start)) {
      this.#record(chunk.subarray(start, at));
      start = at + 1;
    }
    if (start < chunk.length) {
      this.#held.push(chunk.slice(start));
      this.#heldBytes += chunk.length - start;
      if (this.#heldBytes > this.#limits.featureBytes) {
        const context = { reason: 'feature-too-large', offset: this.#bytesRead };
        this.#fail({ code: 'file-unreadable', severity: 'error', context });
      }
    }
    return this.#batch();
  }

  finish(): ReadBatch {
    if (this.#bytesRead === 0) this.#fail({ code: 'file-empty', severity: 'error' });
    this.#record(new Uint8Array());
    return this.#batch();
  }

  #next(chunk: Uint8Array, from: number): number {
    return chunk.indexOf(this.#separator ?? lineFeed, from);
  }

  #record(end: Uint8Array): void {
    const bytes = this.#held.length === 0 ? end : joined([...this.#held, end]);
    this.#held = [];
    this.#heldBytes = 0;
    const text = utf8Text(bytes);
    if (text !== null && text.trim() === '') return;
    if (text === null) {
      this.#issues.push({ code: 'file-encoding', severity: 'error', feature: this.#index, context: { encoding: '?' } });
    } else {
      const outcome = parseFeature(text, this.#index, this.#limits);
      if (isIssue(outcome)) this.#issues.push(outcome);
      else this.#features.push(outcome);
    }
    this.#index++;
  }

  #fail(issue: Issue): void {
    this.#issues.push(issue);
    this.ended = true;
  }

  #batch(): ReadBatch {
    const batch = { features: this.#features, issues: this.#issues, bytesRead: this.#bytesRead };
    this.#features = [];
    this.#issues = [];
    return batch;
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}
