import { measureWorks } from '../measure/measures.ts';
import type { PreparedWorks } from '../measure/works.ts';
import type { CoveragePeriod, CoverageRow } from './answer.ts';
import { lampFigures } from './coverage-of-post.ts';
import { periodOf } from './days.ts';
import { figuresOf, placeNamed } from './named.ts';
import type { NamedWorks } from './works-of.ts';

/** The figures of the province and of every post, posts in the order of their names. */
export function coverageOfAll(
  prepared: PreparedWorks,
  named: NamedWorks,
  period: CoveragePeriod,
): { readonly province: CoverageRow; readonly posts: readonly CoverageRow[] } {
  const posts = prepared.works.posts.map(({ id }) => placeNamed(named, id));
  posts.sort((a, b) => a.name.localeCompare(b.name, 'vi') || (a.id < b.id ? -1 : 1));
  return {
    province: coverageRow(prepared, named, null, period),
    posts: posts.map(({ id }) => coverageRow(prepared, named, id, period)),
  };
}

function coverageRow(
  prepared: PreparedWorks,
  named: NamedWorks,
  postId: string | null,
  period: CoveragePeriod,
): CoverageRow {
  const { network, markers, paved, lit, active, effort } = measureWorks(prepared, postId, periodOf(period));
  const tellsTracks = named.rows['survey-track'] !== undefined;
  return {
    post: postId === null ? null : placeNamed(named, postId),
    network: figuresOf(network),
    markers: { reached: markers.reached, total: markers.total, share: markers.share },
    paved: figuresOf(paved),
    lit: { ...figuresOf(lit), ...lampFigures(lit) },
    active: tellsTracks ? { ...figuresOf(active), regularShare: active.regularShare } : null,
    effort: tellsTracks ? effort : null,
  };
}
