import type { CoverageBasis, MeasureParameters } from '@phen-dau/geodata';
import { useCoverageMessages } from '../../../messages/use-coverage-messages.ts';
import { measureKeys } from '../../../state/coverage.ts';
import { amountsOf, type MeasuredFigures, measureLooks } from '../measure-looks.ts';
import { MeasureMark } from '../measure-mark.tsx';
import { ParameterSlider } from '../parameter-slider.tsx';
import { useFigureText } from '../use-words.ts';
import { MethodBasis } from './method-basis.tsx';
import { ParameterList } from './parameter-list.tsx';
import { useToldParameters } from './use-told-parameters.ts';

interface MethodPanelProps {
  readonly basis: CoverageBasis;
  /** The five numbers explained; null stands for one hidden from the account. */
  readonly figures: MeasuredFigures;
  readonly parameters: MeasureParameters;
  readonly province: MeasureParameters | undefined;
  readonly computedIn: 'server' | 'browser';
}

/** How each number was computed, with the sliders that change it and all that is needed to compute it again. */
export function MethodPanel({ basis, figures, parameters, province, computedIn }: MethodPanelProps) {
  const words = useCoverageMessages();
  const text = useFigureText();
  const told = useToldParameters(parameters);
  // Nobody is told of visits who may not read tracks.
  const knowsTracks = figures.active !== null;
  return (
    <section className="method">
      {measureKeys
        .filter((key) => amountsOf(figures, key))
        .map((key) => {
          const { parameter } = measureLooks[key];
          return (
            <article key={key}>
              <h3>
                <MeasureMark measure={key} />
                {words.measure[key]}
                <output>{text.share(amountsOf(figures, key)?.share ?? null)}</output>
              </h3>
              <p>{words.method.formula[key](told)}</p>
              {key === 'lit' && <p>{words.method.lamps(told)}</p>}
              {key === 'active' && <p>{words.method.regular(told)}</p>}
              {parameter && <ParameterSlider which={parameter} parameters={parameters} province={province} />}
            </article>
          );
        })}
      {knowsTracks && (
        <article>
          <h3>{words.effort.title}</h3>
          <p>{words.method.effort(told)}</p>
        </article>
      )}
      <article>
        <h3>{words.method.reachTitle}</h3>
        <p>{words.method.reach(told)}</p>
        <ParameterSlider which="minutes" parameters={parameters} province={province} />
      </article>
      <article>
        <h3>{words.method.slider.gap}</h3>
        <p>{words.gaps.shorter(text.length(parameters.gapMetres))}</p>
        <ParameterSlider which="gap" parameters={parameters} province={province} />
      </article>
      <MethodBasis basis={basis} computedIn={computedIn} />
      <ParameterList parameters={parameters} province={province} knowsTracks={knowsTracks} />
    </section>
  );
}
