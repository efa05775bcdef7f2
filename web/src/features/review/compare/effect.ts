import type { Survey, SurveyState } from '../../../api/survey-types.ts';
import type { ReviewMessages } from '../../../messages/use-review-messages.ts';
import type { Stage } from './feature-diff.ts';

export const stageOf = (state: SurveyState): Stage =>
  state === 'approved' ? 'approved' : state === 'rejected' || state === 'superseded' ? 'over' : 'waiting';

/** What a survey does to the register, in numbers of features. */
export interface Effect {
  readonly made: number;
  readonly changed: number;
}

export const effectOf = ({ receipt: { accepted, changed } }: Pick<Survey, 'receipt'>): Effect => ({
  made: accepted - changed,
  changed,
});

/** `12 new features and 3 changed features`. */
export function sayEffect({ made, changed }: Effect, { effect }: ReviewMessages, whole: (count: number) => string) {
  const said = [
    ...(made > 0 ? [effect.new(whole(made))] : []),
    ...(changed > 0 ? [effect.changed(whole(changed))] : []),
  ];
  return said.join(effect.and);
}
