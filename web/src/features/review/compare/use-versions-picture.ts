import { useEffect, useMemo } from 'react';
import { type ShapeMoment, shapeMoments } from '../../../map/survey-overlays.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { goTo } from '../../../state/actions.ts';
import { getState } from '../../../state/store.ts';
import { changeSurveyPicture } from '../../../state/surveys-actions.ts';
import { choiceOf, type UndoChoices } from '../decide/undo-choices.ts';
import { boundsOfVersions, drawnVersions, versionsOfConflict } from './shape-versions.ts';

/**
 * Draws the shapes that are asked about in all their states, the chosen ones strong, and goes to the first of them once.
 * Returns which states are drawn.
 */
export function useVersionsPicture(choices: UndoChoices): readonly ShapeMoment[] {
  const { shapes: names } = useReviewMessages();
  const asked = useMemo(
    () =>
      choices.conflicts.flatMap((conflict) => {
        const versions = versionsOfConflict(conflict);
        return versions ? [{ versions, chosen: choiceOf(choices, conflict) }] : [];
      }),
    [choices],
  );
  useEffect(() => {
    changeSurveyPicture({ versions: asked.flatMap(({ versions, chosen }) => drawnVersions(versions, names, chosen)) });
  }, [asked, names]);
  const first = asked[0]?.versions;
  // biome-ignore lint/correctness/useExhaustiveDependencies: gone to when it is first asked, not with each answer
  useEffect(() => {
    if (first) goTo(boundsOfVersions(first));
  }, [first !== undefined]);
  useEffect(
    () => () => {
      if (getState().surveyPicture) changeSurveyPicture({ versions: [] });
    },
    [],
  );
  return shapeMoments.filter((moment) => asked.some(({ versions }) => versions[moment]));
}
