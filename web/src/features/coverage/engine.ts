import {
  type ActiveCoverage,
  coverageOfPost,
  type MeasureParameters,
  type PostMeasures,
  type PostWorks,
  type PreparedWorks,
  prepareWorks,
  withParameters,
  worksOf,
} from '@phen-dau/geodata';
import type { CoverageShape } from '../../map/coverage-style.ts';
import type { Ribbon } from '../../state/coverage.ts';
import { shapesOf } from './shapes.ts';

/** What the page asks the engine. Activity comes with the question: tracks do not travel to the browser. */
export interface EngineQuestion {
  readonly serial: number;
  readonly parameters: MeasureParameters;
  readonly ribbon: Ribbon;
  readonly active: ActiveCoverage | null;
  /** The day that last visits are counted from, YYYY-MM-DD. */
  readonly day: string;
}

export interface EngineAnswer {
  readonly serial: number;
  readonly ribbon: Ribbon;
  /** `active` as it came with the question; `effort` is null. */
  readonly measures: PostMeasures;
  readonly shapes: readonly CoverageShape[];
}

/** The server's own functions over the works of one post, kept between questions. */
export function openEngine({ features }: Pick<PostWorks, 'features'>, postId: string) {
  const named = worksOf(features);
  let prepared: PreparedWorks | undefined;
  const answer = (question: EngineQuestion): EngineAnswer | undefined => {
    const { parameters } = question;
    prepared = prepared ? withParameters(prepared, parameters) : prepareWorks(named.works, parameters);
    const measures = coverageOfPost(prepared, named, postId, { from: null, to: null });
    if (!measures) return undefined;
    const told: PostMeasures = { ...measures, active: question.active, effort: null };
    return {
      serial: question.serial,
      ribbon: question.ribbon,
      measures: told,
      shapes: shapesOf(prepared, told, { postId, ribbon: question.ribbon, day: question.day }),
    };
  };
  /** The belt of the last answer's border distance; Turf comes only when it is first drawn. */
  const belt = async (): Promise<CoverageShape[]> => {
    const { borderBelt } = await import('./border-belt.ts');
    return prepared ? borderBelt(prepared, postId) : [];
  };
  return { answer, belt };
}
