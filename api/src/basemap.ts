import { stat } from 'node:fs/promises';
import { openArchive, type TileArchive } from '@phen-dau/tiles';
import type { Log } from './log.ts';

/** The archive under the map: the first of some files that can be read, and another one as soon as a file has changed. */
export interface Basemap {
  /** Looks at the disk. */
  latest(): Promise<TileArchive | null>;
  /** What was found last, without looking. */
  current(): Promise<TileArchive | null>;
  close(): Promise<void>;
}

/** @param files in order of preference; one that is missing or broken gives way to the next. */
export function createBasemap(files: readonly string[], log: Log): Basemap {
  let state: { readonly seen: string; readonly archive: Promise<TileArchive | null> } | undefined;

  async function latest(): Promise<TileArchive | null> {
    const stamps = await Promise.all(files.map(stampOf));
    const seen = stamps.join(' ');
    if (state?.seen === seen) return state.archive;
    const before = state;
    const present = files.filter((_, index) => stamps[index] !== null);
    state = { seen, archive: firstReadable(present, log) };
    // Waits for reads under way; whoever asks for a tile next is told of the new archive.
    void before?.archive.then((archive) => archive?.close());
    return state.archive;
  }

  return {
    latest,
    current: () => state?.archive ?? latest(),
    close: async () => (await state?.archive)?.close(),
  };
}

async function firstReadable(files: readonly string[], log: Log): Promise<TileArchive | null> {
  for (const file of files) {
    const opened = await openArchive(file);
    if ('archive' in opened) return opened.archive;
    log({ level: 'warning', event: 'basemap-unreadable', file, ...opened.issue.context });
  }
  return null;
}

/** Changes whenever the file does; null for a file that is not there. */
async function stampOf(file: string): Promise<string | null> {
  const found = await stat(file).catch(() => null);
  return found && `${found.ino}-${found.size}-${found.mtimeMs}`;
}
