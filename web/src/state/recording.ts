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

export type RecordingProblem =
  /** The person, or a policy, has forbidden to ask the device. */
  | 'denied'
  /** The device gives no position now. */
  | 'no-position'
  /** Browsers tell positions only to pages that came over https. */
  | 'insecure'
  /** Nothing can be kept on this device, so nothing is recorded. */
  | 'not-kept';

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
  isFound: false,
  problem: undefined,
};

export const useRecording = create<Recording>()(() => initialRecording);
