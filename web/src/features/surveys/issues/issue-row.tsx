import type { ReactNode } from 'react';
import type { SurveyIssue } from '../../../api/survey-types.ts';
import { useFormat } from '../../../messages/use-messages.ts';
import { useSurveysMessages } from '../../../messages/use-surveys-messages.ts';
import { findDescription, useStore } from '../../../state/store.ts';
import { Icon } from '../../../ui/icon.tsx';
import type { DrawnFeature } from '../use-survey-picture.ts';
import { goToIssue } from './issue-focus.ts';
import { type IssueWords, useIssueText } from './issue-text.ts';

interface IssueRowProps {
  readonly issue: SurveyIssue;
  readonly layer: string | undefined;
  readonly otherWords?: IssueWords | undefined;
  /** What it is about, where that is drawn. */
  readonly feature: DrawnFeature | undefined;
  readonly isCurrent: boolean;
  readonly onPoint: () => void;
  readonly onGo: () => void;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

/** One finding: how bad, what, where, and what can be done. */
export function IssueRow({ issue, layer, otherWords, feature, isCurrent, onPoint, onGo, children }: IssueRowProps) {
  const words = useSurveysMessages().issues;
  const format = useFormat();
  const text = useIssueText(layer, otherWords);
  const nameField = useStore((state) => findDescription(state, layer ?? '')?.nameField);
  const { severity, ignored } = issue;
  const look = ignored !== null ? 'ignored' : severity;
  const name = nameField === undefined ? undefined : feature?.properties[nameField];
  const who =
    issue.feature === undefined
      ? words.wholeFile
      : words.feature(format.whole(issue.feature + 1), name ? String(name) : '');
  const go = () => {
    onGo();
    onPoint();
    goToIssue(issue, feature);
  };
  return (
    <li className={`issue issue-${look}`} aria-current={isCurrent ? 'true' : undefined} onMouseEnter={onPoint}>
      <span className="issue-mark" title={words.severity[look]}>
        <Icon name={look === 'ignored' ? 'eye-off' : 'warning'} size={18} />
        <span className="visually-hidden">{words.severity[look]}: </span>
      </span>
      <div className="issue-body">
        <p>{text(issue)}</p>
        {issue.place || feature ? (
          <button type="button" className="issue-place" onClick={go} onFocus={onPoint}>
            <Icon name="target" size={16} />
            {who}
          </button>
        ) : (
          <span className="issue-place">{who}</span>
        )}
        {ignored !== null && <p className="issue-reason">{words.ignoredBecause(ignored)}</p>}
        {children}
      </div>
    </li>
  );
}
