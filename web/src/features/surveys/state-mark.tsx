import type { SurveyState } from '../../api/survey-types.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';

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
  const words = useSurveysMessages();
  return (
    <span className={`state-mark state-${state}`}>
      <Icon name={icons[state]} size={16} />
      {words.state[state]}
    </span>
  );
}
