import type { CoordinateCandidate } from '@phen-dau/geodata';
import { positionsBounds } from '@phen-dau/geodata';
import { useEffect, useState } from 'react';
import type { Bounds } from '../../api/types.ts';
import type { Ghost } from '../../map/survey-style.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { fitBounds } from '../../state/actions.ts';
import { changeSurveyPicture } from '../../state/surveys-actions.ts';
import { Button } from '../../ui/button.tsx';
import { CandidateRow, candidateKey } from './candidate-row.tsx';
import { CrsForm } from './crs-form.tsx';
import { goesThereItself } from './look-at-survey.ts';
import type { SurveyDesk } from './use-change.ts';

/** In which coordinate system the file is: the likely ones with where it would then lie, and a person who decides. */
export function CrsPart({ desk }: { readonly desk: SurveyDesk }) {
  const words = useSurveysMessages().crs;
  const { survey, mayChange, isBusy } = desk;
  const { id, candidates } = survey;
  const [chosen, setChosen] = useState<string>();
  const [pointed, setPointed] = useState<string>();
  const find = (key: string | undefined) => candidates.find((candidate) => candidateKey(candidate) === key);
  const selected = find(chosen) ?? candidates[0];
  const drawn = find(pointed) ?? selected;
  useEffect(() => {
    changeSurveyPicture({ ghosts: ghostsOf(candidates, drawn) });
  }, [candidates, drawn]);
  // All that lie in the province first, so that one sees between what one chooses: with one beyond the end of the map among
  // them, the map would show none.
  useEffect(() => {
    const near = candidates.filter(isInProvince);
    const bounds = boundsOfPlaces((near.length > 0 ? near : candidates).flatMap(({ ghosts }) => ghosts));
    if (bounds && goesThereItself(id)) fitBounds(bounds);
  }, [id, candidates]);
  const choose = (candidate: CoordinateCandidate) => {
    setChosen(candidateKey(candidate));
    const bounds = boundsOfPlaces(candidate.ghosts);
    if (bounds) fitBounds(bounds);
  };

  if (!mayChange || candidates.length === 0) return null;
  return (
    <section className="survey-part" aria-label={words.title}>
      <h3>{words.title}</h3>
      <p className="survey-note">{words.help}</p>
      <fieldset className="candidates" onMouseLeave={() => setPointed(undefined)}>
        <legend className="visually-hidden">{words.title}</legend>
        {candidates.map((candidate) => {
          const key = candidateKey(candidate);
          return (
            <CandidateRow
              key={key}
              candidate={candidate}
              best={candidates[0]?.score ?? 1}
              isChosen={candidate === selected}
              onChoose={() => choose(candidate)}
              onPoint={() => setPointed(key)}
            />
          );
        })}
      </fieldset>
      {selected && (
        <Button
          look="strong"
          disabled={isBusy}
          onClick={() => void desk.change({ crs: selected.crs, order: selected.order })}
        >
          {words.confirm(selected.name)}
        </Button>
      )}
      <CrsForm desk={desk} />
    </section>
  );
}

/** Where there is nothing to confirm: a way to say that the system is another one all the same. */
export function CrsFoldPart({ desk }: { readonly desk: SurveyDesk }) {
  const words = useSurveysMessages().receipt;
  const { survey, mayChange } = desk;
  if (!mayChange || survey.candidates.length > 0 || survey.receipt.read === 0) return null;
  return (
    <section className="survey-part survey-part-fold" aria-label={words.crs}>
      <CrsForm desk={desk} />
    </section>
  );
}

const isInProvince = ({ why }: CoordinateCandidate) =>
  why.some(({ reason, value }) => reason === 'in-province' && value > 0);

/** Where the file would lie in each system; the one that is looked at stands out, and each is named once. */
function ghostsOf(candidates: readonly CoordinateCandidate[], drawn: CoordinateCandidate | undefined): Ghost[] {
  // The one that stands out is drawn last, over the others.
  const others = candidates.filter((candidate) => candidate !== drawn);
  return [...others, ...(drawn ? [drawn] : [])].flatMap((candidate) =>
    candidate.ghosts.map((place, index) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [...place] },
      properties: { isDrawn: candidate === drawn, ...(index === 0 && { label: candidate.name }) },
    })),
  );
}

function boundsOfPlaces(places: readonly (readonly [number, number])[]): Bounds | undefined {
  if (places.length === 0) return undefined;
  const [west, south, east, north] = positionsBounds(places);
  // Half a kilometre of ground around a single point: what one compares it with has to be seen too.
  const margin = 0.005;
  return [west - margin, south - margin, east + margin, north + margin];
}
