import { useCoverageMessages } from '../../messages/use-coverage-messages.ts';
import { useMessages } from '../../messages/use-messages.ts';
import { Button } from '../../ui/button.tsx';

interface CoverageMessageProps {
  readonly state: 'missing' | 'refused' | 'failed' | 'found' | 'reading';
  readonly onAgain: () => void;
}

/** Why there is nothing to show, and what can be done. */
export function CoverageMessage({ state, onAgain }: CoverageMessageProps) {
  const words = useMessages();
  const { page } = useCoverageMessages();
  return (
    <div className="coverage-message" role="alert">
      <p>{state === 'missing' ? page.missing : state === 'refused' ? page.refused : page.failed}</p>
      {state === 'failed' && <Button onClick={onAgain}>{words.problem.tryAgain}</Button>}
    </div>
  );
}
