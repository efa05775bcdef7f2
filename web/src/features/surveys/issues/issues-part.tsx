import { useMemo } from 'react';
import type { SurveyDesk } from '../use-change.ts';
import type { SurveyFeatures } from '../use-survey-picture.ts';
import { IssueActions } from './issue-actions.tsx';
import { IssueList } from './issue-list.tsx';

const isOfRepeat = (code: string) => code === 'same-file' || code === 'same-walk';

interface IssuesPartProps {
  readonly desk: SurveyDesk;
  readonly picture: SurveyFeatures;
}

/** What was found in a survey; what its author can do stands beside each. */
export function IssuesPart({ desk, picture: { byIndex, kept } }: IssuesPartProps) {
  const { layer, issues: found, issueCounts, errors } = desk.survey;
  // What an earlier file means has a part of the page to itself.
  const issues = useMemo(() => found.filter(({ code }) => !isOfRepeat(code)), [found]);
  const count = Object.entries(issueCounts).reduce((sum, [code, each]) => (isOfRepeat(code) ? sum : sum + each), 0);
  return (
    <IssueList
      {...{ layer, issues, count, errors }}
      drawn={byIndex}
      // A feature that was understood has a list of its own, which shows it.
      isShownElsewhere={(feature) => kept.has(feature)}
      {...(desk.mayChange && { actionsOf: (issue) => <IssueActions issue={issue} desk={desk} /> })}
    />
  );
}
