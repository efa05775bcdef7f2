import { gunzipSync, gzipSync } from 'node:zlib';
import type { StagedFeature, StagedPage } from './survey-reading.ts';

const pageFeatures = 2000;
const pageCharacters = 4_000_000;
const fastest = { level: 1 } as const;

/** Staged features as pages, in their order. */
export function pagesOf(features: readonly StagedFeature[]): StagedPage[] {
  const pages: StagedPage[] = [];
  let texts: string[] = [];
  let characters = 0;
  const finish = () => {
    if (texts.length > 0) pages.push({ features: texts.length, bytes: gzipSync(texts.join(',\n'), fastest) });
    texts = [];
    characters = 0;
  };
  for (const feature of features) {
    const text = JSON.stringify(feature);
    texts.push(text);
    characters += text.length;
    if (texts.length === pageFeatures || characters > pageCharacters) finish();
  }
  finish();
  return pages;
}

/** The GeoJSON text of a page: features between commas. */
export const pageText = (bytes: Uint8Array): string => gunzipSync(bytes).toString('utf8');

export const featuresOfPage = (bytes: Uint8Array): StagedFeature[] => JSON.parse(`[${pageText(bytes)}]`);

const pieceBytes = 1 << 20;

/** Original bytes as they are kept: compressed, in pieces that both engines take in one statement each. */
export function keptPieces(original: Uint8Array): Uint8Array[] {
  const kept = gzipSync(original, fastest);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < kept.length; at += pieceBytes) pieces.push(kept.subarray(at, at + pieceBytes));
  return pieces;
}

export const originalOf = (pieces: readonly Uint8Array[]): Uint8Array => gunzipSync(Buffer.concat(pieces));
