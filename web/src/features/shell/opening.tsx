import { useMessages } from '../../messages/use-messages.ts';
import { openSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import './opening.css';

/** Before anything is known: the mark, and what went wrong if something did. */
export function Opening() {
  const words = useMessages();
  const reachable = useStore((state) => state.reachable);
  const failed = useStore((state) => state.catalogueFailed);
  return (
    <main className="opening">
      <Mark size={56} />
      {!reachable && (
        <div role="alert">
          <h1>{words.problem.unreachable}</h1>
          <p>{words.problem.unreachableHelp}</p>
        </div>
      )}
      {reachable && failed && (
        <div role="alert">
          <h1>{words.problem.layersFailed}</h1>
          <Button onClick={() => void openSession()}>{words.problem.tryAgain}</Button>
        </div>
      )}
      {reachable && !failed && <p className="opening-words">{words.map.loading}</p>}
    </main>
  );
}
