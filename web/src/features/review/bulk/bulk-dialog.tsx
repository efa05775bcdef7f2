import { useState } from 'react';
import type { SurveyBrief } from '../../../api/survey-types.ts';
import { useFormat, useSay } from '../../../messages/use-messages.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { findDescription, useStore } from '../../../state/store.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { withChosen } from '../../../ui/chosen.ts';
import { effectOf, sayEffect } from '../compare/effect.ts';
import { DecisionForm } from '../decide/decision-form.tsx';
import { isReason, ReasonField } from '../decide/reason-field.tsx';
import { type BulkAct, startBulk } from './bulk.ts';

interface BulkDialogProps {
  readonly act: BulkAct;
  readonly surveys: readonly SurveyBrief[];
  readonly onClose: () => void;
  /** The surveys are on their way and need not be chosen any more. */
  readonly onStarted: () => void;
}

/** Says what becomes of all the chosen surveys, asks once, and starts. */
export function BulkDialog({ act, surveys: chosen, onClose, onStarted }: BulkDialogProps) {
  const words = useReviewMessages();
  const { bulk } = words;
  const format = useFormat();
  const say = useSay();
  const catalogue = useStore((state) => state.catalogue);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const isApproval = act === 'approve';
  const warned = isApproval ? chosen.filter(({ warnings }) => warnings > 0) : [];
  const surveys = chosen.filter(({ id }) => !leftOut.has(id));
  const isFine = isReason(reason) || (isApproval && reason.trim() === '');
  const count = format.whole(surveys.length);
  const effects = surveys.map(effectOf);
  const effect = {
    made: effects.reduce((sum, { made }) => sum + made, 0),
    changed: effects.reduce((sum, { changed }) => sum + changed, 0),
  };
  const layers = [...new Set(surveys.map(({ layer }) => layer))].map((id) => {
    const layer = findDescription({ catalogue }, id);
    return layer ? say(layer.title) : id;
  });
  const confirm = () => {
    setTried(true);
    if (!isFine || surveys.length === 0) return;
    onClose();
    onStarted();
    void startBulk(act, surveys, reason.trim());
  };
  return (
    <DecisionForm
      title={bulk.title[act](count)}
      confirm={bulk.act[act](count)}
      busy={undefined}
      failure={undefined}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>
        <strong>
          {isApproval ? bulk.effect(sayEffect(effect, words, format.whole), layers.join(', ')) : bulk.returned}
        </strong>
      </p>
      {warned.length > 0 && (
        <section className="review-warned" aria-label={bulk.warned(format.whole(warned.length))}>
          <p className="review-warning">{bulk.warned(format.whole(warned.length))}</p>
          <ul>
            {warned.map(({ id, fileName, author, warnings }) => (
              <li key={id}>
                <Checkbox
                  state={leftOut.has(id) ? 'off' : 'on'}
                  onChange={(isIn) => setLeftOut(withChosen(leftOut, [id], !isIn))}
                >
                  <span>
                    {fileName} <small>{author}</small>
                  </span>
                  <em>{words.queue.warnings(format.whole(warnings))}</em>
                </Checkbox>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="review-quiet">{bulk.each}</p>
      <ReasonField
        label={isApproval ? bulk.remark : bulk.reason}
        value={reason}
        onChange={setReason}
        required={!isApproval}
        fault={tried && !isFine ? (isApproval ? words.approve.remarkShort : words.reject.short) : undefined}
      />
    </DecisionForm>
  );
}
