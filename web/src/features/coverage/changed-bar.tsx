import { useCoverageMessages } from '../../messages/use-coverage-messages.ts';
import { changeCoverage } from '../../state/coverage-actions.ts';
import { useStore } from '../../state/store.ts';
import { Button } from '../../ui/button.tsx';

/** Says on every tab that the figures are not the province's own; lies over the end of the sheet so that nothing moves. */
export function ChangedBar() {
  const words = useCoverageMessages();
  const isChanged = useStore((state) => Object.keys(state.coverage.changes).length > 0);
  return (
    <div className="changed-bar" role="status">
      {isChanged && (
        <p className="changed-words">
          {words.method.changed}
          <Button look="quiet" icon="undo" onClick={() => changeCoverage({ changes: {} })}>
            {words.method.reset}
          </Button>
        </p>
      )}
    </div>
  );
}
