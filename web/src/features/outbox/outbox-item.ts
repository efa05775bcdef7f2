import type { PreparedItem } from './outbox-database.ts';
import { keptPhotos, type PhotoToKeep } from './outbox-photos.ts';
import { sha256Of } from './sha256.ts';

/** What is known of files when they are added. */
export interface KnownOfFile {
  readonly layer?: string;
  readonly replaces?: string;
  /** Moment; now, when absent. The outbox lists files in this order. */
  readonly addedAt?: number;
  /** They go out at once. */
  readonly isReady?: boolean;
  /** Go with the file, which then is one. */
  readonly photos?: readonly PhotoToKeep[];
}

/** A file and its photos as the outbox will keep them, copied and hashed; nothing is kept yet. */
export async function preparedItem(account: string, file: File, known: KnownOfFile): Promise<PreparedItem> {
  const content = await file.arrayBuffer();
  const key = crypto.randomUUID();
  const { photos, contents } = await keptPhotos(key, known.photos ?? []);
  const item = {
    ...{ key, account, name: file.name, bytes: content.byteLength },
    ...{ sha256: await sha256Of(content), addedAt: new Date(known.addedAt ?? Date.now()).toISOString() },
    ...{ layer: known.layer, isReady: known.isReady ?? false },
    ...(known.replaces && { replaces: known.replaces }),
    ...(photos.length > 0 && { photos }),
  };
  // A copy of its own: the file on the disk may change or go with the memory card.
  return { item, bytes: new Blob([content]), photos: contents };
}
