import { chainageLabel } from '@phen-dau/geodata';
import type { Survey } from '../../api/survey-types.ts';
import { useFormat } from '../../messages/use-messages.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { openSurvey } from '../../state/surveys-actions.ts';
import { Button } from '../../ui/button.tsx';
import { addFiles } from './outbox.ts';
import { outboxAccount } from './outbox-view.ts';

const shown = 50;

/** Which known roads the tracks followed, from where to where, and how much of them runs where no road is known. */
export function MatchesPart({ survey }: { readonly survey: Survey }) {
  const words = useSurveysMessages().matches;
  const format = useFormat();
  const { matches } = survey;
  if (!matches || (matches.stretches.length === 0 && matches.proposals.features.length === 0)) return null;
  const { stretches, proposals, gaps } = matches;
  const isOwn = survey.author === outboxAccount();
  // A file like any other: read, checked and reviewed before it is a road.
  const propose = () => {
    const file = new File([JSON.stringify(proposals)], `${survey.fileName}-${words.newRoads}.geojson`);
    openSurvey(undefined);
    void addFiles([file], { layer: 'patrol-road' });
  };
  const unknown = proposals.features.reduce((sum, { properties }) => sum + properties.length_metres, 0);
  return (
    <section className="survey-part survey-part-fold" aria-label={words.title}>
      <details className="survey-fold">
        <summary>
          {words.title} <small>{words.count(format.whole(stretches.length))}</small>
        </summary>
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
        {unknown > 0 && (
          <p className="survey-note">
            {words.unknown(format.length(unknown), format.whole(proposals.features.length))}
          </p>
        )}
        {unknown > 0 && isOwn && <Button onClick={propose}>{words.propose}</Button>}
        {gaps > 0 && <p className="survey-note">{words.gaps(format.whole(gaps))}</p>}
      </details>
    </section>
  );
}
