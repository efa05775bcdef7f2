import type { ToldTwin } from '../../../api/survey-review.ts';
import { useFormat } from '../../../messages/use-messages.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { showFeature } from '../../../state/actions.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { isDistinct, sayDistinct } from './approve-choices.ts';
import { ApproveRefused, type ApproveRefusedProps, firstNames } from './approve-refused.tsx';

/**
 * Why an approval was refused: works that have come into the register since and may be those of the survey, with the way to
 * both. Either they are others, or the survey goes back to its author, who takes them as the same or leaves them out.
 */
export function TwinsDialog(props: ApproveRefusedProps) {
  const { questions, layer, all, isBusy, failure, onOpen, onClose, onReject, onChange, onApprove } = props;
  const { twins } = questions;
  const said = useReviewMessages().approve.twins;
  const format = useFormat();
  const open = twins.filter((twin) => !isDistinct(questions, twin)).length;
  const pairs = twins.map(({ name, existing }) => `${name} – ${existing.name}`);
  const goToStaged = ({ id }: ToldTwin) => {
    onClose();
    onOpen(id);
  };
  const goToExisting = ({ existing }: ToldTwin) => {
    onClose();
    showFeature(layer.id, existing.id);
  };
  const nameOfStaged = (twin: ToldTwin) =>
    all.some(({ feature }) => feature.id === twin.id) ? (
      <button type="button" className="text-link" onClick={() => goToStaged(twin)}>
        {twin.name}
      </button>
    ) : (
      <strong>{twin.name}</strong>
    );
  return (
    <ApproveRefused
      {...{ isBusy, failure, onClose }}
      title={said.title}
      explain={said.explain(format.whole(twins.length))}
      rows={twins.map((twin) => (
        <li key={`${twin.id} ${twin.existing.id}`}>
          <p>
            {nameOfStaged(twin)}{' '}
            <span>{said.beside[twin.code === 'same-name' ? 'name' : 'place'](format.length(twin.metres))} </span>
            <button type="button" className="text-link" onClick={() => goToExisting(twin)}>
              {twin.existing.name}
            </button>
          </p>
          <Checkbox
            state={isDistinct(questions, twin) ? 'on' : 'off'}
            disabled={isBusy}
            onChange={(isOther) => onChange(sayDistinct(questions, twin, isOther))}
          >
            {said.distinct}
          </Checkbox>
        </li>
      ))}
      actions={
        <>
          <Button look="strong" disabled={isBusy} onClick={() => onReject(said.reason(firstNames(pairs, '; ')))}>
            {said.reject}
          </Button>
          <Button disabled={isBusy || open > 0} onClick={onApprove}>
            {isBusy ? said.busy : said.approve}
          </Button>
        </>
      }
    />
  );
}
