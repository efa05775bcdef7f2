import type { ReadBatch } from './format.ts';

/** The reading of one file, a chunk at a time: each gives what can be told by then. */
export interface BatchReading {
  /** Nothing more is to be learnt from the file: it is at fault, and an issue says so. */
  readonly ended: boolean;
  push(chunk: Uint8Array): ReadBatch;
  /** What only the end of the file tells; not asked for once the reading has ended. */
  finish(): ReadBatch;
}

/** Takes a reading through a file, to the end of either. */
export async function* readInBatches(
  bytes: AsyncIterable<Uint8Array>,
  reading: BatchReading,
): AsyncGenerator<ReadBatch, void, void> {
  for await (const chunk of bytes) {
    yield reading.push(chunk);
    if (reading.ended) return;
  }
  yield reading.finish();
}
