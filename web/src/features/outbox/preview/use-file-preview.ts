import { provinceOf } from '@phen-dau/geodata';
import { useEffect, useState } from 'react';
import { homeBounds } from '../../../state/home-bounds.ts';
import { findDescription, getState, useStore } from '../../../state/store.ts';
import type { OutboxItem } from '../../../state/surveys-outbox.ts';
import { knownMappings } from '../../surveys/mapping-memory.ts';
import { readBytes } from '../outbox-database.ts';
import { tableShape } from '../table-shape.ts';
import type { FilePreview, KnownHere } from './file-preview.ts';
import type { PreviewQuestion, PreviewReply } from './preview-worker.ts';
import { workerUrl } from './readers.ts';

export type ReadingState =
  /** A large one is read when somebody asks for it. */
  | { readonly state: 'unread' | 'stopped' | 'failed' | 'lost' }
  | { readonly state: 'reading'; readonly features: number }
  | { readonly state: 'done'; readonly preview: FilePreview };

export interface FileReading {
  readonly reading: ReadingState;
  readonly start: () => void;
  readonly stop: () => void;
}

/** Read unasked; a telephone has better to do than to read a larger one that nobody looks at. */
const mostUnasked = 16_000_000;

/** Reads a file of the outbox on this device, as long as somebody looks at it; again when it is for another layer. */
export function useFilePreview({ key, name, bytes, layer }: OutboxItem): FileReading {
  const isUnasked = bytes <= mostUnasked;
  const [wish, setWish] = useState({ isWanted: isUnasked, serial: 0 });
  const [reading, setReading] = useState<ReadingState>({ state: isUnasked ? 'reading' : 'unread', features: 0 });
  const language = useStore((state) => state.language);
  const hasCatalogue = useStore((state) => state.catalogue !== undefined);
  useEffect(() => {
    if (!wish.isWanted || !hasCatalogue) return;
    const worker = new Worker(workerUrl, { type: 'module' });
    setReading({ state: 'reading', features: 0 });
    worker.addEventListener('message', ({ data }: MessageEvent<PreviewReply>) => {
      setReading(data.kind === 'done' ? { state: 'done', preview: data.preview } : readingOf(data));
      // What it holds of the file is given back at once.
      if (data.kind !== 'reading') worker.terminate();
    });
    // It never came, for want of a network, or went, for want of memory.
    worker.addEventListener('error', () => setReading({ state: 'failed' }));
    let isOver = false;
    readBytes(key)
      .catch(() => undefined)
      .then((content) => {
        if (isOver) return;
        if (content) worker.postMessage(questionOf(content, name, { layer, language }));
        else setReading({ state: 'lost' });
      });
    return () => {
      isOver = true;
      worker.terminate();
    };
  }, [key, name, layer, language, hasCatalogue, wish]);
  return {
    reading,
    start: () => setWish(({ serial }) => ({ isWanted: true, serial: serial + 1 })),
    stop: () => {
      setWish(({ serial }) => ({ isWanted: false, serial }));
      setReading({ state: 'stopped' });
    },
  };
}

const readingOf = (reply: Exclude<PreviewReply, { kind: 'done' }>): ReadingState =>
  reply.kind === 'reading' ? { state: 'reading', features: reply.features } : { state: 'failed' };

function questionOf(
  bytes: Blob,
  fileName: string,
  { layer, language }: Pick<KnownHere, 'language'> & Pick<OutboxItem, 'layer'>,
): PreviewQuestion {
  const { catalogue = [] } = getState();
  const description = layer === undefined ? undefined : findDescription({ catalogue }, layer);
  const shape = tableShape(description?.geometry);
  const home = homeBounds(catalogue, 1) ?? [-180, -90, 180, 90];
  const today = new Date(Date.now() + vietnamOffsetMilliseconds).toISOString().slice(0, 10);
  const mappings = layer === undefined ? {} : knownMappings(layer);
  return {
    ...{ bytes, fileName, table: shape && { shape } },
    known: { layer: description, mappings, province: provinceOf(catalogue), home, language, today },
  };
}

/** Days of the register are those of Viet Nam, wherever the device is. */
const vietnamOffsetMilliseconds = 7 * 3_600_000;
