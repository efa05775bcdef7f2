import type { ApproveChoices, ApproveConflict } from '../../../api/survey-review.ts';

/** What stands in the way of an approval, and what a person has decided about it so far. */
export interface ApproveQuestions {
  readonly conflicts: readonly ApproveConflict[];
  readonly chosen: ApproveChoices;
}

export const nothingAsked: ApproveQuestions = { conflicts: [], chosen: {} };

export type Choice = 'keep' | 'take';

/** Takes over what the server has just told: a feature that it tells of again has been edited again, and all of it is asked anew. */
export function askedAgain(
  { conflicts, chosen }: ApproveQuestions,
  told: readonly ApproveConflict[],
): ApproveQuestions {
  const again = new Set(told.map(({ survey }) => survey.id));
  return {
    conflicts: [...conflicts.filter(({ survey }) => !again.has(survey.id)), ...told],
    chosen: Object.fromEntries(Object.entries(chosen).filter(([id]) => !again.has(id))),
  };
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
export const answersOf = ({ conflicts, chosen }: ApproveQuestions) => ({
  resolutions: chosen,
  versions: Object.fromEntries(
    conflicts.flatMap(({ survey, current }) => (current ? [[survey.id, Number(current.properties.version)]] : [])),
  ),
});
