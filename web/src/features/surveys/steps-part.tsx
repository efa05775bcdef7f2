import type { Survey } from '../../api/survey-types.ts';
import { useFormat } from '../../messages/use-messages.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';

/** Who did what, when and why, the latest last. */
export function StepsPart({ survey }: { readonly survey: Survey }) {
  const words = useSurveysMessages().steps;
  const format = useFormat();
  return (
    <section className="survey-part" aria-label={words.title}>
      <h3>{words.title}</h3>
      <ol className="steps">
        {survey.steps.map(({ action, at, account, reason }) => (
          <li key={`${at} ${action}`}>
            <time dateTime={at}>{format.moment(at)}</time>
            <span>
              {words.action[action as keyof typeof words.action] ?? action}
              {account && `, ${account}`}
              {reason && <q>{reason}</q>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
