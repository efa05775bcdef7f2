import type { MeasureParameters } from '@phen-dau/geodata';
import { useState } from 'react';
import { setCoverageParameters } from '../../../api/coverage.ts';
import { useCoverageMessages } from '../../../messages/use-coverage-messages.ts';
import { changeable } from '../../../state/coverage.ts';
import { changeCoverage } from '../../../state/coverage-actions.ts';
import { getState, useStore } from '../../../state/store.ts';
import { notify } from '../../../ui/notices.tsx';
import { DecisionForm } from '../../review/decide/decision-form.tsx';
import { wordsOfFailure } from '../../surveys/notify-failure.ts';
import { parameterOf, withChanges } from '../parameters.ts';
import { useFigureText } from '../use-words.ts';

interface SetProvinceDialogProps {
  readonly province: MeasureParameters;
  readonly onClose: () => void;
}

/** Makes what one has tried the province's own, for everybody; says first what becomes of what. */
export function SetProvinceDialog({ province, onClose }: SetProvinceDialogProps) {
  const words = useCoverageMessages();
  const text = useFigureText();
  const changes = useStore((state) => state.coverage.changes);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const set = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await setCoverageParameters(withChanges(province, changes));
      changeCoverage({ settings: getState().coverage.settings + 1 });
      onClose();
      notify('done', words.method.setDone);
    } catch (error) {
      setFailure(wordsOfFailure(error));
      setBusy(false);
    }
  };
  return (
    <DecisionForm
      title={words.method.setTitle}
      confirm={words.method.setConfirm}
      busy={isBusy ? words.method.setBusy : undefined}
      failure={failure}
      onConfirm={() => void set()}
      onClose={onClose}
    >
      <dl className="fields">
        {changeable.map((which) => {
          const wanted = changes[which];
          if (wanted === undefined) return null;
          return (
            <div key={which}>
              <dt>{words.method.slider[which]}</dt>
              <dd>
                {words.method.becomes(
                  text.parameter(which, parameterOf(province, which)),
                  text.parameter(which, wanted),
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <p>{words.method.setEffect}</p>
    </DecisionForm>
  );
}
