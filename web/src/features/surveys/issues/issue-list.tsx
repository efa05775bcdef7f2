import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { SurveyIssue } from '../../../api/survey-types.ts';
import { useFormat } from '../../../messages/use-messages.ts';
import { useSurveysMessages } from '../../../messages/use-surveys-messages.ts';
import { useStore } from '../../../state/store.ts';
import { Button } from '../../../ui/button.tsx';
import type { DrawnFeature } from '../use-survey-picture.ts';
import { clearIssueFocus, focusIssue } from './issue-focus.ts';
import { stepThroughIssues } from './issue-keys.ts';
import { inOrder } from './issue-order.ts';
import { IssueRow } from './issue-row.tsx';
import type { IssueWords } from './issue-text.ts';

const shownAtFirst = 30;

interface IssueListProps {
  /** What the file is for; undefined while nobody has said. */
  readonly layer: string | undefined;
  readonly issues: readonly SurveyIssue[];
  /** How many there are, listed or not, and how many of all are errors. */
  readonly count: number;
  readonly errors: number;
  /** What is drawn, by its place in the file. */
  readonly drawn: ReadonlyMap<number, DrawnFeature>;
  /** Whether another list shows a feature that was pressed on the map. */
  readonly isShownElsewhere?: (feature: number) => boolean;
  readonly otherWords?: IssueWords;
  /** Said where there are none; that nothing is wrong, when absent. */
  readonly none?: string | undefined;
  /** What can be done about one. */
  readonly actionsOf?: (issue: SurveyIssue) => ReactNode;
}

/** Everything that was found in a file, the errors first: what it is, where, and what can be done about it. */
export function IssueList({ layer, issues, count, errors, drawn, ...more }: IssueListProps) {
  const { isShownElsewhere, otherWords, none, actionsOf } = more;
  const words = useSurveysMessages().issues;
  const format = useFormat();
  const [shown, setShown] = useState(shownAtFirst);
  const [current, setCurrent] = useState<string>();
  const rows = useMemo(() => inOrder(issues), [issues]);
  const light = (issue: SurveyIssue | undefined) =>
    issue ? focusIssue(issue, drawn.get(issue.feature ?? -1)) : clearIssueFocus();
  const currentIssue = rows.find(({ key }) => key === current);
  const list = useRef<HTMLOListElement>(null);
  const pick = useStore(({ surveyPick }) => surveyPick);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each press on the map
  useEffect(() => {
    if (pick?.kind !== 'issue' && pick?.kind !== 'feature') return;
    const at = rows.findIndex((issue) =>
      pick.kind === 'issue' ? issue.key === pick.key : issue.feature === pick.index,
    );
    const issue = rows[at];
    setCurrent(issue?.key);
    if (!issue) return;
    setShown((before) => Math.max(before, at + 1));
    if (pick.kind === 'feature' && isShownElsewhere?.(pick.index)) return;
    light(issue);
    requestAnimationFrame(() => list.current?.children[at]?.scrollIntoView({ block: 'nearest' }));
  }, [pick]);
  return (
    <section className="survey-part survey-issues" aria-label={words.title}>
      <h3>
        {words.title}
        <small>{words.count(format.whole(errors), format.whole(Math.max(count - errors, 0)))}</small>
      </h3>
      {rows.length === 0 && <p className="survey-note">{none ?? words.none}</p>}
      <ol ref={list} onMouseLeave={() => light(currentIssue)} onKeyDown={stepThroughIssues}>
        {rows.slice(0, shown).map((issue) => (
          <IssueRow
            key={issue.key}
            issue={issue}
            layer={layer}
            otherWords={otherWords}
            feature={drawn.get(issue.feature ?? -1)}
            isCurrent={issue.key === current}
            onPoint={() => light(issue)}
            onGo={() => setCurrent(issue.key)}
          >
            {actionsOf?.(issue)}
          </IssueRow>
        ))}
      </ol>
      {rows.length > shown && (
        <Button onClick={() => setShown(shown + 100)}>{words.more(format.whole(rows.length - shown))}</Button>
      )}
      {count > rows.length && <p className="survey-note">{words.notListed(format.whole(count - rows.length))}</p>}
    </section>
  );
}
