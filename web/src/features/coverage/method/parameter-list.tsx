import type { MeasureParameters } from '@phen-dau/geodata';
import { useCoverageMessages } from '../../../messages/use-coverage-messages.ts';
import { Fold } from '../../../ui/fold.tsx';
import { originOf, type ParameterGroup, parameterGroups } from './told-parameters.ts';
import { useToldParameters } from './use-told-parameters.ts';

interface ParameterListProps {
  readonly parameters: MeasureParameters;
  /** Undefined until they are known. */
  readonly province: MeasureParameters | undefined;
  readonly knowsTracks: boolean;
}

const groups = Object.keys(parameterGroups) as ParameterGroup[];

/** Every parameter with its unit and where its value comes from; folded away, for most readers need none of it. */
export function ParameterList({ parameters, province, knowsTracks }: ParameterListProps) {
  const { method } = useCoverageMessages();
  const told = useToldParameters(parameters);
  return (
    <Fold className="method-all" summary={method.all}>
      {groups
        .filter((group) => group !== 'tracks' || knowsTracks)
        .map((group) => (
          <section key={group}>
            <h4>{method.group[group]}</h4>
            <p>{method.source[group]}</p>
            <dl className="fields">
              {parameterGroups[group].map((key) => (
                <div key={key} data-parameter={key}>
                  <dt>{method.parameter[key]}</dt>
                  <dd>
                    {told[key]}
                    {province && <small>{method.origin[originOf(key, parameters, province)]}</small>}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      <p>{method.administrator}</p>
    </Fold>
  );
}
