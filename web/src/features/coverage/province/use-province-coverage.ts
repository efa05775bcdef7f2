import type { CoverageRow, MeasureParameters, ProvinceCoverage } from '@phen-dau/geodata';
import { useEffect, useMemo, useState } from 'react';
import { coverageQuery, readProvinceCoverage, readVisitedStretches } from '../../../api/coverage.ts';
import { localDay } from '../../../map/build-style.ts';
import type { Changes } from '../../../state/coverage.ts';
import { findDescription, useStore } from '../../../state/store.ts';
import type { EngineFigures } from '../engine/engine.ts';
import { useEngine } from '../engine/use-engine.ts';
import { usePicture } from '../engine/use-picture.ts';
import { withChanges } from '../parameters.ts';
import { dayBefore, periodUntil } from '../period.ts';
import { useProvinceParameters } from '../use-province-parameters.ts';
import { useReading } from '../use-reading.ts';
import { useSettled } from '../use-settled.ts';

/** All the province's page shows. */
export interface ProvincePageData {
  readonly state: 'reading' | 'found' | 'missing' | 'refused' | 'failed';
  /** As the server has it, with the figures that the engine made of it with the sliders. */
  readonly coverage: ProvinceCoverage | undefined;
  readonly parameters: MeasureParameters | undefined;
  readonly province: MeasureParameters | undefined;
  readonly computedIn: 'server' | 'browser';
  /** The same at the end of the period before; undefined while unknown. */
  readonly before: ProvinceCoverage | undefined;
  readonly again: () => void;
}

const unchanged: Changes = {};

/** Reads the figures of all posts, one period ago too, draws their ribbon and recomputes both as sliders move. */
export function useProvinceCoverage(): ProvincePageData {
  const asOf = useStore((state) => state.asOf);
  const { period: choice, changes, settings, ribbon } = useStore((state) => state.coverage);
  const knowsTracks = useStore((state) => findDescription(state, 'survey-track') !== undefined);
  const day = asOf ?? localDay(new Date());
  const base = useProvinceParameters();
  const [engineReady, setEngineReady] = useState(false);

  // With the engine at hand no slider asks the server anything: what tracks tell of a row depends on none.
  const question = { asOf, ...periodUntil(day, choice), changes: useSettled(engineReady ? unchanged : changes) };
  const reading = useReading(`${settings} ${coverageQuery(question)}`, 'province', (signal) =>
    readProvinceCoverage(question, { signal }),
  );
  const earlierDay = dayBefore(day, choice);
  const earlier = { asOf: earlierDay, ...periodUntil(earlierDay, choice), changes: useSettled(changes) };
  const before = useReading(reading.answer && coverageQuery(earlier), 'province', (signal) =>
    readProvinceCoverage(earlier, { signal }),
  );
  const walked = { asOf, ...periodUntil(day, choice), changes: unchanged };
  const asksWalked = knowsTracks && ribbon === 'visited' && reading.answer !== undefined;
  const visits = useReading(asksWalked ? coverageQuery(walked) : undefined, 'province', (signal) =>
    readVisitedStretches(walked, { signal }),
  ).answer;

  const coverage = reading.answer;
  const parameters = useMemo(() => base && withChanges(base, changes), [base, changes]);
  const engine = useEngine(undefined, asOf, coverage?.dataVersion);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when what it computes with changes
  useEffect(() => {
    setEngineReady(engine.ready);
    if (!engine.ready || !parameters) return;
    const stretches = visits?.features.map(({ properties }) => ({
      ...properties,
      lastDay: properties.lastDay ?? null,
    }));
    engine.ask({ parameters, ribbon, visits: stretches ?? null, way: null, day });
  }, [engine.ready, parameters, ribbon, visits, day]);
  usePicture(engine);

  const figures = engine.answer?.figures;
  const shown = useMemo(() => withFigures(coverage, figures), [coverage, figures]);
  return {
    state: coverage ? 'found' : reading.state,
    coverage: shown,
    parameters: parameters ?? coverage?.parameters,
    province: base,
    computedIn: shown === coverage ? 'server' : 'browser',
    before: before.answer,
    again: reading.again,
  };
}

/** The engine's figures, with what tracks tell as the server has it. */
function withFigures(
  coverage: ProvinceCoverage | undefined,
  figures: EngineFigures | undefined,
): ProvinceCoverage | undefined {
  if (!coverage || figures?.of !== 'province') return coverage;
  const live = new Map([figures.province, ...figures.posts].map((row) => [row.post?.id, row]));
  const merged = (row: CoverageRow): CoverageRow => {
    const { active, effort } = row;
    return { ...(live.get(row.post?.id) ?? row), active, effort };
  };
  return { ...coverage, province: merged(coverage.province), posts: coverage.posts.map(merged) };
}
