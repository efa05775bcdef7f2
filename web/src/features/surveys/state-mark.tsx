import { surveyStateTitles } from '@phen-dau/geodata';
import type { SurveyState } from '../../api/survey-types.ts';
import { useSay } from '../../messages/use-messages.ts';
import type { IconName } from '../../ui/icon.tsx';
import { StatusMark } from '../../ui/status-mark.tsx';

const icons: Readonly<Record<SurveyState, IconName>> = {
  'has-issues': 'warning',
  received: 'pause',
  submitted: 'clock',
  approved: 'check',
  rejected: 'undo',
  superseded: 'copy',
};

/** Where a survey stands: a word, and a picture so that rows are told apart at a glance. */
export function StateMark({ state }: { readonly state: SurveyState }) {
  const say = useSay();
  return (
    <StatusMark icon={icons[state]} look={`state-${state}`}>
      {say(surveyStateTitles[state])}
    </StatusMark>
  );
}
