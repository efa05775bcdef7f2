import { surveyLimits } from '@phen-dau/geodata';
import type { Survey } from '../../api/survey-types.ts';
import { surveysMessages } from '../../messages/use-surveys-messages.ts';
import { findDescription, getState, useStore } from '../../state/store.ts';
import type { OutboxItem } from '../../state/surveys-outbox.ts';
import { notify } from '../../ui/notices.tsx';
import { endingOf, shapeOf } from './file-shape.ts';
import { addItem, changeItem, readBytes, removeItem } from './outbox-database.ts';
import { type KnownOfFile, preparedItem } from './outbox-item.ts';
import { copiedPhotos, keptPhotos, type PhotoToKeep } from './outbox-photos.ts';
import { sendAll, stopSending } from './outbox-sending.ts';
import { outboxAccount, refreshOutbox } from './outbox-view.ts';
import { remembered } from './remembered.ts';
import { saveFile } from './save-file.ts';

const layers = remembered<string>('survey-layers');

/**
 * Opens the outbox of whoever signs in and sends what is ready, now and whenever the server can be reached again.
 * Returns how to stop.
 */
export function keepSending(): () => void {
  const start = () => void refreshOutbox().then(sendAll);
  const stop = useStore.subscribe((state, before) => {
    const cameBack = state.reachable && !before.reachable;
    if (cameBack || state.session !== before.session) start();
  });
  const look = () => document.visibilityState === 'visible' && start();
  addEventListener('online', start);
  document.addEventListener('visibilitychange', look);
  start();
  return () => {
    stop();
    removeEventListener('online', start);
    document.removeEventListener('visibilitychange', look);
  };
}

/** Puts files into the outbox, on the disk, before anything else is done with them. Answers the keys of those that are kept. */
export async function addFiles(files: readonly File[], known: KnownOfFile = {}): Promise<string[]> {
  const kept: string[] = [];
  const words = surveysMessages[getState().language].outbox;
  const account = outboxAccount();
  if (account === undefined) {
    // The session ended a moment ago: whoever signs in next is asked to choose the file again.
    for (const { name } of files) notify('problem', words.notKept(name));
    return kept;
  }
  // Asked once; without it the browser may clear what is kept when the disk is full.
  void navigator.storage?.persist?.();
  for (const file of files) {
    if (file.size > surveyLimits.bytes) {
      notify('problem', words.tooLarge(file.name, Math.round(surveyLimits.bytes / 1024 / 1024)));
      continue;
    }
    try {
      const layer = known.layer ?? (await likelyLayer(account, file.name, file));
      const prepared = await preparedItem(account, file, { ...known, ...(layer && { layer }) });
      await addItem(prepared);
      kept.push(prepared.item.key);
    } catch {
      notify('problem', words.notKept(file.name));
    }
  }
  await refreshOutbox();
  if (known.isReady) void sendAll();
  return kept;
}

/** Puts photos for a survey that the server has into the outbox, and sends them. False, and said, when they cannot be kept. */
export async function addPhotos(survey: Survey, given: readonly PhotoToKeep[]): Promise<boolean> {
  const account = outboxAccount();
  const words = surveysMessages[getState().language].outbox;
  try {
    if (account === undefined) throw new Error('signed out');
    const key = crypto.randomUUID();
    const { photos, contents } = await keptPhotos(key, given);
    const { fileName: name, layer, receipt } = survey;
    const addedAt = new Date().toISOString();
    const item = { key, account, name, bytes: 0, sha256: receipt.sha256, addedAt, layer, isReady: true };
    await addItem({ item: { ...item, survey: survey.id, photos }, bytes: new Blob(), photos: contents });
  } catch {
    for (const { name } of given) notify('problem', words.notKept(name));
    return false;
  }
  await refreshOutbox();
  void sendAll();
  return true;
}

/** What files of this shape were for the last time; a GPX file is a track before anybody has said so. */
async function likelyLayer(account: string, name: string, bytes: Blob): Promise<string | undefined> {
  const last = layers.find(account, await shapeOf(name, bytes)) ?? (endingOf(name) === 'gpx' ? 'survey-track' : '');
  return findDescription(getState(), last)?.id;
}

/** Says what a file is for. For another layer than before it is another request, so the server is sent another key. */
export const chooseLayer = (key: string, layer: string) =>
  change(key, ({ failure: _, ...item }) => ({
    ...{ ...item, layer, isReady: false },
    ...(item.layer !== undefined && item.layer !== layer && { laterKey: crypto.randomUUID() }),
  }));

/** Lets a file go out, and remembers what files of its shape are for. */
export async function send({ key, account, name, layer }: OutboxItem): Promise<void> {
  const bytes = await readBytes(key);
  if (bytes && layer) layers.keep(account, await shapeOf(name, bytes), layer);
  await change(key, ({ failure: _, ...item }) => ({ ...item, isReady: true }));
  void sendAll();
}

/** Keeps it here until it is sent again. */
export async function stop(key: string): Promise<void> {
  await change(key, (item) => ({ ...item, isReady: false }));
  stopSending(key);
}

/** Gives a file up; what of it is on its way is stopped. */
export async function remove(key: string): Promise<void> {
  stopSending(key);
  await removeItem(key);
  await refreshOutbox();
}

/** Sent as another survey: the one before holds something else. */
export async function sendAnew(item: OutboxItem): Promise<void> {
  const bytes = await readBytes(item.key);
  if (!bytes) return;
  const { failure: _, survey: __, laterKey: ___, photos: before = [], ...rest } = item;
  const key = crypto.randomUUID();
  const { photos, contents } = await copiedPhotos(key, before);
  const anew = { ...rest, key, isReady: true, ...(photos.length > 0 && { photos }) };
  await addItem({ item: anew, bytes, photos: contents });
  await removeItem(item.key);
  await refreshOutbox();
  void sendAll();
}

/** Gives the file and its photos back, byte for byte. */
export async function save({ key, name, survey, photos = [] }: OutboxItem): Promise<void> {
  // A file that has become a survey is safe already.
  const file = survey === undefined ? [{ key, name }] : [];
  for (const each of [...file, ...photos]) {
    const bytes = await readBytes(each.key);
    if (bytes) saveFile(each.name, bytes);
  }
}

async function change(key: string, how: (item: OutboxItem) => OutboxItem): Promise<void> {
  await changeItem(key, how);
  await refreshOutbox();
}
