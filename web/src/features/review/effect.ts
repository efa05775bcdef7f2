import type { Survey, SurveyState } from '../../api/survey-types.ts';
import type { ReviewMessages } from '../../messages/use-review-messages.ts';
import type { Stage } from './feature-diff.ts';
import type { StagedPageReading } from './use-staged-page.ts';

export const stageOf = (state: SurveyState): Stage =>
  state === 'approved' ? 'approved' : state === 'rejected' || state === 'superseded' ? 'over' : 'waiting';

/** What a survey does to the register, in numbers. `split` is undefined where only the sum is known. */
export interface Effect {
  readonly features: number;
  readonly split: { readonly made: number; readonly changed: number } | undefined;
}

/** Counts what a survey makes and changes; of a survey of many pages only the server's own sum is known. */
export function effectOf({ receipt }: Pick<Survey, 'receipt'>, { page, isWhole }: StagedPageReading): Effect {
  const changed = isWhole ? page?.features.filter(({ changes }) => changes !== undefined).length : undefined;
  const split = changed === undefined ? undefined : { made: (page?.features.length ?? 0) - changed, changed };
  return { features: receipt.accepted, split };
}

/** `12 new features and 3 changed features`. */
export function sayEffect(
  { features, split }: Effect,
  { effect: words }: ReviewMessages,
  whole: (n: number) => string,
) {
  if (!split || split.made + split.changed === 0) return words.features(whole(features));
  const said = [
    ...(split.made > 0 ? [words.new(whole(split.made))] : []),
    ...(split.changed > 0 ? [words.changed(whole(split.changed))] : []),
  ];
  return said.join(words.and);
}
