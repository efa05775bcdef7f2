import type { IssueCode } from '@phen-dau/geodata';
import type { Choices } from '../queries/feature-types.ts';
import type { StagedFeature } from './survey-reading.ts';

/** What a person decided about one conflict: the newer edit stays, or the survey's change is taken back all the same. */
export type Resolution = 'keep' | 'undo';
/** By feature, then by field (`geometry`, an attribute, or `*` for the feature as a whole). */
export type Resolutions = Readonly<Record<string, Readonly<Record<string, Resolution>>>>;

/**
 * A later edit of what the survey wrote. `field` null: the feature that the survey made has been changed since, and `survey`
 * and `current` are states of it; else the three values of that field, `geometry` among them.
 */
export interface UndoConflict {
  readonly feature: string;
  /** As it is now; to be sent back in `versions` with what was decided on it. */
  readonly version: number;
  readonly field: string | null;
  readonly before: unknown;
  readonly survey: unknown;
  readonly current: unknown;
}

/**
 * What a person decided, by feature and field, where the survey and somebody else disagree: `keep` what the register has, or
 * `take` what the survey says.
 */
export type ApproveChoices = Readonly<Record<string, Choices>>;

/** A feature that the survey and somebody else changed to different values; `current` is null where it is no longer there. */
export interface ApproveConflict<Item> {
  readonly survey: StagedFeature;
  readonly current: Item | null;
  /** The values in question: attributes, `geometry`, `valid_from` or `valid_to`. */
  readonly fields: readonly {
    readonly field: string;
    readonly before: unknown;
    readonly wanted: unknown;
    readonly current: unknown;
  }[];
}

/** A feature of a survey that may be the same works as one of the register, of which nobody has decided yet. */
export interface ToldTwin {
  /** Its place in the file, and its id. */
  readonly feature: number;
  readonly id: string;
  readonly name: string;
  readonly existing: { readonly id: string; readonly name: string };
  readonly code: IssueCode;
  /** How far apart they are. */
  readonly metres: number;
  readonly message: string;
}

interface Resolved<Choice> {
  readonly resolutions: Readonly<Record<string, Readonly<Record<string, Choice>>>>;
  readonly versions: Readonly<Record<string, number>>;
}

/** What was decided about a feature as it is now; nothing, where it was decided on an earlier version. */
export function resolutionsFor<Choice>(
  { resolutions, versions }: Resolved<Choice>,
  id: string,
  version: number,
): Readonly<Record<string, Choice>> {
  const decidedOn = versions[id];
  return decidedOn !== undefined && decidedOn !== version ? {} : (resolutions[id] ?? {});
}
