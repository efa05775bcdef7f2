import type { ApproveChoices, ApproveConflict, ToldTwin } from '../../../api/survey-review.ts';

/** What stands in the way of an approval, and what a person has decided about it so far. */
export interface ApproveQuestions {
  readonly conflicts: readonly ApproveConflict[];
  readonly chosen: ApproveChoices;
  /** What may be the same works, as the server told last. */
  readonly twins: readonly ToldTwin[];
  /** By feature of the survey, those of the register that are other works all the same. */
  readonly distinct: Readonly<Record<string, readonly string[]>>;
}

export const nothingAsked: ApproveQuestions = { conflicts: [], chosen: {}, twins: [], distinct: {} };

export type Choice = 'keep' | 'take';

/** Takes over what the server has just told: a feature that it tells of again has been edited again, and all of it is asked anew. */
export function askedAgain(
  { conflicts, chosen, distinct }: ApproveQuestions,
  told: readonly ApproveConflict[],
): ApproveQuestions {
  const again = new Set(told.map(({ survey }) => survey.id));
  return {
    conflicts: [...conflicts.filter(({ survey }) => !again.has(survey.id)), ...told],
    chosen: Object.fromEntries(Object.entries(chosen).filter(([id]) => !again.has(id))),
    // It was told of these before; what is asked now comes after they were decided.
    twins: [],
    distinct,
  };
}

export const isDistinct = ({ distinct }: ApproveQuestions, { id, existing }: ToldTwin): boolean =>
  distinct[id]?.includes(existing.id) ?? false;

export function sayDistinct(questions: ApproveQuestions, { id, existing }: ToldTwin, isOther: boolean) {
  const others = (questions.distinct[id] ?? []).filter((each) => each !== existing.id);
  const { [id]: _, ...rest } = questions.distinct;
  const now = isOther ? [...others, existing.id] : others;
  return { ...questions, distinct: now.length > 0 ? { ...rest, [id]: now } : rest };
}

export const choiceOf = ({ chosen }: ApproveQuestions, id: string, field: string): Choice | undefined =>
  chosen[id]?.[field];

export const choose = (questions: ApproveQuestions, id: string, field: string, choice: Choice): ApproveQuestions => ({
  ...questions,
  chosen: { ...questions.chosen, [id]: { ...questions.chosen[id], [field]: choice } },
});

/** How many answers are still owed. */
export const openQuestions = (questions: ApproveQuestions): number =>
  questions.conflicts
    .flatMap(({ survey, fields }) => fields.map(({ field }) => choiceOf(questions, survey.id, field)))
    .filter((choice) => choice === undefined).length;

/** Whether answers can bring the approval about: of what is no longer there nothing can be changed. */
export const canBeAnswered = ({ conflicts }: ApproveQuestions): boolean =>
  conflicts.every(({ current, fields }) => current !== null && fields.length > 0);

/** The answers, and the versions they were given about. */
export const answersOf = ({ conflicts, chosen, distinct }: ApproveQuestions) => ({
  resolutions: chosen,
  versions: Object.fromEntries(
    conflicts.flatMap(({ survey, current }) => (current ? [[survey.id, Number(current.properties.version)]] : [])),
  ),
  ...(Object.keys(distinct).length > 0 && { distinct }),
});
