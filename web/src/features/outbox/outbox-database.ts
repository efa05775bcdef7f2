import { deviceDatabase, strict } from '../../state/device-database.ts';
import type { OutboxItem } from '../../state/surveys-outbox.ts';

/** The files of an account, in the order they were added. */
export async function readItems(account: string): Promise<OutboxItem[]> {
  const items = await (await deviceDatabase()).getAllFromIndex('item', 'account', account);
  return items.sort((a, b) => (a.addedAt < b.addedAt ? -1 : 1));
}

export const readItem = async (key: string): Promise<OutboxItem | undefined> =>
  (await deviceDatabase()).get('item', key);

export const readBytes = async (key: string): Promise<Blob | undefined> => (await deviceDatabase()).get('bytes', key);

/** A file as it will be kept: what is said of it, its bytes, and its photos by their keys. */
export interface PreparedItem {
  readonly item: OutboxItem;
  readonly bytes: Blob;
  readonly photos: ReadonlyMap<string, Blob>;
}

/** Keeps a file and its photos, all or nothing; resolves when they are on the disk. */
export async function addItem(prepared: PreparedItem): Promise<void> {
  const write = (await deviceDatabase()).transaction(['item', 'bytes'], 'readwrite', strict);
  await Promise.all([...itemWrites(write.objectStore('item'), write.objectStore('bytes'), prepared), write.done]);
}

interface Puts<Value> {
  readonly put: (value: Value, key?: string) => Promise<unknown>;
}

/** What keeps a file, as part of a transaction that may do more. */
export const itemWrites = (
  items: Puts<OutboxItem>,
  contents: Puts<Blob>,
  { item, bytes, photos }: PreparedItem,
): Promise<unknown>[] => [
  items.put(item),
  contents.put(bytes, item.key),
  ...[...photos].map(([key, photo]) => contents.put(photo, key)),
];

/** Changes what is said of a file; nothing when it has gone meanwhile, as it may from another tab. */
export async function changeItem(key: string, change: (item: OutboxItem) => OutboxItem): Promise<void> {
  const write = (await deviceDatabase()).transaction('item', 'readwrite', strict);
  const item = await write.store.get(key);
  if (item) await write.store.put(change(item));
  await write.done;
}

/** Removes a file with its bytes and the photos that wait with it, all or nothing. */
export async function removeItem(key: string): Promise<void> {
  const write = (await deviceDatabase()).transaction(['item', 'bytes'], 'readwrite', strict);
  const item = await write.objectStore('item').get(key);
  const photos = (item?.photos ?? []).map((photo) => write.objectStore('bytes').delete(photo.key));
  const file = [write.objectStore('item').delete(key), write.objectStore('bytes').delete(key)];
  await Promise.all([...photos, ...file, write.done]);
}
