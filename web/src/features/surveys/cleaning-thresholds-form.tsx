import { type CleaningThresholds, cleaningDefaults, cleaningRanges } from '@phen-dau/geodata';
import { type FormEvent, useId, useState } from 'react';
import type { Survey } from '../../api/survey-types.ts';
import { useFormat } from '../../messages/use-messages.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { Button } from '../../ui/button.tsx';
import { Fold } from '../../ui/fold.tsx';
import type { SurveyDesk } from './use-change.ts';

type Name = keyof CleaningThresholds;
const names = Object.keys(cleaningDefaults) as Name[];

/** Whether somebody has moved a threshold of the cleaning. */
export const isCleanedOtherwise = ({ cleaning }: Survey): boolean =>
  names.some((name) => cleaning[name] !== cleaningDefaults[name]);

/** When something in a track is a fault: the thresholds in use, for the author to move within their ranges. */
export function CleaningThresholdsForm({ desk }: { readonly desk: SurveyDesk }) {
  const words = useSurveysMessages().cuts;
  const { survey, mayChange, isBusy } = desk;
  const [texts, setTexts] = useState(() => textsOf(survey.cleaning));
  const isSound = names.every((name) => isWithin(name, texts[name]));
  const isSame = names.every((name) => Number(texts[name]) === survey.cleaning[name]);
  const take = (event: FormEvent) => {
    event.preventDefault();
    if (!isSound) return;
    void desk.change({ cleaning: Object.fromEntries(names.map((name) => [name, Number(texts[name])])) });
  };
  return (
    <Fold summary={words.thresholds}>
      <form className="thresholds" noValidate onSubmit={take}>
        {names.map((name) => (
          <Threshold
            key={name}
            name={name}
            text={texts[name]}
            isFixed={!mayChange || isBusy}
            onChange={(text) => setTexts({ ...texts, [name]: text })}
          />
        ))}
        {mayChange && (
          <>
            <p className="survey-note">{words.thresholdsHelp}</p>
            <div className="next-buttons">
              <Button type="submit" disabled={isBusy || !isSound || isSame}>
                {words.apply}
              </Button>
              <Button
                look="quiet"
                disabled={isBusy || !isCleanedOtherwise(survey)}
                onClick={() => void desk.change({ cleaning: null })}
              >
                {words.defaults}
              </Button>
            </div>
          </>
        )}
      </form>
    </Fold>
  );
}

interface ThresholdProps {
  readonly name: Name;
  readonly text: string;
  readonly isFixed: boolean;
  readonly onChange: (text: string) => void;
}

function Threshold({ name, text, isFixed, onChange }: ThresholdProps) {
  const words = useSurveysMessages().cuts;
  const format = useFormat();
  const id = useId();
  const { least, most } = cleaningRanges[name];
  const isSound = isWithin(name, text);
  return (
    <div className="threshold">
      <label htmlFor={id}>{words.threshold[name]}</label>
      <input
        {...{ id, min: least, max: most, value: text, disabled: isFixed }}
        type="number"
        step="any"
        inputMode="decimal"
        aria-invalid={!isSound}
        aria-describedby={`${id}-unit`}
        onChange={(event) => onChange(event.target.value)}
      />
      <small id={`${id}-unit`} aria-live="polite">
        {unitOf(name, words)}
        {!isSound && ` (${words.between(format.whole(least), format.whole(most))})`}
      </small>
    </div>
  );
}

const textsOf = (thresholds: CleaningThresholds) =>
  Object.fromEntries(names.map((name) => [name, String(thresholds[name])])) as Record<Name, string>;

function isWithin(name: Name, text: string): boolean {
  const { least, most } = cleaningRanges[name];
  return text.trim() !== '' && Number(text) >= least && Number(text) <= most;
}

/** The unit stands in the threshold's name. */
function unitOf(name: Name, { fixes, seconds }: { readonly fixes: string; readonly seconds: string }): string {
  if (name.endsWith('KmPerHour')) return 'km/h';
  if (name.endsWith('Metres')) return 'm';
  return name.endsWith('Seconds') ? seconds : fixes;
}
