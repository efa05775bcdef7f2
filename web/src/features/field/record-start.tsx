import { useFieldMessages } from '../../messages/use-field-messages.ts';
import { useRecording } from '../../state/recording.ts';
import { Button } from '../../ui/button.tsx';
import { startRecording } from './record.ts';
import './record-bar.css';

/** Begins a recording; gone while there is one, since its bar lies over the map. */
export function RecordStart() {
  const words = useFieldMessages();
  const { state, problem } = useRecording();
  if (state !== 'off') return null;
  return (
    <div className="record-start">
      <Button icon="target" onClick={() => void startRecording()}>
        {words.start}
      </Button>
      {problem ? (
        <p className="record-problem" role="alert">
          {words.problem[problem]}
        </p>
      ) : (
        <p>{words.more}</p>
      )}
    </div>
  );
}
