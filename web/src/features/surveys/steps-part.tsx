import type { Survey } from '../../api/survey-types.ts';
import { useFormat } from '../../messages/use-messages.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { gathered } from './gathered-steps.ts';

/** Who did what, when and why, the latest last. */
export function StepsPart({ survey }: { readonly survey: Survey }) {
  const words = useSurveysMessages().steps;
  const format = useFormat();
  return (
    <section className="survey-part" aria-label={words.title}>
      <h3>{words.title}</h3>
      <ol className="steps">
        {gathered(survey.steps).map(({ action, at, account, reason, times }) => (
          <li key={`${at} ${action}`}>
            <time dateTime={at}>{format.moment(at)}</time>
            <span>
              {words.action[action as keyof typeof words.action] ?? action}
              {times > 1 && ` ×${format.whole(times)}`}
              {account && `, ${account}`}
              {reason && <q>{reason}</q>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
