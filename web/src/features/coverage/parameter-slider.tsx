import type { MeasureParameters } from '@phen-dau/geodata';
import { useCoverageMessages } from '../../messages/use-coverage-messages.ts';
import { type Changeable, ranges } from '../../state/coverage.ts';
import { changeCoverage } from '../../state/coverage-actions.ts';
import { getState } from '../../state/store.ts';
import { Range } from '../../ui/range.tsx';
import { changed, parameterOf } from './parameters.ts';
import { useFigureText } from './use-words.ts';

interface ParameterSliderProps {
  readonly which: Changeable;
  readonly parameters: MeasureParameters;
  /** Undefined until the province's own values are known; the slider waits for them. */
  readonly province: MeasureParameters | undefined;
}

/** One parameter, moved live; where it stands otherwise than the province's, that value is said. */
export function ParameterSlider({ which, parameters, province }: ParameterSliderProps) {
  const words = useCoverageMessages();
  const text = useFigureText();
  const { minimum, maximum, step } = ranges[which];
  const value = parameterOf(parameters, which);
  const own = province && parameterOf(province, which);
  return (
    <div className="parameter">
      <span>{words.method.slider[which]}</span>
      <output>{text.parameter(which, value)}</output>
      <Range
        label={words.method.slider[which]}
        minimum={minimum}
        maximum={maximum}
        step={step}
        value={value}
        valueText={text.parameter(which, value)}
        onChange={(next) =>
          province && changeCoverage({ changes: changed(getState().coverage.changes, province, which, next) })
        }
      />
      <small>{own !== undefined && own !== value && words.method.province(text.parameter(which, own))}</small>
    </div>
  );
}
