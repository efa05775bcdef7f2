import type { Issue, IssueCode } from './issue.ts';

/** How many issues of one code are kept with their place; the rest are counted. */
const keptOfEach = 100;

/** Gathers the issues of a file without letting a file of a million faults fill the memory. */
export class IssueList {
  readonly kept: Issue[] = [];
  readonly counts: Partial<Record<IssueCode, number>> = {};
  errors = 0;
  warnings = 0;

  add(issues: readonly Issue[]): void {
    for (const issue of issues) {
      if (issue.severity === 'error') this.errors++;
      else this.warnings++;
      const count = (this.counts[issue.code] ?? 0) + 1;
      this.counts[issue.code] = count;
      if (count <= keptOfEach) this.kept.push(issue);
    }
  }
}
