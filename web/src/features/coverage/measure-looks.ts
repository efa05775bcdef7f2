import type { LineCoverage, MarkerCoverage } from '@phen-dau/geodata';
import type { Measure } from '../../map/palette.ts';
import type { Changeable, MeasureKey, Ribbon } from '../../state/coverage.ts';

/** How each number is shown: its colour everywhere, the ribbon that explains it, and the parameter it depends on. */
export const measureLooks: Readonly<
  Record<MeasureKey, { readonly colour: Measure; readonly ribbon: Ribbon; readonly parameter?: Changeable }>
> = {
  markers: { colour: 'reached', ribbon: 'network', parameter: 'access' },
  network: { colour: 'reached', ribbon: 'network', parameter: 'border' },
  paved: { colour: 'paved', ribbon: 'paved' },
  lit: { colour: 'lit', ribbon: 'lit', parameter: 'light' },
  active: { colour: 'patrolled', ribbon: 'visited', parameter: 'visits' },
};

export type LineMeasureKey = Exclude<MeasureKey, 'markers'>;

/** The measure a ribbon draws; reach is none of the five. */
export const ribbonLines: Readonly<Record<Exclude<Ribbon, 'reach'>, LineMeasureKey>> = {
  network: 'network',
  paved: 'paved',
  lit: 'lit',
  visited: 'active',
};

/** A measure's colour as the style sheet names it. */
export const measureColour = (key: MeasureKey): string => `var(--measure-${measureLooks[key].colour})`;

/** The part and the whole of a number, in metres or in markers. Null: hidden from this account. */
export function amountsOf(measures: MeasuredFigures, key: MeasureKey): Amounts | null {
  if (key === 'markers') {
    const { reached, total, share } = measures.markers;
    return { part: reached, whole: total, share };
  }
  const line = measures[key];
  return line && { part: line.metres, whole: line.totalMetres, share: line.share };
}

export interface Amounts {
  readonly part: number;
  readonly whole: number;
  readonly share: number | null;
}

type Figures = Pick<LineCoverage, 'metres' | 'totalMetres' | 'share'>;
/** What a page and a row of the province have in common. */
export interface MeasuredFigures {
  readonly markers: Pick<MarkerCoverage, 'reached' | 'total' | 'share'>;
  readonly network: Figures;
  readonly paved: Figures;
  readonly lit: Figures;
  readonly active: Figures | null;
}
