import type { Issue } from '../issue.ts';
import type { ReadLimits, SourceFeature } from './format.ts';

const strict = new TextDecoder('utf-8', { fatal: true });
const lenient = new TextDecoder('utf-8');

/** UTF-8 as text, or null when the bytes are something else. */
export function utf8Text(bytes: Uint8Array): string | null {
  // The lenient decoder is several times quicker; only where it had to put a replacement character in, the strict one judges.
  const text = lenient.decode(bytes);
  if (!text.includes('\uFFFD')) return text;
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

/** The feature a JSON value is, or an issue saying why it is none. */
export function sourceFeature(value: unknown, index: number): SourceFeature | Issue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return unreadable(index, 'not-an-object');
  const { type, geometry, properties, id } = value as Record<string, unknown>;
  if (type !== 'Feature') return unreadable(index, 'not-a-feature');
  if (
    properties !== null &&
    properties !== undefined &&
    (typeof properties !== 'object' || Array.isArray(properties))
  ) {
    return unreadable(index, 'properties-not-an-object');
  }
  return {
    index,
    id: typeof id === 'string' || typeof id === 'number' ? id : null,
    geometry: geometry ?? null,
    properties: (properties ?? {}) as Record<string, unknown>,
  };
}

/** Parses the JSON text of one feature. Cuts that are too deep are refused before anything recursive sees them. */
export function parseFeature(text: string, index: number, { nestingDepth }: ReadLimits): SourceFeature | Issue {
  if (nesting(text) > nestingDepth) {
    return { code: 'nested-too-deep', severity: 'error', feature: index, context: { limit: nestingDepth } };
  }
  try {
    return sourceFeature(JSON.parse(text), index);
  } catch {
    // GDAL and hand-written exporters put NaN and Infinity where JSON has no word for them.
    const word = /[[,:]\s*([-+]?(?:NaN|Inf(?:inity)?))\b/i.exec(text.replace(/"(?:[^"\\]|\\.)*"/g, '""'))?.[1];
    return word === undefined
      ? unreadable(index, 'not-json')
      : { code: 'coordinate-not-finite', severity: 'error', feature: index, context: { value: word } };
  }
}

export const isIssue = (outcome: SourceFeature | Issue): outcome is Issue => 'code' in outcome;

/** Cuts the inside of a JSON array at its own commas; strings and nested values stay whole. */
export function splitElements(text: string): string[] {
  const elements: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === 0x22) at = endOfString(text, at);
    else if (sign === 0x7b || sign === 0x5b) depth++;
    else if (sign === 0x7d || sign === 0x5d) depth--;
    else if (sign === 0x2c && depth === 0) {
      elements.push(text.slice(start, at));
      start = at + 1;
    }
  }
  elements.push(text.slice(start));
  return elements;
}

function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === 0x22) at = endOfString(text, at);
    else if (sign === 0x7b || sign === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (sign === 0x7d || sign === 0x5d) depth--;
  }
  return deepest;
}

/** Where the string that opens at `from` closes, or the end of the text. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === 0x5c) at++;
    else if (sign === 0x22) return at;
  }
  return text.length;
}

function unreadable(feature: number, reason: string): Issue {
  return { code: 'feature-unreadable', severity: 'error', feature, context: { reason } };
}
