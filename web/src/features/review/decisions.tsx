import type { Survey } from '../../api/survey-types.ts';
import { useFormat } from '../../messages/use-messages.ts';
import { useReviewMessages } from '../../messages/use-review-messages.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';

const icons = { approve: 'check', reject: 'undo', undo: 'undo' } as const satisfies Record<string, IconName>;
const isDecision = (action: string): action is keyof typeof icons => action in icons;

/** What has been decided, by whom, when and why; for the author and for whoever decides next. */
export function Decisions({ survey }: { readonly survey: Survey }) {
  const words = useReviewMessages();
  const format = useFormat();
  const decided = survey.steps.filter(({ action }) => isDecision(action));
  if (decided.length === 0) return null;
  return (
    <ul className="review-decisions" aria-label={words.done.title}>
      {decided.map(({ action, at, account, reason }) => (
        <li key={at}>
          {isDecision(action) && (
            <>
              <Icon name={icons[action]} size={16} />
              <span>
                {words.done[action](account ?? words.done.somebody, format.moment(at))}
                {reason && <q>{reason}</q>}
              </span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
