import type { Transaction } from '../database/database.ts';
import type { FeatureState } from '../queries/history.ts';
import { findSurvey, surveyPages, writtenBy } from '../queries/surveys.ts';
import { featuresOfPage } from './pages.ts';

/** What a survey's approval, or taking it back, has to do with a state of a feature that it made. */
export interface SurveyTrace {
  /** The survey stands in the register: it is approved, and not the one that is being taken back. */
  readonly isStanding: boolean;
  readonly isUndo: boolean;
  /** The survey says nothing of the feature itself: its walk was linked to this one, and no person stated the values. */
  readonly isLink: boolean;
}

/** By version, the survey behind each state of one feature that a survey's step made. */
export type SurveyTraces = ReadonlyMap<number, SurveyTrace>;

const stepPattern = /^(undo )?survey ([0-9a-f-]{36})$/;

/**
 * Finds the surveys behind the states of features, for the undo of one of them. The reason in the history alone is no proof,
 * because people may give any: an approval has noted what it wrote, taking back happened in the moment the survey was decided.
 */
export function surveyTraces(
  transaction: Transaction,
  { accountId, undone }: { readonly accountId: string; readonly undone: string },
): (states: readonly FeatureState[]) => Promise<SurveyTraces> {
  const known = new Map<string, Awaited<ReturnType<typeof look>>>();

  async function look(id: string) {
    const survey = await findSurvey(transaction, { accountId, all: true }, id);
    if (!survey) return undefined;
    const written = new Set((await writtenBy(transaction, id))?.map((each) => `${each.id} ${each.after}`));
    const stated = new Set<string>();
    if (survey.layer === 'survey-track') {
      for (const { bytes } of await surveyPages(transaction, id)) {
        for (const staged of featuresOfPage(bytes)) stated.add(staged.id);
      }
    }
    return { ...survey, written, stated };
  }

  return async (states) => {
    const traces = new Map<number, SurveyTrace>();
    const seen = new Set<number>();
    for (const { id, version, replaced } of states) {
      const made = version + 1;
      const [, undo, name = ''] = stepPattern.exec(replaced?.why ?? '') ?? [];
      // A corrected state stands after what it corrects; why a feature was ended says nothing of who brought it back.
      const isFirst = !seen.has(made);
      seen.add(made);
      if (!isFirst || !replaced || replaced.operation === 'delete' || name === '') continue;
      if (!known.has(name)) known.set(name, await look(name));
      const survey = known.get(name);
      const isUndo = undo !== undefined;
      const isProven = isUndo
        ? survey?.decidedAt?.getTime() === replaced.at.getTime()
        : survey?.written.has(`${id} ${made}`);
      if (!survey || !isProven) continue;
      const isStanding = survey.state === 'approved' && name !== undone;
      traces.set(made, { isStanding, isUndo, isLink: survey.layer === 'survey-track' && !survey.stated.has(id) });
    }
    return traces;
  };
}
