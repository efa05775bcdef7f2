import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { moveEarlierRecordings } from './earlier-recordings.ts';
import type { KeptFix, Mark, MarkPhoto, RecordingItem } from './recording.ts';
import type { OutboxItem } from './surveys-outbox.ts';

/**
 * What a person has made and no server has yet. Recordings and the outbox are one database, so that a walk becomes the files
 * that are sent in one transaction: at no moment is it in both places, or in neither.
 */
export interface DeviceSchema extends DBSchema {
  item: { key: string; value: OutboxItem; indexes: { account: string } };
  /** Apart from what is said of them, so that a list of items reads no file. */
  bytes: { key: string; value: Blob };
  recording: { key: string; value: RecordingItem; indexes: { account: string } };
  fix: { key: number; value: KeptFix; indexes: { recording: string } };
  mark: { key: number; value: Mark; indexes: { recording: string } };
  photo: { key: number; value: MarkPhoto; indexes: { recording: string } };
}

/** On the disk, not only on its way there: the machine may be switched off the moment this has been promised. */
export const strict = { durability: 'strict' } as const;

let opened: Promise<IDBPDatabase<DeviceSchema>> | undefined;

/** The database of this browser; opened when first needed. */
export function deviceDatabase(): Promise<IDBPDatabase<DeviceSchema>> {
  opened ??= open();
  opened.catch(forget);
  return opened;
}

async function open(): Promise<IDBPDatabase<DeviceSchema>> {
  const database = await openDB<DeviceSchema>('phen-dau-outbox', 2, {
    // What an earlier version of the page has kept stays as it is: what it lacks is added beside it.
    upgrade: (known, before) => {
      if (before < 1) {
        known.createObjectStore('item', { keyPath: 'key' }).createIndex('account', 'account');
        known.createObjectStore('bytes');
      }
      known.createObjectStore('recording', { keyPath: 'key' }).createIndex('account', 'account');
      for (const name of ['fix', 'mark', 'photo'] as const) {
        known.createObjectStore(name, { autoIncrement: true }).createIndex('recording', 'recording');
      }
    },
    // A later version of the page, in another window, is not kept waiting.
    blocking: () => {
      database.close();
      forget();
    },
    // Closed by the browser, for instance because the person cleared its data: opened anew when needed.
    terminated: forget,
  });
  await moveEarlierRecordings(database);
  return database;
}

function forget(): void {
  opened = undefined;
}
