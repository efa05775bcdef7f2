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

/** A photo taken for a mark; its name is for people only. */
export interface MarkPhoto {
  readonly recording: string;
  /** The key of the mark it belongs to. */
  readonly mark: number;
  readonly name: string;
  readonly content: Blob;
}

interface Schema extends DBSchema {
  recording: { key: string; value: RecordingItem; indexes: { account: string } };
  fix: { key: number; value: KeptFix; indexes: { recording: string } };
  mark: { key: number; value: Mark; indexes: { recording: string } };
  photo: { key: number; value: MarkPhoto; indexes: { recording: string } };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('phen-dau-recording', 2, {
    // A recording of an earlier version of the page stays as it is: what it lacks is added beside it.
    upgrade: (known, before) => {
      if (before < 1) known.createObjectStore('recording', { keyPath: 'key' }).createIndex('account', 'account');
      const lists = before < 1 ? (['fix', 'mark', 'photo'] as const) : (['photo'] as const);
      for (const name of lists) {
        known.createObjectStore(name, { autoIncrement: true }).createIndex('recording', 'recording');
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

/** Keeps a mark with its photos, all or nothing. */
export async function keepMark(mark: Mark, photos: readonly Pick<MarkPhoto, 'name' | 'content'>[]): Promise<void> {
  const write = (await database()).transaction(['mark', 'photo'], 'readwrite', { durability: 'strict' });
  const key = await write.objectStore('mark').add(mark);
  const added = photos.map((photo) =>
    write.objectStore('photo').add({ ...photo, recording: mark.recording, mark: key }),
  );
  await Promise.all([...added, write.done]);
}

/** All that was recorded, in the order it came; photos have bytes and are read apart. */
export async function readRecording(key: string): Promise<{ fixes: KeptFix[]; marks: Mark[] }> {
  const from = await database();
  const [fixes, marks] = await Promise.all([
    from.getAllFromIndex('fix', 'recording', key),
    from.getAllFromIndex('mark', 'recording', key),
  ]);
  return { fixes, marks };
}

/** The photos of a recording, each with its mark and the mark's place among all marks. */
export async function readMarkPhotos(key: string): Promise<{ photo: MarkPhoto; mark: Mark; index: number }[]> {
  const read = (await database()).transaction(['mark', 'photo']);
  const marks = read.objectStore('mark').index('recording');
  const [keys, values, photos] = await Promise.all([
    marks.getAllKeys(key),
    marks.getAll(key),
    read.objectStore('photo').index('recording').getAll(key),
  ]);
  return photos.flatMap((photo) => {
    const index = keys.indexOf(photo.mark);
    const mark = values[index];
    return mark ? [{ photo, mark, index }] : [];
  });
}

/** Removes a recording with all of its positions, marks and photos. */
export async function removeRecording(key: string): Promise<void> {
  const write = (await database()).transaction(['recording', 'fix', 'mark', 'photo'], 'readwrite');
  const removals = (['fix', 'mark', 'photo'] as const).map(async (name) => {
    const store = write.objectStore(name);
    // Asked for all at once: a day's walk is tens of thousands, and the bar stays until they are gone.
    await Promise.all((await store.index('recording').getAllKeys(key)).map((each) => store.delete(each)));
  });
  await Promise.all([...removals, write.objectStore('recording').delete(key), write.done]);
}
