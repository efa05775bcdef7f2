import { fieldMessages } from '../../messages/use-field-messages.ts';
import type { RecordingItem } from '../../state/recording.ts';
import { findDescription, getState } from '../../state/store.ts';
import { preparedItem } from '../outbox/outbox-item.ts';
import { refreshOutbox } from '../outbox/outbox-view.ts';
import { saveFile } from '../outbox/save-file.ts';
import { type RecordedFile, recordedFiles } from './recorded-files.ts';
import { moveToOutbox, readWhole } from './recording-database.ts';

/**
 * Puts a recording into the outbox, as a file for each of its layers; in the same moment it is let go where it was kept. Answers
 * the files: none where another window has ended it, null where it stays as it is, for want of room or because it is no longer
 * wanted.
 */
export async function putIntoOutbox(
  recording: RecordingItem,
  kind: string | undefined,
  { isWanted }: { readonly isWanted: () => boolean },
): Promise<readonly RecordedFile[] | null> {
  const { key, account } = recording;
  for (;;) {
    const whole = await readWhole(key);
    const files = recordedFiles(recording, whole, wordsOfFiles(), kind);
    const now = Date.now();
    const prepared = await Promise.all(
      // A moment apart, so that the outbox lists the track first.
      files.map(({ file, ...known }, at) => preparedItem(account, file, { ...known, addedAt: now + at })),
    );
    if (!isWanted()) return null;
    const outcome = await moveToOutbox(key, whole, prepared).catch(() => 'failed' as const);
    // A fix was still on its way to the disk.
    if (outcome === 'more') continue;
    if (outcome === 'failed') return null;
    await refreshOutbox();
    return outcome === 'moved' ? files : [];
  }
}

/** Hands a recording to the person as files, photos too: this needs no room where it is kept, and takes nothing from there. */
export async function saveAsFiles(recording: RecordingItem): Promise<void> {
  for (const { file, photos } of recordedFiles(recording, await readWhole(recording.key), wordsOfFiles())) {
    saveFile(file.name, file);
    for (const { name, content } of photos) saveFile(name, content);
  }
}

function wordsOfFiles() {
  const { language } = getState();
  const { fileName, unnamedMark } = fieldMessages[language];
  const titleOf = (layer: string) => findDescription(getState(), layer)?.title[language] ?? layer;
  return { track: fileName, mark: unnamedMark, titleOf };
}
