import { create } from 'zustand';
import type { LngLat } from '../api/types.ts';

/** Where the device says it is. Metres; `at` in milliseconds since 1970; WGS 84. */
export interface Fix {
  readonly position: LngLat;
  /** Null where the device does not measure height. */
  readonly elevationMetres: number | null;
  /** Radius within which the device believes itself, with 95 % confidence. */
  readonly accuracyMetres: number;
  readonly at: number;
}

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
  /** How old the position was, where the person took one that was no longer fresh. */
  readonly positionAgeSeconds?: number;
  readonly note: string;
  /** The layer of points of which this is one; absent: it is only a note. */
  readonly layer?: string;
}

/** A photo taken for a mark; its name is for people only. */
export interface MarkPhoto {
  readonly recording: string;
  /** The key of the mark it belongs to. */
  readonly mark: number;
  readonly name: string;
  readonly content: Blob;
}

export type RecordingProblem =
  /** The person, or a policy, has forbidden to ask the device. */
  | 'denied'
  /** The device gives no position now. */
  | 'no-position'
  /** Browsers tell positions only to pages that came over https. */
  | 'insecure'
  /** They have forbidden it in the middle of the walk. */
  | 'withdrawn'
  /** Nothing can be kept on this device, so nothing is recorded. */
  | 'not-kept'
  /** Its storage has become full in the middle of the walk. */
  | 'full'
  /** It has been finished, and the outbox did not take it. */
  | 'not-moved'
  /** It has been finished or thrown away in another window. */
  | 'ended';

/** When this page was told something: by the clock of the day (milliseconds since 1970), and by one that nobody sets. */
export interface Heard {
  readonly byDay: number;
  readonly bySteadyClock: number;
}

/** The track that is being recorded, as the page shows it; its fixes are in IndexedDB, each written as it comes. */
export interface Recording {
  /** `off`: none. `paused`: kept, and no fix is added. */
  readonly state: 'off' | 'recording' | 'paused';
  readonly key: string | undefined;
  readonly startedAt: number;
  /** The stretches walked without a gap, thinned to what can be seen. */
  readonly stretches: readonly (readonly LngLat[])[];
  readonly marks: readonly LngLat[];
  readonly lengthMetres: number;
  readonly fixes: number;
  /** Fixes that are kept but not part of the line: less accurate than asked for. */
  readonly inaccurate: number;
  readonly last: Fix | undefined;
  /** When the last fix came; undefined for one that was found on the device. */
  readonly heard: Heard | undefined;
  /** Found on the device, left by a reload, a crash or an empty battery. */
  readonly isFound: boolean;
  readonly problem: RecordingProblem | undefined;
}

export const initialRecording: Recording = {
  state: 'off',
  key: undefined,
  startedAt: 0,
  stretches: [],
  marks: [],
  lengthMetres: 0,
  fixes: 0,
  inaccurate: 0,
  last: undefined,
  heard: undefined,
  isFound: false,
  problem: undefined,
};

export const useRecording = create<Recording>()(() => initialRecording);
