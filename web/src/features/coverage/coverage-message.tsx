import { useCoverageMessages } from '../../messages/use-coverage-messages.ts';
import { useFormat, useMessages } from '../../messages/use-messages.ts';
import { setState, useStore } from '../../state/store.ts';
import { Button } from '../../ui/button.tsx';

interface CoverageMessageProps {
  readonly state: 'missing' | 'refused' | 'failed' | 'found' | 'reading';
  readonly onAgain: () => void;
}

/** Why there is nothing to show, and what can be done. */
export function CoverageMessage({ state, onAgain }: CoverageMessageProps) {
  const words = useMessages();
  const { page } = useCoverageMessages();
  const format = useFormat();
  const asOf = useStore((store) => store.asOf);
  const missing = asOf ? page.missingThen(format.day(asOf)) : page.missing;
  return (
    <div className="coverage-message" role="alert">
      <p>{state === 'missing' ? missing : state === 'refused' ? page.refused : page.failed}</p>
      {state === 'failed' && <Button onClick={onAgain}>{words.problem.tryAgain}</Button>}
      {state === 'missing' && asOf && <Button onClick={() => setState({ asOf: undefined })}>{page.today}</Button>}
    </div>
  );
}
