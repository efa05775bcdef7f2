import type {
  CoverageStretches,
  CoverageTrend,
  MeasureParameters,
  NearestPosts,
  PostCoverage,
  ProvinceCoverage,
} from '@phen-dau/geodata';
import type { Changes } from '../state/coverage.ts';
import { request } from './request.ts';

type Cancel = { readonly signal?: AbortSignal };

/** What coverage is asked for: a day (today when absent), days of patrols, and what a person has set otherwise. */
export interface CoverageQuestion {
  readonly asOf: string | undefined;
  readonly from: string | null;
  readonly to: string | null;
  readonly changes: Changes;
}

/** A question as the query of an address, in a fixed order so that equal questions are one address. */
export function coverageQuery({ asOf, from, to, changes }: CoverageQuestion): string {
  const given = { asOf, from: from ?? undefined, to: to ?? undefined, ...changes };
  const pairs = Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : '';
}

export const readPostCoverage = (post: string, question: CoverageQuestion, cancel: Cancel = {}) =>
  request<PostCoverage>(`/api/posts/${post}/coverage${coverageQuery(question)}`, cancel);

export const readProvinceCoverage = (question: CoverageQuestion, cancel: Cancel = {}) =>
  request<ProvinceCoverage>(`/api/coverage${coverageQuery(question)}`, cancel);

/** What approved tracks went along in the whole province; a 404 for a reader who may not know of tracks. */
export const readVisitedStretches = (question: CoverageQuestion, cancel: Cancel = {}) => {
  const query = coverageQuery(question);
  return request<CoverageStretches>(`/api/coverage/stretches${query}${query ? '&' : '?'}measure=active`, cancel);
};

/** Months that have ended, of a post, or of the province when none is named; the last is that which ended with `until`. */
export function readCoverageTrend({ post, until }: { post: string | undefined; until: string | undefined }) {
  const query = new URLSearchParams({ ...(post && { post }), ...(until && { asOf: until }) });
  return request<CoverageTrend>(`/api/coverage/trend${query.size > 0 ? `?${query}` : ''}`);
}

/** The province's own values, before anybody's sliders. */
export const readCoverageParameters = (cancel: Cancel = {}) =>
  request<{ parameters: MeasureParameters }>('/api/coverage/parameters', cancel);

/** Sets them for everybody; refused to whoever may not. */
export const setCoverageParameters = (parameters: MeasureParameters) =>
  request<{ parameters: MeasureParameters }>('/api/coverage/parameters', { method: 'PUT', body: parameters });

export const readNearestPosts = (layer: 'border-marker' | 'village', asOf: string | undefined, cancel: Cancel = {}) =>
  request<NearestPosts>(`/api/coverage/nearest?${new URLSearchParams({ layer, ...(asOf && { asOf }) })}`, cancel);

/** Where the worker reads what it computes with: of a post, or of all when none is named. */
export const worksPath = (post: string | undefined, asOf: string | undefined) =>
  `${post ? `/api/posts/${post}` : '/api/coverage'}/works${asOf ? `?${new URLSearchParams({ asOf })}` : ''}`;
