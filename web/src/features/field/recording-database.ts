import type { IDBPTransaction } from 'idb';
import { type DeviceSchema, deviceDatabase, strict } from '../../state/device-database.ts';
import type { KeptFix, Mark, MarkPhoto, RecordingItem } from '../../state/recording.ts';
import { itemWrites, type PreparedItem } from '../outbox/outbox-database.ts';

export const keepRecording = async (item: RecordingItem): Promise<void> => {
  await (await deviceDatabase()).put('recording', item);
};

/** The account's recording that was neither finished nor thrown away; a person walks one way at a time. */
export const findRecording = async (account: string): Promise<RecordingItem | undefined> =>
  (await deviceDatabase()).getFromIndex('recording', 'account', account);

/** Keeps a fix; false when its recording is no longer here, because another window has ended it. */
export async function keepFix(fix: KeptFix): Promise<boolean> {
  const write = (await deviceDatabase()).transaction(['recording', 'fix'], 'readwrite');
  const isHere = (await write.objectStore('recording').getKey(fix.recording)) !== undefined;
  if (isHere) await write.objectStore('fix').add(fix);
  await write.done;
  return isHere;
}

/** Keeps a mark with its photos, all or nothing; false when its recording is no longer here. */
export async function keepMark(mark: Mark, photos: readonly Pick<MarkPhoto, 'name' | 'content'>[]): Promise<boolean> {
  const write = (await deviceDatabase()).transaction(['recording', 'mark', 'photo'], 'readwrite', strict);
  const keep = async () => {
    if ((await write.objectStore('recording').getKey(mark.recording)) === undefined) return false;
    const key = await write.objectStore('mark').add(mark);
    await Promise.all(
      photos.map((photo) => write.objectStore('photo').add({ ...photo, recording: mark.recording, mark: key })),
    );
    return true;
  };
  const [isKept] = await Promise.all([keep(), write.done]);
  return isKept;
}

/** All that was recorded, in the order it came; photos have bytes and are read apart. */
export async function readRecording(key: string): Promise<{ fixes: KeptFix[]; marks: Mark[] }> {
  const from = await deviceDatabase();
  const [fixes, marks] = await Promise.all([
    from.getAllFromIndex('fix', 'recording', key),
    from.getAllFromIndex('mark', 'recording', key),
  ]);
  return { fixes, marks };
}

/** A mark with the photos taken there. */
export interface MarkWithPhotos extends Mark {
  readonly photos: readonly MarkPhoto[];
}

/** A recording with everything that belongs to it, as it is at one moment. */
export async function readWhole(key: string): Promise<{ fixes: KeptFix[]; marks: MarkWithPhotos[] }> {
  const read = (await deviceDatabase()).transaction(['fix', 'mark', 'photo']);
  const marks = read.objectStore('mark').index('recording');
  const [fixes, keys, values, photos] = await Promise.all([
    read.objectStore('fix').index('recording').getAll(key),
    marks.getAllKeys(key),
    marks.getAll(key),
    read.objectStore('photo').index('recording').getAll(key),
  ]);
  const withPhotos = values.map((mark, at) => ({ ...mark, photos: photos.filter((each) => each.mark === keys[at]) }));
  return { fixes, marks: withPhotos };
}

/** How much of a recording its files hold. */
interface Held {
  readonly fixes: readonly unknown[];
  readonly marks: readonly unknown[];
}

/**
 * Puts the files of a recording into the outbox and lets the recording go, in one transaction. `more`: it has grown since
 * they were made; `gone`: another window has ended it. Then nothing is changed.
 */
export async function moveToOutbox(
  key: string,
  held: Held,
  files: readonly PreparedItem[],
): Promise<'moved' | 'more' | 'gone'> {
  const write = (await deviceDatabase()).transaction(stores, 'readwrite', strict);
  const move = async () => {
    const [recording, fixes, marks] = await Promise.all([
      write.objectStore('recording').getKey(key),
      write.objectStore('fix').index('recording').count(key),
      write.objectStore('mark').index('recording').count(key),
    ]);
    if (recording === undefined) return 'gone';
    if (fixes > held.fixes.length || marks > held.marks.length) return 'more';
    const [items, contents] = [write.objectStore('item'), write.objectStore('bytes')];
    await Promise.all([...files.flatMap((file) => itemWrites(items, contents, file)), remove(write, key)]);
    return 'moved';
  };
  const [outcome] = await Promise.all([move(), write.done]);
  return outcome;
}

/** Removes a recording with all of its positions, marks and photos. */
export async function removeRecording(key: string): Promise<void> {
  const write = (await deviceDatabase()).transaction(stores, 'readwrite');
  await Promise.all([remove(write, key), write.done]);
}

/** A recording, and the outbox it goes to. */
const stores = ['item', 'bytes', 'recording', 'fix', 'mark', 'photo'] as const;

async function remove(write: IDBPTransaction<DeviceSchema, typeof stores, 'readwrite'>, key: string): Promise<void> {
  const parts = (['fix', 'mark', 'photo'] as const).map(async (name) => {
    const store = write.objectStore(name);
    // Asked for all at once: a day's walk is tens of thousands, and the bar stays until they are gone.
    await Promise.all((await store.index('recording').getAllKeys(key)).map((each) => store.delete(each)));
  });
  await Promise.all([...parts, write.objectStore('recording').delete(key)]);
}
