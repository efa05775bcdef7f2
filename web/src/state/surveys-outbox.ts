import { create } from 'zustand';
import type { LngLat } from '../api/types.ts';

/** A photo that goes with a file, after it. */
export interface OutboxPhoto {
  /** Of its bytes in this browser. */
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  /** In hex, of the photo as it was taken or chosen. */
  readonly sha256: string;
  /** The place in the file of the feature it belongs to; absent: to the survey as a whole. */
  readonly feature?: number;
  /** Where and when this device was, for a photo that does not say it itself. */
  readonly position?: LngLat;
  readonly takenAt?: string;
  /** The server has told its hash. */
  readonly isSent: boolean;
}

/** A file that is kept in this browser until the server's receipt proves that it has it. */
export interface OutboxItem {
  /** The idempotency key of every attempt, unless there is another since. */
  readonly key: string;
  /** That of the attempts since it was last said to be for another layer: an earlier one may have arrived as what it was then. */
  readonly laterKey?: string;
  /** Whose it is; nobody else sees it. */
  readonly account: string;
  readonly name: string;
  readonly bytes: number;
  /** In hex, of the file as it was chosen. */
  readonly sha256: string;
  /** ISO moment. */
  readonly addedAt: string;
  /** Undefined until somebody says what the file is for. */
  readonly layer: string | undefined;
  /** Whether the person has said "send"; false again when they stopped it. */
  readonly isReady: boolean;
  /** Id of the survey whose place it takes. */
  readonly replaces?: string;
  readonly photos?: readonly OutboxPhoto[];
  /** Id of the survey the file has become, while photos of it are still here. */
  readonly survey?: string;
  /** Why it is not sent again by itself. */
  readonly failure?: OutboxFailure;
}

export type OutboxFailure =
  /** In the server's words. */
  | { readonly kind: 'refused'; readonly text: string }
  /** The server has other bytes under the survey it made: the file must not be thought safe. */
  | { readonly kind: 'differs'; readonly survey: string; readonly sha256: string };

export interface OutboxState {
  /** `closed` while nobody is signed in; `failed` where the browser keeps nothing, for instance in a private window. */
  readonly state: 'closed' | 'open' | 'failed';
  readonly items: readonly OutboxItem[];
  /** The file on its way, and the share of it that has left; 1 while the server reads it. */
  readonly sending: { readonly key: string; readonly share: number } | undefined;
  /** By file that goes in pieces: the share of it that the server has for good. */
  readonly arrived: Readonly<Record<string, number>>;
  /** By survey sent in this visit: the hash both sides agree on. */
  readonly proven: Readonly<Record<string, string>>;
}

export const initialOutbox: OutboxState = { state: 'closed', items: [], sending: undefined, arrived: {}, proven: {} };

/** The outbox of who is signed in, as the page shows it; the files themselves are in IndexedDB. */
export const useOutbox = create<OutboxState>()(() => initialOutbox);
