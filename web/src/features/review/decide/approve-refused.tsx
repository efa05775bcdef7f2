import type { ReactNode } from 'react';
import { useMessages } from '../../../messages/use-messages.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import type { ApproveQuestions } from './approve-choices.ts';
import type { DecisionProps } from './decision-bar.tsx';

/** What a dialog is given that says why an approval was refused. */
export interface ApproveRefusedProps extends DecisionProps {
  readonly questions: ApproveQuestions;
  readonly isBusy: boolean;
  readonly failure: string | undefined;
  readonly onChange: (questions: ApproveQuestions) => void;
  readonly onApprove: () => void;
  readonly onClose: () => void;
  readonly onReject: (reason: string) => void;
}

const mostNamed = 5;

/** The first of some names, for the reason with which a survey goes back. */
export const firstNames = (names: readonly string[], between: string): string =>
  names.slice(0, mostNamed).join(between) + (names.length > mostNamed ? '…' : '');

interface FrameProps extends Pick<ApproveRefusedProps, 'isBusy' | 'failure' | 'onClose'> {
  readonly title: string;
  readonly explain: string;
  /** A row for each feature in question. */
  readonly rows: ReactNode;
  readonly status?: string | undefined;
  /** The ways out besides closing. */
  readonly actions: ReactNode;
}

/** Why an approval was refused, feature by feature, and the ways out. */
export function ApproveRefused({ title, explain, rows, status, actions, isBusy, failure, onClose }: FrameProps) {
  const { action } = useMessages();
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="dialog-body review-form">
        <p>{explain}</p>
        <ul className="review-conflicts">{rows}</ul>
        {failure && (
          <p className="review-fault" role="alert">
            {failure}
          </p>
        )}
        {status && <p role="status">{status}</p>}
        <div className="review-form-foot">
          {actions}
          <Button look="quiet" disabled={isBusy} onClick={onClose}>
            {action.close}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
