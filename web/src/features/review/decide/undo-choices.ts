import type { Resolution, Resolutions, UndoConflict } from '../../../api/survey-review.ts';

/** What a person has to decide before a survey can be taken back: for each value that was edited since, who wins. */
export interface UndoChoices {
  readonly conflicts: readonly UndoConflict[];
  readonly chosen: Resolutions;
}

export const noChoices: UndoChoices = { conflicts: [], chosen: {} };

/** Conflicts of one feature, in the order the server told them. */
export interface FeatureConflicts {
  readonly feature: string;
  readonly conflicts: readonly UndoConflict[];
}

/** The key a conflict is resolved under: its field, or `*` for a feature as a whole. */
export const keyOf = ({ field }: UndoConflict): string => field ?? '*';

export const choiceOf = ({ chosen }: UndoChoices, conflict: UndoConflict): Resolution | undefined =>
  chosen[conflict.feature]?.[keyOf(conflict)];

/**
 * Takes over what the server has just told. It tells at most some hundred at a time, and somebody may have edited again
 * meanwhile: a conflict that is told although it was decided has other values now, so it is asked again.
 */
export function withConflicts(choices: UndoChoices, told: readonly UndoConflict[]): UndoChoices {
  const again = new Set(told.map(nameOf));
  const conflicts = [...choices.conflicts.filter((each) => !again.has(nameOf(each))), ...told];
  const chosen = conflicts.reduce<Resolutions>((kept, each) => {
    const decided = choiceOf(choices, each);
    return decided === undefined || again.has(nameOf(each)) ? kept : resolved(kept, each, decided);
  }, {});
  return { conflicts, chosen };
}

export const choose = (choices: UndoChoices, conflict: UndoConflict, resolution: Resolution): UndoChoices => ({
  ...choices,
  chosen: resolved(choices.chosen, conflict, resolution),
});

/** The same answer to everything that is asked. */
export const chooseAll = (choices: UndoChoices, resolution: Resolution): UndoChoices => ({
  ...choices,
  chosen: choices.conflicts.reduce<Resolutions>((all, each) => resolved(all, each, resolution), choices.chosen),
});

/** How many answers are still owed. */
export const openChoices = (choices: UndoChoices): number =>
  choices.conflicts.filter((each) => choiceOf(choices, each) === undefined).length;

/** By feature, the version that was decided on. */
export const versionsOf = ({ conflicts }: UndoChoices): Readonly<Record<string, number>> =>
  Object.fromEntries(conflicts.map(({ feature, version }) => [feature, version]));

/** The conflicts by feature, in the order in which the server told of each feature first. */
export function byFeature(conflicts: readonly UndoConflict[]): readonly FeatureConflicts[] {
  const features = new Map<string, UndoConflict[]>();
  for (const each of conflicts) features.set(each.feature, [...(features.get(each.feature) ?? []), each]);
  return [...features].map(([feature, own]) => ({ feature, conflicts: own }));
}

const nameOf = (conflict: UndoConflict) => `${conflict.feature}/${keyOf(conflict)}`;

const resolved = (all: Resolutions, conflict: UndoConflict, resolution: Resolution): Resolutions => ({
  ...all,
  [conflict.feature]: { ...all[conflict.feature], [keyOf(conflict)]: resolution },
});
