import { create } from 'zustand';
import { type ApproveConflict, approveSurvey, conflictsOf, rejectSurvey, twinsOf } from '../../../api/survey-review.ts';
import type { SurveyBrief } from '../../../api/survey-types.ts';
import { refreshCatalogue } from '../../../state/session.ts';
import { useStore } from '../../../state/store.ts';
import { surveysChanged } from '../../surveys/use-fresh.ts';
import { wordsOfRefusal } from '../decide/decide.ts';
import { type DecidedEach, decideEach } from './decide-each.ts';

export type BulkAct = 'approve' | 'reject';

/** A survey that could not be decided on, and why. */
export interface Refusal {
  readonly survey: SurveyBrief;
  /** Features that somebody else changed in the same values; undefined when it was refused for something else. */
  readonly collisions: number | undefined;
  /** Works that may be in the register already; undefined when it was refused for something else. */
  readonly twins: number | undefined;
  readonly text: string;
}

/** Many decisions of one kind, under way or just made. */
export interface Bulk {
  /** Tells one run from the next. */
  readonly serial: number;
  readonly act: BulkAct;
  readonly all: number;
  readonly done: number;
  readonly refused: readonly Refusal[];
  /** How many have not been decided on. */
  readonly left: number;
  readonly state: 'running' | 'stopping' | 'over';
}

/** At most one run at a time, so that no survey is decided on twice; what came of it stays until somebody has read it. */
export const useBulk = create<{ readonly bulk: Bulk | undefined }>()(() => ({ bulk: undefined }));

// What one account decides is neither told to the next nor done in its name.
useStore.subscribe((state, before) => {
  if (state.session.state !== before.session.state) useBulk.setState({ bulk: undefined });
});

/** Decides on each of the surveys, one after the other, with the same words for all. */
export async function startBulk(act: BulkAct, surveys: readonly SurveyBrief[], reason: string): Promise<void> {
  const { bulk: before } = useBulk.getState();
  if (before && before.state !== 'over') return;
  serial += 1;
  const run = serial;
  useBulk.setState({
    bulk: { serial: run, act, all: surveys.length, done: 0, refused: [], left: surveys.length, state: 'running' },
  });
  const refusals = new Map<SurveyBrief, Refusal>();
  const tell = ({ done, refused, left }: DecidedEach<SurveyBrief>) => {
    for (const { survey, error } of refused) {
      if (!refusals.has(survey)) refusals.set(survey, refusalOf(survey, error));
    }
    change(run, { done: done.length, left: left.length, refused: [...refusals.values()] });
  };
  await decideEach(surveys, {
    decide: ({ id }) => (act === 'approve' ? approveSurvey(id, reason) : rejectSurvey(id, reason)),
    isStopped: () => {
      const { bulk } = useBulk.getState();
      return bulk?.serial !== run || bulk.state !== 'running';
    },
    onStep: tell,
  });
  change(run, { state: 'over' });
  surveysChanged();
  if (act === 'approve') await refreshCatalogue();
}

let serial = 0;

/** What is under way is finished, what comes after it waits on. */
export function stopBulk(): void {
  const { bulk } = useBulk.getState();
  if (bulk?.state === 'running') change(bulk.serial, { state: 'stopping' });
}

/** Puts away what came of it. */
export const closeBulk = () => useBulk.setState({ bulk: undefined });

/** Of a run that was given up nothing is told any more. */
const change = (run: number, now: Partial<Bulk>) =>
  useBulk.setState(({ bulk }) => ({ bulk: bulk?.serial === run ? { ...bulk, ...now } : bulk }));

const refusalOf = (survey: SurveyBrief, error: unknown): Refusal => ({
  survey,
  collisions: conflictsOf<ApproveConflict>(error)?.length,
  twins: twinsOf(error)?.length,
  text: wordsOfRefusal(error),
});
