import type { ToldTwin } from '../../../api/survey-review.ts';
import { useFormat, useMessages } from '../../../messages/use-messages.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { showFeature } from '../../../state/actions.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { type ApproveQuestions, isDistinct, sayDistinct } from './approve-choices.ts';
import type { DecisionProps } from './decision-bar.tsx';

const mostNamed = 5;

interface TwinsDialogProps extends DecisionProps {
  readonly questions: ApproveQuestions;
  readonly isBusy: boolean;
  readonly failure: string | undefined;
  readonly onChange: (questions: ApproveQuestions) => void;
  readonly onApprove: () => void;
  readonly onClose: () => void;
  readonly onReject: (reason: string) => void;
}

/**
 * Why an approval was refused: works that have come into the register since and may be those of the survey, with the way to
 * both. Either they are others, or the survey goes back to its author, who takes them as the same or leaves them out.
 */
export function TwinsDialog(props: TwinsDialogProps) {
  const { questions, layer, all, isBusy, failure, onOpen, onClose, onReject, onChange, onApprove } = props;
  const { twins } = questions;
  const said = useReviewMessages().approve.twins;
  const format = useFormat();
  const { action } = useMessages();
  const open = twins.filter((twin) => !isDistinct(questions, twin)).length;
  const pairs = twins.slice(0, mostNamed).map(({ name, existing }) => `${name} – ${existing.name}`);
  const reason = said.reason(pairs.join('; ') + (twins.length > pairs.length ? '…' : ''));
  const goToStaged = ({ id }: ToldTwin) => {
    onClose();
    if (all.some(({ feature }) => feature.id === id)) onOpen(id);
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
    <Dialog title={said.title} onClose={onClose}>
      <div className="dialog-body review-form">
        <p>{said.explain(format.whole(twins.length))}</p>
        <ul className="review-conflicts">
          {twins.map((twin) => (
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
        </ul>
        {failure && (
          <p className="review-fault" role="alert">
            {failure}
          </p>
        )}
        <div className="review-form-foot">
          <Button look="strong" disabled={isBusy} onClick={() => onReject(reason)}>
            {said.reject}
          </Button>
          <Button disabled={isBusy || open > 0} onClick={onApprove}>
            {isBusy ? said.busy : said.approve}
          </Button>
          <Button look="quiet" disabled={isBusy} onClick={onClose}>
            {action.close}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
