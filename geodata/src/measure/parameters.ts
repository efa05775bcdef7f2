/**
 * What the measures are computed with. Every result repeats the parameters it was computed with; a province keeps its own
 * values beside these defaults.
 */
export interface MeasureParameters {
  /** A stretch of border counts as covered within this distance of a usable road, metres. */
  readonly borderMetres: number;
  /** A marker counts as reached within this distance (inclusive) of a usable road, metres. */
  readonly accessMetres: number;
  /** A lamp lights the road within this distance, metres. Reach of a lamp, not illuminance. */
  readonly lightMetres: number;
  /** Shorter gaps are not listed, metres; they are missing from the covered metres all the same. */
  readonly gapMetres: number;
  /** Kinds of road that cover the border and reach markers. */
  readonly networkKinds: readonly string[];
  /** Kinds of road whose paved and lit metres are counted. */
  readonly pavedKinds: readonly string[];
  readonly litKinds: readonly string[];
  /** Kinds of road that are patrolled. */
  readonly activeKinds: readonly string[];
  readonly pavedSurfaces: readonly string[];
  readonly usableStatuses: readonly string[];
  readonly workingStatuses: readonly string[];
  /** Lamps of these states are not counted as installed. */
  readonly removedStatuses: readonly string[];
  /** A fix of a track lies on a road within this distance, metres. */
  readonly matchMetres: number;
  /** Roads farther from a fix than the nearest road by more than this are not the one walked, metres. */
  readonly rivalMetres: number;
  /** Fixes farther apart are not joined: between them is a hole, metres. */
  readonly fixGapMetres: number;
  /** Days of visit that make a stretch regularly patrolled (k-visit coverage). */
  readonly visitDays: number;
  /** Minutes the local day is ahead of UTC. */
  readonly dayStartsMinutesEast: number;
  /** Ends of roads this near to another road are joined to it, metres. */
  readonly joinMetres: number;
  /** Posts and markers farther from every road have no way, metres. */
  readonly snapMetres: number;
  /** Travel on each surface, kilometres an hour; a surface not named here is travelled at foot speed. */
  readonly speedsKmPerHour: Readonly<Record<string, number>>;
  /** Between a place and the road, kilometres an hour. */
  readonly offRoadKmPerHour: number;
  /** The reach of a post that is drawn, minutes. */
  readonly reachMinutes: number;
}

/** The defaults. Distances from the programmes' own targets; speeds are assumptions for a motorcycle, on footpaths on foot. */
export const measureDefaults: MeasureParameters = {
  borderMetres: 500,
  accessMetres: 30,
  lightMetres: 25,
  gapMetres: 50,
  networkKinds: ['patrol', 'inspection', 'village'],
  pavedKinds: ['patrol'],
  litKinds: ['patrol'],
  activeKinds: ['patrol', 'inspection'],
  pavedSurfaces: ['concrete', 'asphalt'],
  usableStatuses: ['usable'],
  workingStatuses: ['working'],
  removedStatuses: ['removed'],
  matchMetres: 15,
  rivalMetres: 5,
  fixGapMetres: 100,
  visitDays: 2,
  dayStartsMinutesEast: 420,
  joinMetres: 5,
  snapMetres: 1000,
  speedsKmPerHour: { asphalt: 35, concrete: 30, gravel: 20, earth: 12, footpath: 3.5 },
  offRoadKmPerHour: 2,
  reachMinutes: 30,
};

/** Seconds it takes to go a metre at so many kilometres an hour; Infinity at 0. */
export function secondsPerMetre(kmPerHour: number): number {
  return 3.6 / kmPerHour;
}

/** Seconds a metre on a surface, by the speeds of the parameters. */
export function surfacePace({ speedsKmPerHour, offRoadKmPerHour }: MeasureParameters, surface: string): number {
  return secondsPerMetre(speedsKmPerHour[surface] ?? offRoadKmPerHour);
}
