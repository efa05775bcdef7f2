import type { Format, ReadBatch, SourceFeature } from '../formats/format.ts';
import type { Issue } from '../issue.ts';

/** Everything a reader makes of some bytes, given to it in chunks of `chunkBytes`. For tests only. */
export async function readAll(
  format: Format,
  bytes: Uint8Array,
  chunkBytes = 64 * 1024,
): Promise<{ features: SourceFeature[]; issues: Issue[]; batches: ReadBatch[]; statedCrs: string | undefined }> {
  const batches: ReadBatch[] = [];
  for await (const batch of format.read(inChunks(bytes, chunkBytes))) batches.push(batch);
  return {
    features: batches.flatMap((batch) => batch.features),
    issues: batches.flatMap((batch) => batch.issues),
    batches,
    statedCrs: batches.map((batch) => batch.statedCrs).findLast((crs) => crs !== undefined),
  };
}

async function* inChunks(bytes: Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}
