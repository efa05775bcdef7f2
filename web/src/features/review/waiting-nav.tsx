import { useEffect } from 'react';
import { useFormat } from '../../messages/use-messages.ts';
import { useReviewMessages } from '../../messages/use-review-messages.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { decidable, goToNeighbour, neighbourOf, useWaiting } from './waiting.ts';

/** Where one stands in the queue, and the way to its next: two buttons, and J and K as in a mail program. */
export function WaitingNav({ open }: { readonly open: string }) {
  const words = useReviewMessages();
  const format = useFormat();
  const { surveys = [] } = useWaiting();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const by = { j: 1, k: -1 }[event.key.toLowerCase()] as 1 | -1 | undefined;
      if (
        !by ||
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isElsewhere(event.target)
      ) {
        return;
      }
      event.preventDefault();
      goToNeighbour(surveys, open, by);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [surveys, open]);
  const mine = decidable(surveys);
  const index = mine.findIndex(({ id }) => id === open);
  const isAlone = neighbourOf(surveys, open, 1) === undefined;
  if (mine.length === 0 || (index >= 0 && isAlone)) return null;
  return (
    <nav className="review-nav" aria-label={words.queue.title}>
      <span className="number">
        {index >= 0
          ? words.queue.position(format.whole(index + 1), format.whole(mine.length))
          : words.queue.count(format.whole(mine.length))}
      </span>
      {index < 0 && (
        <Button look="quiet" onClick={() => goToNeighbour(surveys, open, 1)}>
          {words.queue.next}
        </Button>
      )}
      <IconButton
        size="small"
        icon="up"
        label={words.queue.previous}
        shortcut="K"
        disabled={isAlone}
        onClick={() => goToNeighbour(surveys, open, -1)}
      />
      <IconButton
        size="small"
        icon="down"
        label={words.queue.next}
        shortcut="J"
        disabled={isAlone}
        onClick={() => goToNeighbour(surveys, open, 1)}
      />
    </nav>
  );
}

/** Keys belong to a field that is typed in and to an open dialog before they belong to the queue. */
function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"]')) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.closest('input:not([type=radio]):not([type=checkbox]), textarea, select') !== null;
}
