import type { Issue } from '../issue.ts';
import type { SurveyLimits } from './limits.ts';

/** Counts what a file costs while it is read; the reader stops when `spent` says so. */
export class ReadBudget {
  readonly limits: SurveyLimits;
  #features = 0;
  #vertices = 0;
  #issues = 0;
  /** The issue that names the limit passed first; null while there is room. */
  spent: Issue | null = null;

  constructor(limits: SurveyLimits) {
    this.limits = limits;
  }

  get features(): number {
    return this.#features;
  }

  get vertices(): number {
    return this.#vertices;
  }

  /** Counts features; false when there are too many. */
  addFeatures(count: number): boolean {
    this.#features += count;
    return this.#check(this.#features, this.limits.features, 'too-many-features');
  }

  addVertices(count: number): boolean {
    this.#vertices += count;
    return this.#check(this.#vertices, this.limits.vertices, 'too-many-vertices');
  }

  addIssues(count: number): boolean {
    this.#issues += count;
    return this.#check(this.#issues, this.limits.issues, 'too-many-issues');
  }

  #check(count: number, limit: number, code: 'too-many-features' | 'too-many-vertices' | 'too-many-issues'): boolean {
    if (count > limit) this.spent ??= { code, severity: 'error', context: { limit } };
    return this.spent === null;
  }
}
