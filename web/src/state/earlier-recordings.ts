import { deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { DeviceSchema } from './device-database.ts';

const earlierName = 'phen-dau-recording';
const stores = ['recording', 'fix', 'mark', 'photo'] as const;

/** Recordings once were a database of their own: one that waits there is moved over, whole or not at all, and once. */
export async function moveEarlierRecordings(to: IDBPDatabase<DeviceSchema>): Promise<void> {
  if (!(await indexedDB.databases()).some(({ name }) => name === earlierName)) return;
  const from = await openDB<DeviceSchema>(earlierName);
  const held = stores.filter((name) => from.objectStoreNames.contains(name));
  if (held.length > 0) {
    await moveAll(from, to, held.includes('photo'));
    // Emptied first: another window may hold it open, and then it cannot be deleted yet.
    const write = from.transaction(held, 'readwrite', { durability: 'strict' });
    await Promise.all([...held.map((name) => write.objectStore(name).clear()), write.done]);
  }
  from.close();
  void deleteDB(earlierName);
}

async function moveAll(
  from: IDBPDatabase<DeviceSchema>,
  to: IDBPDatabase<DeviceSchema>,
  hasPhotos: boolean,
): Promise<void> {
  const [recordings, fixes, marks, markKeys, photos] = await Promise.all([
    from.getAll('recording'),
    from.getAll('fix'),
    from.getAll('mark'),
    from.getAllKeys('mark'),
    hasPhotos ? from.getAll('photo') : [],
  ]);
  const write = to.transaction(stores, 'readwrite', { durability: 'strict' });
  const moved = new Set<string>();
  for (const recording of recordings) {
    // Here already: the page was closed between moving and emptying.
    if (await write.objectStore('recording').get(recording.key)) continue;
    await write.objectStore('recording').add(recording);
    moved.add(recording.key);
  }
  const isMoved = ({ recording }: { readonly recording: string }) => moved.has(recording);
  await Promise.all(fixes.filter(isMoved).map((fix) => write.objectStore('fix').add(fix)));
  for (const [at, mark] of marks.entries()) {
    if (!isMoved(mark)) continue;
    const key = await write.objectStore('mark').add(mark);
    const own = photos.filter((photo) => photo.recording === mark.recording && photo.mark === markKeys[at]);
    await Promise.all(own.map((photo) => write.objectStore('photo').add({ ...photo, mark: key })));
  }
  await write.done;
}
