import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { OutboxItem } from '../../state/surveys-outbox.ts';

interface Schema extends DBSchema {
  item: { key: string; value: OutboxItem; indexes: { account: string } };
  /** Apart from what is said of them, so that a list of items reads no file. */
  bytes: { key: string; value: Blob };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('phen-dau-outbox', 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore('item', { keyPath: 'key' }).createIndex('account', 'account');
      fresh.createObjectStore('bytes');
    },
    // Closed by the browser, for instance because the person cleared its data: opened anew when needed.
    terminated: () => {
      opened = undefined;
    },
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

/** On the disk, not only on its way there: the machine may be switched off the moment this has been promised. */
const strict = { durability: 'strict' } as const;

/** The files of an account, in the order they were added. */
export async function readItems(account: string): Promise<OutboxItem[]> {
  const items = await (await database()).getAllFromIndex('item', 'account', account);
  return items.sort((a, b) => (a.addedAt < b.addedAt ? -1 : 1));
}

export const readItem = async (key: string): Promise<OutboxItem | undefined> => (await database()).get('item', key);

export const readBytes = async (key: string): Promise<Blob | undefined> => (await database()).get('bytes', key);

/** Keeps a file and its photos, by their keys, all or nothing; resolves when they are on the disk. */
export async function addItem(item: OutboxItem, bytes: Blob, photos: ReadonlyMap<string, Blob>): Promise<void> {
  const write = (await database()).transaction(['item', 'bytes'], 'readwrite', strict);
  const kept = write.objectStore('bytes');
  await Promise.all([
    write.objectStore('item').put(item),
    kept.put(bytes, item.key),
    ...[...photos].map(([key, photo]) => kept.put(photo, key)),
    write.done,
  ]);
}

/** Changes what is said of a file; nothing when it has gone meanwhile, as it may from another tab. */
export async function changeItem(key: string, change: (item: OutboxItem) => OutboxItem): Promise<void> {
  const write = (await database()).transaction('item', 'readwrite', strict);
  const item = await write.store.get(key);
  if (item) await write.store.put(change(item));
  await write.done;
}

/** Removes a file with its bytes and the photos that wait with it, all or nothing. */
export async function removeItem(key: string): Promise<void> {
  const write = (await database()).transaction(['item', 'bytes'], 'readwrite', strict);
  const item = await write.objectStore('item').get(key);
  const photos = (item?.photos ?? []).map((photo) => write.objectStore('bytes').delete(photo.key));
  const file = [write.objectStore('item').delete(key), write.objectStore('bytes').delete(key)];
  await Promise.all([...photos, ...file, write.done]);
}
