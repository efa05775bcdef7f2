import type { Geometry } from 'geojson';
import { ProblemError, request } from './request.ts';
import type { Survey, SurveyBrief, SurveyFeature, SurveyFeaturePage, SurveyQueue } from './survey-types.ts';
import type { FeatureProperties, Item } from './types.ts';

type Cancel = { readonly signal?: AbortSignal };

/** A staged feature with what a survey says of its validity. A property that is absent stays as the register has it. */
export interface StagedFeature extends SurveyFeature {
  readonly valid_from?: string;
  readonly valid_to?: string | null;
}

/** A page of staged features. */
export interface StagedPage extends Omit<SurveyFeaturePage, 'features'> {
  readonly features: readonly StagedFeature[];
}

/** One state of a feature of the register with the version that told it. */
export interface RecordState {
  readonly version: number;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly properties: FeatureProperties;
  readonly geometry: Geometry;
  /** Null: the state that stands now. */
  readonly replacedAt: string | null;
}

/** A feature that the survey and somebody else changed to different values; `current` null: it is no longer there. */
export interface ApproveConflict {
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

/**
 * A value that was edited after the survey wrote it. `field` null: the survey made the feature, and `survey` and `current`
 * are feature states; else the three values of that field, `geometry` among them.
 */
export interface UndoConflict {
  readonly feature: string;
  /** Of the feature as `current` tells it. */
  readonly version: number;
  readonly field: string | null;
  readonly before: unknown;
  readonly survey: unknown;
  readonly current: unknown;
}

/** `keep` leaves the newer edit, `undo` takes the survey's change back all the same. */
export type Resolution = 'keep' | 'undo';
/** By feature, then by field, `*` for a feature as a whole. */
export type Resolutions = Readonly<Record<string, Readonly<Record<string, Resolution>>>>;

/** The surveys that wait for a decision, longest waiting first; of very many the latest. */
export async function readWaiting(cancel: Cancel = {}): Promise<readonly SurveyBrief[]> {
  const { surveys } = await request<SurveyQueue>('/api/surveys?state=submitted&limit=500', cancel);
  return [...surveys].reverse();
}

/** The first page of a survey's staged features, or the one a `next` names. */
export const readStagedPage = (survey: string, next: string | undefined, cancel: Cancel = {}) =>
  request<StagedPage>(next ?? `/api/surveys/${survey}/features?pages=1`, cancel);

/** Every state of a feature this account may see, newest first; empty when there is none. */
export async function readRecordStates(layer: string, id: string, cancel: Cancel = {}): Promise<RecordState[]> {
  try {
    return (await request<{ states: RecordState[] }>(`/api/layers/${layer}/features/${id}/history`, cancel)).states;
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) return [];
    throw error;
  }
}

const decide = (survey: string, act: 'approve' | 'reject' | 'undo', body: object) =>
  request<Survey>(`/api/surveys/${survey}/${act}`, { method: 'POST', body });

/** Takes a survey into the register; an empty remark is none. */
export const approveSurvey = (survey: string, remark: string) =>
  decide(survey, 'approve', remark === '' ? {} : { reason: remark });
/** Returns it to its author. */
export const rejectSurvey = (survey: string, reason: string) => decide(survey, 'reject', { reason });
/**
 * Takes an approved survey back; refused with its conflicts until each is resolved, and again where a feature has been edited
 * since the version its resolutions were decided on.
 */
export const undoSurvey = (
  survey: string,
  reason: string,
  decided: { readonly resolutions: Resolutions; readonly versions: Readonly<Record<string, number>> },
) => decide(survey, 'undo', { reason, ...decided });

/** The conflicts a refused decision names, or undefined when it was refused for something else. */
export function conflictsOf<Conflict>(error: unknown): readonly Conflict[] | undefined {
  if (!(error instanceof ProblemError) || error.status !== 409) return undefined;
  const { conflicts } = error.body;
  return Array.isArray(conflicts) ? (conflicts as Conflict[]) : undefined;
}
