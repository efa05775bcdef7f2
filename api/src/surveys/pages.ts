import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip, gunzip, gunzipSync, gzip, gzipSync } from 'node:zlib';
import type { StagedFeature, StagedPage } from './survey-reading.ts';

const pageFeatures = 2000;
const pageCharacters = 4_000_000;
/** Written in one go, a third faster than one by one; a page is a whole number of these. */
const pointsTogether = 500;
const fastest = { level: 1 } as const;

/** Staged features as pages, in their order. One is compressed beside this thread while the text of the next is made. */
export async function pagesOf(features: readonly StagedFeature[]): Promise<StagedPage[]> {
  const pages: Promise<StagedPage>[] = [];
  let texts: string[] = [];
  let count = 0;
  let characters = 0;
  const finish = async () => {
    const before = pages.at(-1);
    if (texts.length > 0) pages.push(compressed(texts.join(',\n'), count));
    texts = [];
    count = 0;
    characters = 0;
    await before;
  };
  for (let at = 0; at < features.length; ) {
    const together = features[at]?.geometry.type === 'Point' ? pointsTogether : 1;
    const some = features.slice(at, at + together);
    at += some.length;
    const text = JSON.stringify(some).slice(1, -1);
    texts.push(text);
    count += some.length;
    characters += text.length;
    if (count >= pageFeatures || characters > pageCharacters) await finish();
  }
  await finish();
  return Promise.all(pages);
}

const compressed = async (text: string, features: number): Promise<StagedPage> => ({
  features,
  bytes: await promisify<string, object, Buffer>(gzip)(text, fastest),
});

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

/** The original bytes as they are unpacked, beside other work: at once, 100 MB would keep everybody else waiting. */
export const originalStream = (pieces: readonly Uint8Array[]): ReadableStream =>
  Readable.toWeb(Readable.from(pieces).pipe(createGunzip())) as ReadableStream;

export const originalOf = (pieces: readonly Uint8Array[]): Uint8Array => gunzipSync(Buffer.concat(pieces));

/** The same beside other work, for the thread that answers requests. */
export const originalAside = (pieces: readonly Uint8Array[]): Promise<Uint8Array> =>
  promisify<Uint8Array, Buffer>(gunzip)(Buffer.concat(pieces));
