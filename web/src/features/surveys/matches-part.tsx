import { chainageLabel } from '@phen-dau/geodata';
import type { Survey } from '../../api/survey-types.ts';
import { useFormat } from '../../messages/use-messages.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { Fold } from '../../ui/fold.tsx';

const shown = 50;

/** Which known roads the tracks followed, from where to where. */
export function MatchesPart({ survey }: { readonly survey: Survey }) {
  const words = useSurveysMessages().matches;
  const format = useFormat();
  const { matches } = survey;
  if (!matches || (matches.stretches.length === 0 && matches.gaps === 0)) return null;
  const { stretches, stretchCount, gaps } = matches;
  const listed = Math.min(shown, stretches.length);
  return (
    <section className="survey-part survey-part-fold" aria-label={words.title}>
      <Fold
        summary={
          <>
            {words.title} <small>{words.count(format.whole(stretchCount))}</small>
          </>
        }
      >
        <ul className="survey-lines">
          {stretches.slice(0, shown).map(({ feature, road, name, fromMetres, toMetres, confidence }) => (
            <li key={`${feature} ${road} ${fromMetres}`}>
              <span>
                {name}
                <small>
                  {chainageLabel(fromMetres)} – {chainageLabel(toMetres)}
                </small>
              </span>
              <small>{words.sure(format.percent(confidence))}</small>
            </li>
          ))}
        </ul>
        {stretchCount > listed && <p className="survey-note">{words.notListed(format.whole(stretchCount - listed))}</p>}
        {gaps > 0 && <p className="survey-note">{words.gaps(format.whole(gaps))}</p>}
      </Fold>
    </section>
  );
}
