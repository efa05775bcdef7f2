import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { LngLat } from '../../api/types.ts';
import type { Fix } from '../../state/recording.ts';

/** What is said of a recording. */
export interface RecordingItem {
  readonly key: string;
  /** Whose it is; nobody else sees it. */
  readonly account: string;
  readonly startedAt: number;
  /** Fixes less accurate are kept and left out of the line. */
  readonly gateMetres: number;
}

export interface KeptFix extends Fix {
  readonly recording: string;
  /** Counts the pauses before it. */
  readonly stretch: number;
}

export interface Mark {
  readonly recording: string;
  readonly position: LngLat;
  readonly at: number;
  readonly accuracyMetres: number;
  readonly note: string;
}

interface Schema extends DBSchema {
  recording: { key: string; value: RecordingItem; indexes: { account: string } };
  fix: { key: number; value: KeptFix; indexes: { recording: string } };
  mark: { key: number; value: Mark; indexes: { recording: string } };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('phen-dau-recording', 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore('recording', { keyPath: 'key' }).createIndex('account', 'account');
      for (const name of ['fix', 'mark'] as const) {
        fresh.createObjectStore(name, { autoIncrement: true }).createIndex('recording', 'recording');
      }
    },
    terminated: () => {
      opened = undefined;
    },
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

export const keepRecording = async (item: RecordingItem): Promise<void> => {
  await (await database()).put('recording', item);
};

/** The account's recording that was neither finished nor thrown away; a person walks one way at a time. */
export const findRecording = async (account: string): Promise<RecordingItem | undefined> =>
  (await database()).getFromIndex('recording', 'account', account);

export const keepFix = async (fix: KeptFix): Promise<void> => {
  await (await database()).add('fix', fix);
};

export const keepMark = async (mark: Mark): Promise<void> => {
  await (await database()).add('mark', mark);
};

/** All that was recorded, in the order it came. */
export async function readRecording(key: string): Promise<{ fixes: KeptFix[]; marks: Mark[] }> {
  const from = await database();
  const [fixes, marks] = await Promise.all([
    from.getAllFromIndex('fix', 'recording', key),
    from.getAllFromIndex('mark', 'recording', key),
  ]);
  return { fixes, marks };
}

export async function removeRecording(key: string): Promise<void> {
  const write = (await database()).transaction(['recording', 'fix', 'mark'], 'readwrite');
  const removals = (['fix', 'mark'] as const).map(async (name) => {
    const store = write.objectStore(name);
    for (const each of await store.index('recording').getAllKeys(key)) await store.delete(each);
  });
  await Promise.all([...removals, write.objectStore('recording').delete(key), write.done]);
}
