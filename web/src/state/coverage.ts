/** What is looked at in the shell: the map with its layers, survey files, or the coverage of posts. */
export const places = ['map', 'surveys', 'coverage'] as const;
export type Place = (typeof places)[number];

/** What the roads and the border are coloured by. */
export const ribbons = ['network', 'paved', 'lit', 'visited', 'reach'] as const;
export type Ribbon = (typeof ribbons)[number];

/** The five numbers of a post. */
export const measureKeys = ['markers', 'network', 'paved', 'lit', 'active'] as const;
export type MeasureKey = (typeof measureKeys)[number];

export const tabs = ['gaps', 'lines', 'reach', 'trend', 'method'] as const;
export type Tab = (typeof tabs)[number];
export const provinceTabs = ['posts', 'nearest', 'method'] as const;
export type ProvinceTab = (typeof provinceTabs)[number];

/** Days of patrols that are counted, up to the day looked at: so many, its calendar month or year, or every track there is. */
export const periods = ['30', '90', '365', 'month', 'year', 'all'] as const;
export type PeriodChoice = (typeof periods)[number];

/** What a person has set otherwise than the province: distances in metres, minutes of reach, days of visit. */
export const changeable = ['border', 'access', 'light', 'gap', 'minutes', 'visits'] as const;
export type Changeable = (typeof changeable)[number];
/** How far each can be set. */
export const ranges = {
  border: { minimum: 50, maximum: 2000, step: 50 },
  access: { minimum: 5, maximum: 200, step: 5 },
  light: { minimum: 5, maximum: 60, step: 1 },
  gap: { minimum: 10, maximum: 1000, step: 10 },
  minutes: { minimum: 5, maximum: 120, step: 5 },
  visits: { minimum: 1, maximum: 12, step: 1 },
} as const satisfies Record<Changeable, { minimum: number; maximum: number; step: number }>;
export type Changes = Readonly<Partial<Record<Changeable, number>>>;

/** The gap one has gone to: a stretch that a measure leaves out, in whole metres, or a marker that no road reaches. */
export interface GapRef {
  readonly measure: MeasureKey;
  readonly id: string;
  readonly fromMetres?: number;
  readonly toMetres?: number;
}

export interface CoverageState {
  /** Public id; undefined is the province. */
  readonly post: string | undefined;
  readonly tab: Tab;
  readonly provinceTab: ProvinceTab;
  readonly ribbon: Ribbon;
  /** Whose gaps are listed. */
  readonly listed: MeasureKey | 'all';
  readonly period: PeriodChoice;
  readonly changes: Changes;
  /** How often the province's own parameters have been set from this page: what was read before is read again. */
  readonly settings: number;
  readonly gap: GapRef | undefined;
  /** The marker the way to which is drawn; a look, not a place, so no link tells of it. */
  readonly way: string | undefined;
}

export const initialCoverage: CoverageState = {
  post: undefined,
  tab: 'gaps',
  provinceTab: 'posts',
  ribbon: 'lit',
  listed: 'all',
  period: 'all',
  changes: {},
  settings: 0,
  gap: undefined,
  way: undefined,
};
