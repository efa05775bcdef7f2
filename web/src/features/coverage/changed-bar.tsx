import { type MeasureParameters, roleMay } from '@phen-dau/geodata';
import { useState } from 'react';
import { useCoverageMessages } from '../../messages/use-coverage-messages.ts';
import { changeCoverage } from '../../state/coverage-actions.ts';
import { useStore } from '../../state/store.ts';
import { Button } from '../../ui/button.tsx';
import { SetProvinceDialog } from './province/set-province-dialog.tsx';

interface ChangedBarProps {
  /** Undefined until they are known. */
  readonly province: MeasureParameters | undefined;
}

/**
 * Says on every tab that the figures are not the province's own, and lets who may make them so; lies over the end of the sheet so
 * that nothing moves.
 */
export function ChangedBar({ province }: ChangedBarProps) {
  const words = useCoverageMessages();
  const [isAsked, setAsked] = useState(false);
  const maySet = useStore(
    ({ session }) => session.state === 'signed-in' && roleMay(session.account.role, 'coverage.set-parameters'),
  );
  const isChanged = useStore((state) => Object.keys(state.coverage.changes).length > 0);
  return (
    <div className="changed-bar" role="status">
      {isChanged && (
        <p className="changed-words">
          <span className="changed-said">{words.method.changed}</span>
          {maySet && province && (
            <Button look="quiet" onClick={() => setAsked(true)}>
              {words.method.set}
            </Button>
          )}
          <Button look="quiet" icon="undo" onClick={() => changeCoverage({ changes: {} })}>
            {words.method.reset}
          </Button>
        </p>
      )}
      {isAsked && province && <SetProvinceDialog province={province} onClose={() => setAsked(false)} />}
    </div>
  );
}
