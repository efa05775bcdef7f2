import { useState } from 'react';
import type { SurveyIssue } from '../../../api/survey-types.ts';
import { useSay } from '../../../messages/use-messages.ts';
import { useSurveysMessages } from '../../../messages/use-surveys-messages.ts';
import { findDescription, useStore } from '../../../state/store.ts';
import { Button } from '../../../ui/button.tsx';
import { ColumnChoice } from '../column-choice.tsx';
import type { SurveyDesk } from '../use-change.ts';
import { IgnoreForm } from './ignore-form.tsx';
import { alike, fixOf, inOrder, mayLeaveOut } from './issue-order.ts';
import { ValueForm } from './value-form.tsx';

interface IssueActionsProps {
  readonly issue: SurveyIssue;
  readonly desk: SurveyDesk;
}

const mostFixes = 1000;
/** Wrong or missing values that a person can give for one feature. */
const ofValue: ReadonlySet<string> = new Set(['property-invalid', 'property-missing', 'days-disordered']);

/** What its author can do about an issue: the click it proposes, a value, leaving the feature out, ignoring with a reason. */
export function IssueActions({ issue, desk }: IssueActionsProps) {
  const words = useSurveysMessages().issues;
  const [isIgnoring, setIgnoring] = useState(false);
  const [isGiving, setGiving] = useState(issue.fix === undefined);
  const fixText = useFixText(desk.survey.layer);
  const field = useStore((state) =>
    findDescription(state, desk.survey.layer)?.fields.find(({ key }) => key === issue.property),
  );
  const { isBusy, survey } = desk;
  const { feature, severity, ignored, code, key } = issue;
  if (ignored !== null) {
    return (
      <div className="issue-actions">
        <Button
          look="quiet"
          disabled={isBusy}
          onClick={() => void desk.change({ ignore: [{ issue: key, reason: null }] })}
        >
          {words.unignore}
        </Button>
      </div>
    );
  }
  const fix = fixOf(issue);
  const same = fix ? alike(inOrder(survey.issues), issue) : [];
  const mend = (issues: readonly SurveyIssue[]) =>
    void desk.change({ fixes: issues.flatMap((each) => fixOf(each) ?? []).slice(0, mostFixes) });
  const isOfValue = ofValue.has(code) && field !== undefined && feature !== undefined;
  return (
    <>
      {code === 'column-missing' && field && <ColumnChoice desk={desk} field={field} isMissing />}
      <div className="issue-actions">
        {fix && (
          <Button disabled={isBusy} onClick={() => mend([issue])}>
            {fixText(issue)}
          </Button>
        )}
        {code === 'geometry-wrong-type' && same.length > 1 && same[0]?.key === key ? (
          // Also those the list has no room for: a device that keeps its waypoints with the track has hundreds.
          <Button
            look="quiet"
            disabled={isBusy}
            onClick={() =>
              void desk.change({ otherShapes: fix?.kind === 'take-fitting' ? 'take-fitting' : 'leave-out' })
            }
          >
            {fix?.kind === 'take-fitting'
              ? words.takeFittingOfAll
              : words.leaveOutShapes(survey.issueCounts[code] ?? same.length)}
          </Button>
        ) : (
          same.length > 1 &&
          same[0]?.key === key && (
            <Button look="quiet" disabled={isBusy} onClick={() => mend(same)}>
              {words.fixAll(same.length)}
            </Button>
          )
        )}
        {isOfValue && !isGiving && (
          <Button look="quiet" onClick={() => setGiving(true)}>
            {words.otherValue}
          </Button>
        )}
        {mayLeaveOut(issue) && (
          <Button
            look="quiet"
            disabled={isBusy}
            onClick={() => void desk.change({ fixes: [{ kind: 'leave-out', feature: feature ?? 0 }] })}
          >
            {words.fix['leave-out']}
          </Button>
        )}
        {severity === 'warning' && (
          <Button look="quiet" aria-expanded={isIgnoring} onClick={() => setIgnoring(!isIgnoring)}>
            {words.ignore}
          </Button>
        )}
      </div>
      {isOfValue && isGiving && <ValueForm desk={desk} field={field} feature={feature} />}
      {isIgnoring && <IgnoreForm desk={desk} issue={issue} onDone={() => setIgnoring(false)} />}
    </>
  );
}

function useFixText(layerId: string): (issue: SurveyIssue) => string {
  const words = useSurveysMessages().issues;
  const say = useSay();
  const layer = useStore((state) => findDescription(state, layerId));
  return ({ fix }) => {
    if (!fix) return '';
    if (fix.kind === 'set-crs') return words.readAs(fix.crs);
    if (fix.kind === 'take-fitting') return words.takeFitting[fix.shapes];
    if (fix.kind !== 'set-property') return words.fix[fix.kind];
    const field = layer?.fields.find(({ key }) => key === fix.property);
    const term = field?.vocabulary?.[String(fix.value)];
    return words.setTo(term ? say(term.label) : String(fix.value ?? ''));
  };
}
