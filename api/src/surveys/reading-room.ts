import type { Worker } from 'node:worker_threads';
import type { Bounds } from '@phen-dau/geodata';
import { takingTurns } from '../database/turns.ts';
import type { AskForSystem } from '../intake/named-system.ts';
import type { StandingState } from '../queries/imports.ts';
import { startThread } from '../threads.ts';
import type { AreaFault, FileJob, FromReader, ReadOutcome, ToReader } from './reading-job.ts';
import type { EarlierWalk } from './repeated-walks.ts';
import type { KnownNearby, KnownPlacesAround } from './ruled-features.ts';
import type { StagedWalk, SurveyReading } from './survey-reading.ts';

/** Answers what a reading thread asks of the database. */
export interface ReadingAnswers {
  standingVersions(ids: readonly string[]): Promise<Map<string, number>>;
  standingStates(ids: readonly string[]): Promise<Map<string, StandingState>>;
  areaFaults(geometries: (FromReader & { kind: 'which-areas' })['geometries']): Promise<readonly AreaFault[]>;
  knownNearby(boxes: readonly Bounds[]): Promise<KnownNearby>;
  placesAround(boxes: readonly Bounds[]): Promise<KnownPlacesAround>;
  databaseSystem: AskForSystem;
  earlierWalks(walks: readonly StagedWalk[]): Promise<readonly EarlierWalk[]>;
}

/** A file as it was sent, in memory of its own, or as it is kept. */
type FileToRead = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly kept: readonly Uint8Array[] };

/** `kept`: the original as it is kept. */
type ReadAndKept = ReadOutcome & { readonly kept: readonly Uint8Array[] };

/** Reads survey files one after another in a thread of its own. */
export interface ReadingRoom {
  /** Sent bytes are given away: whoever sent them has none afterwards, but what is kept of them. */
  read(job: FileJob, file: FileToRead, answers: ReadingAnswers): Promise<ReadAndKept>;
  close(): Promise<void>;
}

/** What a reading may cost. A file that takes more is hostile or hopeless; its bytes are kept all the same. */
export interface ReadingLimits {
  readonly patienceMs: number;
  readonly heapMegabytes: number;
  /** The thread goes when nobody has sent anything for so long. */
  readonly idleMs: number;
}

const usualLimits: ReadingLimits = { patienceMs: 120_000, heapMegabytes: 1024, idleMs: 60_000 };
/** A file is millions of short-lived objects; with the usual 16 MB a third of the time went into collecting them. */
const youngMegabytes = 96;

/** A room of its own, without a thread until the first file comes. */
export function createReadingRoom(given: Partial<ReadingLimits> = {}): ReadingRoom {
  const limits = { ...usualLimits, ...given };
  const turns = takingTurns();
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let isClosed = false;

  function thread(): Worker {
    clearTimeout(idle);
    if (worker) return worker;
    const started = startThread('survey-thread', {
      maxOldGenerationSizeMb: limits.heapMegabytes,
      maxYoungGenerationSizeMb: youngMegabytes,
    });
    // Heard for as long as it lives: an error that nobody hears would end the server.
    started.on('error', () => dismiss(started)).once('exit', () => dismiss(started));
    worker = started;
    return started;
  }

  /** Ends a thread that can read no more. The next file gets another, also while this one is still going. */
  function dismiss(ended: Worker): void {
    if (worker === ended) worker = undefined;
    void ended.terminate();
  }

  async function readInThread(job: FileJob, file: FileToRead, answers: ReadingAnswers): Promise<ReadAndKept> {
    const running = thread();
    return new Promise((resolve, reject) => {
      let kept = 'kept' in file ? file.kept : undefined;
      let patience: NodeJS.Timeout | undefined;
      const over = () => {
        clearTimeout(patience);
        running.off('message', hear).off('error', gone).off('exit', gone);
      };
      const gone = () => {
        over();
        dismiss(running);
        // Whoever stops the server has said nothing about the file: it is refused, and sent again.
        if (isClosed) reject(new Error('The reading room was closed while it read'));
        else if (!kept) reject(new Error('The reading thread ended before it kept anything'));
        // The thread ran out of memory or of time: the file says nothing, but what was sent is kept.
        else resolve({ reading: unread(limits), pages: [], walks: [], kept });
      };
      const beginReading = () => {
        patience = setTimeout(gone, limits.patienceMs);
      };
      const tell = (message: ToReader) => running.postMessage(message);
      const hear = (message: FromReader) => {
        if (message.kind === 'kept') {
          kept = message.pieces;
          beginReading();
        } else if (message.kind === 'done') {
          over();
          resolve({ ...message.outcome, kept: kept ?? [] });
        } else if (message.kind === 'failed') {
          over();
          reject(new Error(`A survey file was not read: ${message.stack}`));
        } else if (message.kind === 'which-stand') {
          answers.standingVersions(message.ids).then((versions) => tell({ kind: 'standing', versions }), giveUp);
        } else if (message.kind === 'how-stand') {
          answers.standingStates(message.ids).then((states) => tell({ kind: 'states', states }), giveUp);
        } else if (message.kind === 'what-is-near') {
          answers.knownNearby(message.boxes).then((known) => tell({ kind: 'near', known }), giveUp);
        } else if (message.kind === 'what-lies-around') {
          answers.placesAround(message.boxes).then((places) => tell({ kind: 'around', places }), giveUp);
        } else if (message.kind === 'which-system') {
          answers.databaseSystem(message.code, message.places).then((found) => tell({ kind: 'system', found }), giveUp);
        } else if (message.kind === 'what-was-walked') {
          answers.earlierWalks(message.walks).then((earlier) => tell({ kind: 'walked', earlier }), giveUp);
        } else answers.areaFaults(message.geometries).then((faults) => tell({ kind: 'areas', faults }), giveUp);
      };
      const giveUp = (error: unknown) => {
        over();
        dismiss(running);
        reject(error);
      };
      running.on('message', hear).on('error', gone).on('exit', gone);
      if ('bytes' in file)
        running.postMessage({ kind: 'read', job, bytes: file.bytes } satisfies ToReader, [file.bytes.buffer]);
      else {
        beginReading();
        tell({ kind: 'read-again', job, kept: file.kept });
      }
    });
  }

  return {
    async read(job, file, answers) {
      const release = await turns.take();
      try {
        return await readInThread(job, file, answers);
      } finally {
        idle = setTimeout(() => worker && dismiss(worker), limits.idleMs);
        idle.unref();
        release();
      }
    },
    async close() {
      isClosed = true;
      clearTimeout(idle);
      await worker?.terminate();
    },
  };
}

const unread = ({ heapMegabytes, patienceMs }: ReadingLimits): SurveyReading => ({
  ...{ format: null, crs: null, order: 'as-is', statedCrs: null, candidates: [], read: 0, accepted: 0, held: 0 },
  ...{ leftOut: 0, vertices: 0, bounds: null, columns: [], cuts: [] },
  issues: [
    {
      code: 'file-too-costly',
      severity: 'error',
      context: { limit: heapMegabytes, seconds: patienceMs / 1000 },
      key: 'file-too-costly|||',
    },
  ],
  issueCounts: { 'file-too-costly': 1 },
  errors: 1,
});
