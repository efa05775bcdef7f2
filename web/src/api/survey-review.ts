import type { ApproveChoices, Resolutions, ApproveConflict as ToldConflict, ToldTwin } from '@phen-dau/api/client';
import type { Geometry } from 'geojson';
import { ProblemError, request } from './request.ts';
import type { Survey, SurveyBrief, SurveyFeature, SurveyFeaturePage, SurveyQueue } from './survey-types.ts';
import type { FeatureProperties, Item } from './types.ts';

type Cancel = { readonly signal?: AbortSignal };

export type { ApproveChoices, Resolution, Resolutions, ToldTwin, UndoConflict } from '@phen-dau/api/client';
export type { SurveyFeature as StagedFeature, SurveyFeaturePage as StagedPage } from './survey-types.ts';

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
export interface ApproveConflict extends Omit<ToldConflict<Item>, 'survey'> {
  readonly survey: SurveyFeature;
}

/** The surveys that wait for a decision, longest waiting first; of very many the latest. */
export async function readWaiting(cancel: Cancel = {}): Promise<readonly SurveyBrief[]> {
  const { surveys } = await request<SurveyQueue>('/api/surveys?state=submitted&limit=500', cancel);
  return [...surveys].reverse();
}

/** The first page of a survey's staged features, or the one a `next` names. */
export const readStagedPage = (survey: string, next: string | undefined, cancel: Cancel = {}) =>
  request<SurveyFeaturePage>(next ?? `/api/surveys/${survey}/features?pages=1`, cancel);

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

/**
 * Takes a survey into the register; an empty remark is none. Where somebody has changed the same values it is refused with its
 * conflicts until each is decided, and again where a feature has been edited since the version that was decided on; where the
 * register has got what may be the same works, until `distinct` names them as others.
 */
export const approveSurvey = (
  survey: string,
  remark: string,
  decided: {
    readonly resolutions?: ApproveChoices;
    readonly versions?: Readonly<Record<string, number>>;
    readonly distinct?: Readonly<Record<string, readonly string[]>>;
  } = {},
) => decide(survey, 'approve', { ...(remark !== '' && { reason: remark }), ...decided });
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

/** What the register has got since that may be the same works, where a decision was refused for that. */
export function twinsOf(error: unknown): readonly ToldTwin[] | undefined {
  if (!(error instanceof ProblemError) || error.status !== 409) return undefined;
  const { twins } = error.body;
  return Array.isArray(twins) ? (twins as ToldTwin[]) : undefined;
}
