import { type MeasureParameters, type PostCoverage, type PostMeasures, withVisitDays } from '@phen-dau/geodata';
import { useEffect, useMemo, useState } from 'react';
import { coverageQuery, readPostCoverage } from '../../../api/coverage.ts';
import { localDay } from '../../../map/build-style.ts';
import { useStore } from '../../../state/store.ts';
import { useEngine } from '../engine/use-engine.ts';
import { usePicture } from '../engine/use-picture.ts';
import { withChanges } from '../parameters.ts';
import { dayBefore, periodUntil } from '../period.ts';
import { useProvinceParameters } from '../use-province-parameters.ts';
import { useReading } from '../use-reading.ts';
import { useSettled } from '../use-settled.ts';

/** All a post's page shows. */
export interface PostPageData {
  readonly state: 'reading' | 'found' | 'missing' | 'refused' | 'failed';
  readonly coverage: PostCoverage | undefined;
  /** `coverage.measures`, or what the engine made of them with the sliders. */
  readonly measures: PostMeasures | undefined;
  readonly parameters: MeasureParameters | undefined;
  readonly province: MeasureParameters | undefined;
  readonly computedIn: 'server' | 'browser';
  /** The same at the end of the period before; undefined while unknown. */
  readonly before: PostCoverage | undefined;
  readonly again: () => void;
}

/** Reads a post's coverage, its state one period ago and the province's parameters, and recomputes as sliders move. */
export function usePostCoverage(post: string): PostPageData {
  const asOf = useStore((state) => state.asOf);
  const { period: choice, changes, settings, ribbon, way } = useStore((state) => state.coverage);
  const day = asOf ?? localDay(new Date());
  const period = periodUntil(day, choice);
  const base = useProvinceParameters();
  const [engineReady, setEngineReady] = useState(false);

  // With the engine at hand only what it cannot compute is asked of the server: activity, whose list depends on the gap. Regular visits follow from the stretches.
  const askedChanges = engineReady ? (changes.gap === undefined ? {} : { gap: changes.gap }) : changes;
  const question = { asOf, ...period, changes: useSettled(askedChanges) };
  const reading = useReading(`${settings} ${post}${coverageQuery(question)}`, post, (signal) =>
    readPostCoverage(post, question, { signal }),
  );
  const earlier = {
    asOf: dayBefore(day, choice),
    ...periodUntil(dayBefore(day, choice), choice),
    changes: useSettled(changes),
  };
  const before = useReading(reading.answer && post + coverageQuery(earlier), post, (signal) =>
    readPostCoverage(post, earlier, { signal }),
  );

  const coverage = reading.answer;
  const parameters = useMemo(() => base && withChanges(base, changes), [base, changes]);
  const engine = useEngine(post, asOf, coverage?.dataVersion);
  const active = coverage?.measures.active ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when what it computes with changes
  useEffect(() => {
    setEngineReady(engine.ready);
    const visits = active?.stretches.map(({ line, ...stretch }) => ({ ...stretch, line: line.id }));
    if (engine.ready && parameters) engine.ask({ parameters, ribbon, visits: visits ?? null, way: way ?? null, day });
  }, [engine.ready, parameters, ribbon, active, way, day]);
  usePicture(engine);

  const figures = engine.answer?.figures;
  const live = figures?.of === 'post' ? figures.measures : undefined;
  const measures = useMemo(
    () =>
      live && coverage && parameters
        ? { ...live, active: active && withVisitDays(active, parameters.visitDays), effort: coverage.measures.effort }
        : coverage?.measures,
    [live, coverage, active, parameters],
  );
  const isBusy = reading.state === 'reading' && coverage === undefined;
  return {
    state: coverage ? 'found' : isBusy ? 'reading' : reading.state,
    coverage,
    measures,
    parameters: parameters ?? coverage?.parameters,
    province: base,
    computedIn: live ? 'browser' : 'server',
    before: before.answer,
    again: reading.again,
  };
}
