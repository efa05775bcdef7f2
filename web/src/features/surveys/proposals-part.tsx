import { geometryBounds, roleMay } from '@phen-dau/geodata';
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
import { groupState, withChosen } from '../../ui/chosen.ts';
import { Swatch } from '../../ui/swatch.tsx';
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
  const notListed = (survey.matches?.proposalCount ?? 0) - features.length;
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
    if (stretch) goTo(geometryBounds(stretch.geometry));
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
        <Checkbox state={groupState(chosen.size, features.length)} onChange={(isOn) => setChosen(isOn ? all : nobody)}>
          {words.all}
        </Checkbox>
      )}
      <ul ref={list} className="survey-lines">
        {features.slice(0, shown).map(({ properties: { length_metres } }, at) => {
          const number = at + 1;
          return (
            <ProposalLine
              key={number}
              number={number}
              metres={length_metres}
              isCurrent={number === current}
              isChosen={maySend ? chosen.has(number) : undefined}
              onChoose={(isOn) => setChosen(withChosen(chosen, [number], isOn))}
              onShow={() => show(number)}
            />
          );
        })}
      </ul>
      {features.length > shown && (
        <Button onClick={() => setShown(shown + 100)}>{words.more(format.whole(features.length - shown))}</Button>
      )}
      {notListed > 0 && <p className="survey-note">{words.notListed(format.whole(notListed))}</p>}
      {maySend && <NewRoadForm fileName={survey.fileName} proposals={proposals} chosen={chosen} />}
    </section>
  );
}

interface ProposalLineProps {
  /** From 1, as it stands on the map. */
  readonly number: number;
  readonly metres: number;
  readonly isCurrent: boolean;
  /** Undefined for who may not send it. */
  readonly isChosen: boolean | undefined;
  readonly onChoose: (isChosen: boolean) => void;
  readonly onShow: () => void;
}

function ProposalLine({ number, metres, isCurrent, isChosen, onChoose, onShow }: ProposalLineProps) {
  const words = useSurveysMessages().proposals;
  const format = useFormat();
  const called = words.one(format.whole(number));
  const name = (
    <>
      {called} <small>{format.length(metres)}</small>
    </>
  );
  return (
    <li aria-current={isCurrent ? 'true' : undefined}>
      {isChosen === undefined ? (
        <span>{name}</span>
      ) : (
        <Checkbox state={isChosen ? 'on' : 'off'} onChange={onChoose}>
          {name}
        </Checkbox>
      )}
      <Button look="quiet" icon="target" onClick={onShow}>
        {words.show}
        <span className="visually-hidden"> {called}</span>
      </Button>
    </li>
  );
}
