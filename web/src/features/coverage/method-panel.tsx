import type { CoverageBasis, MeasureParameters } from '@phen-dau/geodata';
import { useCoverageMessages } from '../../messages/use-coverage-messages.ts';
import { useFormat, useSay } from '../../messages/use-messages.ts';
import { measureKeys } from '../../state/coverage.ts';
import { findDescription, useStore } from '../../state/store.ts';
import { amountsOf, type MeasuredFigures, measureLooks } from './measure-looks.ts';
import { MeasureMark } from './measure-mark.tsx';
import { ParameterSlider } from './parameter-slider.tsx';
import { parameterOf } from './parameters.ts';
import { useFigureText } from './use-words.ts';

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
  return (
    <section className="method">
      {measureKeys
        .filter((key) => amountsOf(figures, key))
        .map((key) => {
          const { parameter } = measureLooks[key];
          const metres = parameter ? parameterOf(parameters, parameter) : parameters.matchMetres;
          return (
            <article key={key}>
              <h3>
                <MeasureMark measure={key} />
                {words.measure[key]}
                <output>{text.share(amountsOf(figures, key)?.share ?? null)}</output>
              </h3>
              <p>{words.method.formula[key](text.length(metres))}</p>
              {parameter && <ParameterSlider which={parameter} parameters={parameters} province={province} />}
            </article>
          );
        })}
      <article>
        <h3>{words.method.slider.gap}</h3>
        <p>{words.gaps.shorter(text.length(parameters.gapMetres))}</p>
        <ParameterSlider which="gap" parameters={parameters} province={province} />
      </article>
      <Basis basis={basis} computedIn={computedIn} />
    </section>
  );
}

function Basis({ basis, computedIn }: Pick<MethodPanelProps, 'basis' | 'computedIn'>) {
  const words = useCoverageMessages();
  const format = useFormat();
  const { asOf, period, dataVersion, rows } = basis;
  return (
    <article>
      <h3>{words.method.basis}</h3>
      <p>{words.method.exact}</p>
      <dl className="fields">
        <div>
          <dt>{words.method.asOf}</dt>
          <dd>{format.day(asOf)}</dd>
        </div>
        <div>
          <dt>{words.method.period}</dt>
          <dd>
            {period.from && period.to
              ? words.method.fromTo(format.day(period.from), format.day(period.to))
              : words.method.wholeTime}
          </dd>
        </div>
        <div>
          <dt>{words.method.where}</dt>
          <dd>{words.method[computedIn]}</dd>
        </div>
        <div>
          <dt>{words.method.dataVersion}</dt>
          <dd className="method-version">{dataVersion}</dd>
        </div>
        {Object.entries(rows).map(([layer, count]) => (
          <div key={layer}>
            <dt>
              <LayerTitle id={layer} />
            </dt>
            <dd>{format.whole(count)}</dd>
          </div>
        ))}
      </dl>
    </article>
  );
}

function LayerTitle({ id }: { readonly id: string }) {
  const say = useSay();
  const layer = useStore((state) => findDescription(state, id));
  return <>{layer ? say(layer.title) : id}</>;
}
