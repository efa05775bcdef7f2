import { type FormEvent, useId, useState } from 'react';
import { useSay } from '../../messages/use-messages.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { findDescription, useStore } from '../../state/store.ts';
import { openSurvey } from '../../state/surveys-actions.ts';
import { Button } from '../../ui/button.tsx';
import { addFiles } from '../outbox/outbox.ts';
import { FieldInput } from './field-input.tsx';
import { newRoads, type ProposedRoads } from './new-roads.ts';

const roadLayer = 'patrol-road';
/** What only somebody who was there can say of a road, and the register asks of each. */
const asked = ['kind', 'surface', 'status'] as const;

interface NewRoadFormProps {
  readonly fileName: string;
  readonly proposals: ProposedRoads;
  /** Numbers from 1. */
  readonly chosen: ReadonlySet<number>;
}

/** Says what the chosen stretches are, and sends them: a file like any other, out of the outbox, for the layer of roads. */
export function NewRoadForm({ fileName, proposals, chosen }: NewRoadFormProps) {
  const words = useSurveysMessages().proposals;
  const say = useSay();
  const id = useId();
  const layer = useStore((state) => findDescription(state, roadLayer));
  const stem = fileName.replace(/\.[^.]+$/, '');
  const [name, setName] = useState(words.nameOf(stem));
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({});
  const [tried, setTried] = useState(false);
  if (!layer) return null;
  const fields = layer.fields.filter(({ key }) => (asked as readonly string[]).includes(key));
  const isFilled = name.trim() !== '' && fields.every(({ key }) => given[key]);
  const fault = chosen.size === 0 ? words.choose : isFilled ? undefined : words.fill;
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (fault) return;
    const roads = newRoads(proposals, chosen, { ...given, name: name.trim() });
    const file = new File([JSON.stringify(roads)], words.fileName(stem));
    // The list shows it on its way, and its page once it has arrived.
    openSurvey(undefined);
    void addFiles([file], { layer: roadLayer, isReady: true });
  };
  return (
    <form className="new-road" onSubmit={send} noValidate>
      <label htmlFor={id}>{words.name}</label>
      <input id={id} type="text" value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
      {fields.map((field) => (
        <div key={field.key}>
          <span aria-hidden="true">{say(field.label)}</span>
          <FieldInput
            field={field}
            label={say(field.label)}
            value={given[field.key] ?? ''}
            onChange={(value) => setGiven({ ...given, [field.key]: value })}
          />
        </div>
      ))}
      <p className="survey-note">{words.sendMore}</p>
      {tried && fault && (
        <p className="new-road-fault" role="alert">
          {fault}
        </p>
      )}
      <Button type="submit" look="strong">
        {words.send(Math.max(chosen.size, 1))}
      </Button>
    </form>
  );
}
