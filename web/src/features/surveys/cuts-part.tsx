import { geometryBounds } from '@phen-dau/geodata';
import { useEffect, useState } from 'react';
import type { SurveyCut } from '../../api/survey-types.ts';
import { useFormat } from '../../messages/use-messages.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { goTo } from '../../state/actions.ts';
import { changeSurveyPicture } from '../../state/surveys-actions.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { CleaningThresholdsForm, isCleanedOtherwise } from './cleaning-thresholds-form.tsx';
import type { SurveyDesk } from './use-change.ts';

const shownAtFirst = 20;

/** What a track would be better without: each cut is drawn, taken or left, and the file itself stays as it was sent. */
export function CutsPart({ desk }: { readonly desk: SurveyDesk }) {
  const words = useSurveysMessages().cuts;
  const format = useFormat();
  const [shown, setShown] = useState(shownAtFirst);
  const { cuts, cutCount, cleaning, layer } = desk.survey;
  const isMoved = isCleanedOtherwise(desk.survey);
  useEffect(() => {
    changeSurveyPicture({
      cuts: cuts.map(({ geometry, taken }) => ({ type: 'Feature', geometry, properties: { taken } })),
    });
  }, [cuts]);
  if (cuts.length === 0 && !isMoved && !(layer === 'survey-track' && desk.mayChange)) return null;
  const taken = cuts.filter((cut) => cut.taken).length;
  return (
    <section className="survey-part" aria-label={words.title}>
      <h3>
        {words.title}
        {cuts.length > 0 && <small>{words.taken(format.whole(taken), format.whole(cutCount))}</small>}
      </h3>
      <p className="survey-note">{cuts.length > 0 ? words.help : words.none}</p>
      {cuts.some(({ kind }) => kind === 'inaccurate') && (
        <p className="survey-note">{words.doubted(format.length(cleaning.inaccurateMetres))}</p>
      )}
      {desk.mayChange && cuts.length > 0 && (
        <div className="next-buttons">
          <Button
            disabled={desk.isBusy || taken === cuts.length}
            onClick={() => void desk.change({ cuts: wanted(cuts) })}
          >
            {words.takeAll}
          </Button>
          <Button
            look="quiet"
            disabled={desk.isBusy || taken === 0}
            onClick={() => void desk.change({ cuts: wanted(cuts, () => false) })}
          >
            {words.takeNone}
          </Button>
        </div>
      )}
      <ul className="survey-lines">
        {cuts.slice(0, shown).map((cut) => (
          <CutRow key={`${cut.feature} ${cut.part} ${cut.id}`} cut={cut} desk={desk} />
        ))}
      </ul>
      {cuts.length > shown && (
        <Button onClick={() => setShown(shown + 100)}>{words.more(format.whole(cuts.length - shown))}</Button>
      )}
      {cutCount > cuts.length && <p className="survey-note">{words.notListed(format.whole(cutCount - cuts.length))}</p>}
      {(desk.mayChange || isMoved) && <CleaningThresholdsForm key={desk.survey.version} desk={desk} />}
    </section>
  );
}

function CutRow({ cut, desk }: { readonly cut: SurveyCut; readonly desk: SurveyDesk }) {
  const words = useSurveysMessages().cuts;
  const format = useFormat();
  const { cuts } = desk.survey;
  const what = [
    words.kind[cut.kind as keyof typeof words.kind] ?? cut.kind,
    ...(cut.metres ? [format.length(cut.metres)] : []),
    ...(cut.seconds ? [words.minutes(format.whole(Math.round(cut.seconds / 60)))] : []),
  ].join(', ');
  return (
    <li>
      <Checkbox
        state={cut.taken ? 'on' : 'off'}
        disabled={!desk.mayChange || desk.isBusy}
        onChange={(on) =>
          void desk.change({ cuts: wanted(cuts.filter(isSameFeature(cut)), (one) => (one === cut ? on : one.taken)) })
        }
      >
        {what}
      </Checkbox>
      <Button look="quiet" icon="target" onClick={() => goTo(geometryBounds(cut.geometry))}>
        {words.show}
      </Button>
    </li>
  );
}

const isSameFeature = (one: SurveyCut) => (other: SurveyCut) => one.feature === other.feature;

/** The cuts that are wanted of each feature: the server is told of all of a feature's, since it keeps a list. */
function wanted(cuts: readonly SurveyCut[], isWanted: (cut: SurveyCut) => boolean = () => true) {
  const lists: Record<string, string[]> = {};
  for (const cut of cuts) {
    const list = lists[cut.feature] ?? [];
    if (isWanted(cut)) list.push(cut.id);
    lists[cut.feature] = list;
  }
  return lists;
}
