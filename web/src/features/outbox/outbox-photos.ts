import { uploadPhoto } from '../../api/photos.ts';
import { ProblemError } from '../../api/request.ts';
import type { LngLat } from '../../api/types.ts';
import { photosMessages } from '../../messages/use-photos-messages.ts';
import { getState } from '../../state/store.ts';
import type { OutboxPhoto } from '../../state/surveys-outbox.ts';
import { wordsOfFailure } from '../surveys/notify-failure.ts';
import { changeItem, readBytes } from './outbox-database.ts';
import { sha256Of } from './sha256.ts';

/** A photo on its way into the outbox. */
export interface PhotoToKeep {
  readonly name: string;
  readonly content: Blob;
  readonly feature?: number;
  readonly position?: LngLat;
  readonly takenAt?: string;
}

/** What is said of photos, and their bytes by the keys under which they will lie; all are copies of their own. */
export interface KeptPhotos {
  readonly photos: readonly OutboxPhoto[];
  readonly contents: ReadonlyMap<string, Blob>;
}

/** Photos for the item with this key. The same photo twice is one. */
export async function keptPhotos(item: string, given: readonly PhotoToKeep[]): Promise<KeptPhotos> {
  const photos: OutboxPhoto[] = [];
  const contents = new Map<string, Blob>();
  for (const { content, ...said } of given) {
    const bytes = await content.arrayBuffer();
    const sha256 = await sha256Of(bytes);
    if (photos.some((photo) => photo.sha256 === sha256)) continue;
    const key = `${item}/${photos.length}`;
    photos.push({ ...said, key, bytes: bytes.byteLength, sha256, isSent: false });
    contents.set(key, new Blob([bytes]));
  }
  return { photos, contents };
}

/** The photos of one item for another, none of them sent. */
export async function copiedPhotos(item: string, before: readonly OutboxPhoto[]): Promise<KeptPhotos> {
  const photos: OutboxPhoto[] = [];
  const contents = new Map<string, Blob>();
  for (const photo of before) {
    const content = await readBytes(photo.key);
    if (!content) continue;
    const key = `${item}/${photos.length}`;
    photos.push({ ...photo, key, isSent: false });
    contents.set(key, content);
  }
  return { photos, contents };
}

interface Sending {
  readonly signal: AbortSignal;
  /** Bytes of all photos together. */
  readonly onProgress: (sent: number, all: number) => void;
}

/**
 * Sends what the server has not yet proven to have. One that is refused does not keep the others back; answers the first
 * refusal in words, or undefined when every hash came back. Throws what `uploadPhoto` throws when no answer came.
 */
export async function sendPhotos(
  item: string,
  survey: string,
  photos: readonly OutboxPhoto[],
  { signal, onProgress }: Sending,
): Promise<string | undefined> {
  const words = photosMessages[getState().language];
  const all = photos.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = photos.reduce((sum, { bytes, isSent }) => sum + (isSent ? bytes : 0), 0);
  let problem: string | undefined;
  for (const photo of photos) {
    if (photo.isSent) continue;
    const { key, name, bytes, feature, position, takenAt } = photo;
    const content = await readBytes(key);
    if (!content) {
      problem ??= words.lost(name);
      continue;
    }
    try {
      const upload = {
        ...{ survey, name, bytes: content },
        ...(feature !== undefined && { feature }),
        ...(position && { position }),
        ...(takenAt !== undefined && { takenAt }),
      };
      const kept = await uploadPhoto(upload, { signal, onProgress: (sent) => onProgress(done + sent, all) });
      if (kept.sha256 === photo.sha256) await markSent(item, key);
      else problem ??= words.differs(name);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      problem ??= words.refused(name, wordsOfFailure(error));
    }
    done += bytes;
  }
  return problem;
}

const markSent = (item: string, key: string) =>
  changeItem(item, (kept) => ({
    ...kept,
    photos: (kept.photos ?? []).map((photo) => (photo.key === key ? { ...photo, isSent: true } : photo)),
  }));

/** Said about this very photo; signing in again or waiting would not change it. */
const isRefusal = (error: unknown): error is ProblemError =>
  error instanceof ProblemError && error.status < 500 && error.status !== 401 && error.status !== 429;
