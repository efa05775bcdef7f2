import { useEffect, useMemo, useRef, useState } from 'react';
import type { SurveyIssue } from '../../../api/survey-types.ts';
import { useFormat } from '../../../messages/use-messages.ts';
import { useSurveysMessages } from '../../../messages/use-surveys-messages.ts';
import { useStore } from '../../../state/store.ts';
import { Button } from '../../../ui/button.tsx';
import type { SurveyDesk } from '../use-change.ts';
import type { SurveyFeatures } from '../use-survey-picture.ts';
import { clearIssueFocus, focusIssue } from './issue-focus.ts';
import { stepThroughIssues } from './issue-keys.ts';
import { inOrder } from './issue-order.ts';
import { IssueRow } from './issue-row.tsx';

const shownAtFirst = 30;
const isOfRepeat = (code: string) => code === 'same-file' || code === 'same-walk';

interface IssuesPartProps {
  readonly desk: SurveyDesk;
  readonly picture: SurveyFeatures;
}

/** Everything that was found, the errors first: what it is, where, and what can be done about it. */
export function IssuesPart({ desk, picture: { byIndex, kept } }: IssuesPartProps) {
  const words = useSurveysMessages().issues;
  const format = useFormat();
  const { issueCounts, errors } = desk.survey;
  // What an earlier file means has a part of the page to itself.
  const issues = useMemo(() => desk.survey.issues.filter(({ code }) => !isOfRepeat(code)), [desk.survey.issues]);
  const [shown, setShown] = useState(shownAtFirst);
  const [current, setCurrent] = useState<string>();
  const rows = useMemo(() => inOrder(issues), [issues]);
  const all = Object.entries(issueCounts).reduce((sum, [code, count]) => (isOfRepeat(code) ? sum : sum + count), 0);
  const light = (issue: SurveyIssue | undefined) =>
    issue ? focusIssue(issue, byIndex.get(issue.feature ?? -1)) : clearIssueFocus();
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
    // A feature that was understood has a list of its own, which shows it.
    if (pick.kind === 'feature' && kept.has(pick.index)) return;
    light(issue);
    requestAnimationFrame(() => list.current?.children[at]?.scrollIntoView({ block: 'nearest' }));
  }, [pick]);
  return (
    <section className="survey-part survey-issues" aria-label={words.title}>
      <h3>
        {words.title}
        <small>{words.count(format.whole(errors), format.whole(Math.max(all - errors, 0)))}</small>
      </h3>
      {rows.length === 0 && <p className="survey-note">{words.none}</p>}
      <ol ref={list} onMouseLeave={() => light(currentIssue)} onKeyDown={stepThroughIssues}>
        {rows.slice(0, shown).map((issue) => (
          <IssueRow
            key={issue.key}
            issue={issue}
            desk={desk}
            feature={byIndex.get(issue.feature ?? -1)}
            isCurrent={issue.key === current}
            onPoint={() => light(issue)}
            onGo={() => setCurrent(issue.key)}
          />
        ))}
      </ol>
      {rows.length > shown && (
        <Button onClick={() => setShown(shown + 100)}>{words.more(format.whole(rows.length - shown))}</Button>
      )}
      {all > rows.length && <p className="survey-note">{words.notListed(format.whole(all - rows.length))}</p>}
    </section>
  );
}
