import type { SurveyFix, SurveyIssue } from '../../../api/survey-types.ts';

/** Errors first, then warnings, then what has been ignored; within each in the order of the file. */
export function inOrder(issues: readonly SurveyIssue[]): SurveyIssue[] {
  const rank = ({ severity, ignored }: SurveyIssue) => (severity === 'error' ? 0 : ignored === null ? 1 : 2);
  // What concerns the whole file comes before any one feature: mending it often mends them.
  const place = ({ feature }: SurveyIssue) => feature ?? -1;
  return [...issues].sort((a, b) => rank(a) - rank(b) || place(a) - place(b));
}

/**
 * What one click on an issue asks of the server; undefined where there is nothing to click. A coordinate system to be confirmed
 * is confirmed where its candidates stand, with the map beside them.
 */
export function fixOf({ code, fix, feature }: Pick<SurveyIssue, 'code' | 'fix' | 'feature'>): SurveyFix | undefined {
  if (!fix || code === 'crs-unconfirmed') return undefined;
  if (fix.kind === 'set-crs' || fix.kind === 'repair') return fix;
  if (feature === undefined) return fix.kind === 'swap-axes' ? fix : undefined;
  return { ...fix, feature };
}

/** All issues that the same kind of click mends as this one, itself included: for "mend all of these". */
export function alike(issues: readonly SurveyIssue[], one: SurveyIssue): SurveyIssue[] {
  // These mend the whole file at once, however many times they are listed.
  if (one.fix?.kind === 'set-crs' || one.fix?.kind === 'repair') return [one];
  return issues.filter(
    ({ code, property, fix, ignored }) =>
      code === one.code && property === one.property && fix?.kind === one.fix?.kind && ignored === null,
  );
}

/** A feature held by an error can always be left out, also where nothing else helps. */
export const mayLeaveOut = ({ severity, feature, fix }: SurveyIssue): boolean =>
  severity === 'error' && feature !== undefined && fix?.kind !== 'leave-out';
