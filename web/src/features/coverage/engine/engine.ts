import {
  type CoverageRow,
  type CoverageWorks,
  type CoveredLine,
  coverageOfAll,
  coverageOfPost,
  coveredLines,
  type MeasureParameters,
  type PostMeasures,
  type PreparedWorks,
  prepareWorks,
  reachedLines,
  withParameters,
  worksOf,
} from '@phen-dau/geodata';
import type { LineString } from 'geojson';
import type { CoverageShape } from '../../../map/coverage-style.ts';
import type { Ribbon } from '../../../state/coverage.ts';
import { ribbonLines } from '../measure-looks.ts';
import { shapesOf, type VisitedStretch } from './shapes.ts';
import { wayBetween, wayShapes } from './way.ts';

/** What the page asks the engine. */
export interface EngineQuestion {
  readonly serial: number;
  readonly parameters: MeasureParameters;
  readonly ribbon: Ribbon;
  /** Tracks do not travel to the browser: what they went along comes with the question. Null: hidden, or not known yet. */
  readonly visits: readonly VisitedStretch[] | null;
  /** The marker the way to which is drawn with the ribbon of reach. */
  readonly way: string | null;
  /** The day that last visits are counted from, YYYY-MM-DD. */
  readonly day: string;
}

/** What the engine makes of works without tracks: activity and effort are null. */
export type EngineFigures =
  | { readonly of: 'post'; readonly measures: PostMeasures }
  | { readonly of: 'province'; readonly province: CoverageRow; readonly posts: readonly CoverageRow[] };

export interface EngineAnswer {
  readonly serial: number;
  readonly ribbon: Ribbon;
  readonly figures: EngineFigures;
  readonly shapes: readonly CoverageShape[];
  /** The way asked for; null where no road leads. */
  readonly way: { readonly marker: string; readonly geometry: LineString } | null;
}

/** Areas drawn under a ribbon, a moment after the numbers. */
export interface DrawnReach {
  readonly ribbon: Ribbon;
  readonly reach: readonly CoverageShape[];
}

const always = { from: null, to: null };

/** The server's own functions over the works of one post, or with null of all, kept between questions. */
export function openEngine({ features }: Pick<CoverageWorks, 'features'>, postId: string | null) {
  const named = worksOf(features);
  let prepared: PreparedWorks | undefined;

  function figuresOf(ready: PreparedWorks, day: string): EngineFigures | undefined {
    if (postId === null) return { of: 'province', ...coverageOfAll(ready, named, always) };
    const measures = coverageOfPost(ready, named, postId, always, day);
    return measures ? { of: 'post', measures } : undefined;
  }

  function linesOf(ready: PreparedWorks, ribbon: Ribbon, figures: EngineFigures): readonly CoveredLine[] {
    if (ribbon === 'reach') {
      const posts = ready.works.posts.filter(({ id }) => postId === null || id === postId);
      return reachedLines(ready, named, posts);
    }
    const measure = ribbonLines[ribbon];
    const known = figures.of === 'post' ? figures.measures[measure]?.lines : undefined;
    return known ?? coveredLines(ready, named, postId, measure);
  }

  const answer = ({
    serial,
    parameters,
    ribbon,
    visits,
    way: marker,
    day,
  }: EngineQuestion): EngineAnswer | undefined => {
    prepared = prepared ? withParameters(prepared, parameters) : prepareWorks(named.works, parameters);
    const figures = figuresOf(prepared, day);
    if (!figures) return undefined;
    const lines = linesOf(prepared, ribbon, figures);
    const way = marker && postId && ribbon === 'reach' ? wayBetween(prepared, postId, marker) : null;
    return {
      ...{ serial, ribbon, figures },
      shapes: [...shapesOf(prepared, { postId, ribbon, lines, visits, day }), ...(way ? wayShapes(way) : [])],
      way: way && { marker: way.marker, geometry: way.road },
    };
  };
  /** How far what covers reaches, with the last answer's parameters; Turf comes only when it is first drawn. */
  const reach = async (ribbon: Ribbon): Promise<DrawnReach> => {
    const { reachShapes } = await import('./reach-shapes.ts');
    return { ribbon, reach: prepared ? reachShapes(prepared, postId, ribbon) : [] };
  };
  return { answer, reach };
}
