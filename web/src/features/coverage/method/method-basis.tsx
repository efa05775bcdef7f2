import type { CoverageBasis } from '@phen-dau/geodata';
import { useCoverageMessages } from '../../../messages/use-coverage-messages.ts';
import { useFormat, useSay } from '../../../messages/use-messages.ts';
import { findDescription, useStore } from '../../../state/store.ts';

interface MethodBasisProps {
  readonly basis: CoverageBasis;
  readonly computedIn: 'server' | 'browser';
}

/** Of which day, period and data the figures are, and where they were computed. */
export function MethodBasis({ basis, computedIn }: MethodBasisProps) {
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
