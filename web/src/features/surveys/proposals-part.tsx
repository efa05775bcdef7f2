import { roleMay } from '@phen-dau/geodata';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Survey } from '../../api/survey-types.ts';
import { palettes } from '../../map/palette.ts';
import { proposalSwatch } from '../../map/survey-overlays.ts';
import { useFormat } from '../../messages/use-messages.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { goTo } from '../../state/actions.ts';
import { useColourScheme } from '../../state/colour-scheme.ts';
import { useStore } from '../../state/store.ts';
import { changeSurveyPicture } from '../../state/surveys-actions.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Swatch } from '../../ui/swatch.tsx';
import { boundsOfGeometries } from './geometry-bounds.ts';
import { NewRoadForm } from './new-road-form.tsx';
import { drawnProposals, type ProposedRoads } from './new-roads.ts';
import './proposals.css';

const shownAtFirst = 20;
const nobody: ReadonlySet<number> = new Set();
const none: ProposedRoads = { type: 'FeatureCollection', features: [] };

/** Where the tracks run and no road is known: numbered on the map and here, to be sent as new roads. */
export function ProposalsPart({ survey }: { readonly survey: Survey }) {
  const words = useSurveysMessages().proposals;
  const format = useFormat();
  const palette = palettes[useColourScheme()];
  const maySend = useStore(
    ({ session }) => session.state === 'signed-in' && roleMay(session.account.role, 'survey.submit'),
  );
  const proposals = survey.matches?.proposals ?? none;
  const { features } = proposals;
  const [chosen, setChosen] = useState(nobody);
  const [shown, setShown] = useState(shownAtFirst);
  const [current, setCurrent] = useState<number>();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => changeSurveyPicture({ proposals: drawnProposals(proposals, chosen) }), [proposals, chosen]);

  const light = (number: number) => {
    const stretch = features[number - 1];
    setCurrent(number);
    if (stretch) changeSurveyPicture({ focus: [{ ...stretch, properties: {} }] });
    return stretch;
  };
  const pick = useStore(({ surveyPick }) => surveyPick);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each press on the map
  useEffect(() => {
    if (pick?.kind !== 'proposal') return;
    const { number } = pick;
    light(number);
    setShown((before) => Math.max(before, number));
    requestAnimationFrame(() => list.current?.children[number - 1]?.scrollIntoView({ block: 'nearest' }));
  }, [pick]);

  const metres = useMemo(() => features.reduce((sum, { properties }) => sum + properties.length_metres, 0), [features]);
  if (features.length === 0) return null;
  const all = new Set(features.map((_, at) => at + 1));
  const show = (number: number) => {
    const stretch = light(number);
    if (stretch) goTo(boundsOfGeometries([stretch.geometry]));
  };
  const choose = (number: number, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(number);
    else next.delete(number);
    setChosen(next);
  };
  return (
    <section className="survey-part" aria-label={words.title}>
      <h3>
        {words.title}
        <small>{words.count(format.whole(features.length), format.length(metres))}</small>
      </h3>
      <p className="survey-note survey-legend">
        <Swatch look={proposalSwatch(palette)} />
        {words.help}
      </p>
      {maySend && features.length > 1 && (
        <Checkbox
          state={chosen.size === 0 ? 'off' : chosen.size === features.length ? 'on' : 'mixed'}
          onChange={(isOn) => setChosen(isOn ? all : nobody)}
        >
          {words.all}
        </Checkbox>
      )}
      <ul ref={list} className="survey-lines">
        {features.slice(0, shown).map(({ properties: { length_metres } }, at) => {
          const number = at + 1;
          const name = (
            <>
              {words.one(format.whole(number))} <small>{format.length(length_metres)}</small>
            </>
          );
          return (
            <li key={number} aria-current={number === current ? 'true' : undefined}>
              {maySend ? (
                <Checkbox state={chosen.has(number) ? 'on' : 'off'} onChange={(isOn) => choose(number, isOn)}>
                  {name}
                </Checkbox>
              ) : (
                <span>{name}</span>
              )}
              <Button look="quiet" icon="target" onClick={() => show(number)}>
                {words.show}
                <span className="visually-hidden"> {words.one(format.whole(number))}</span>
              </Button>
            </li>
          );
        })}
      </ul>
      {features.length > shown && (
        <Button onClick={() => setShown(shown + 100)}>{words.more(format.whole(features.length - shown))}</Button>
      )}
      {maySend && <NewRoadForm fileName={survey.fileName} proposals={proposals} chosen={chosen} />}
    </section>
  );
}
