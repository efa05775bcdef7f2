import type {
  Bounds,
  Clearance,
  CoordinateSystem,
  IssueList,
  Layer,
  LayerId,
  ProvinceZone,
  Unsupported,
  ValidFeature,
} from '@phen-dau/geodata';
import type { AskForSystem } from '../intake/named-system.ts';
import type { PlanePlace } from '../queries/coordinate-systems.ts';
import type { StandingState } from '../queries/imports.ts';
import type { SurveyInstructions } from './instructions.ts';
import type { EarlierWalk } from './repeated-walks.ts';
import type { KnownNearby, KnownPlacesAround } from './ruled-features.ts';
import type { StagedFeature, StagedPage, StagedWalk, SurveyReading } from './survey-reading.ts';

/** What a reader in its thread must know; plain data. */
export interface FileJob {
  readonly surveyId: string;
  readonly fileName: string;
  readonly layer: LayerId;
  /** Of the author: words above it are unknown words. */
  readonly clearance: Clearance;
  readonly instructions: SurveyInstructions;
  /** The province as the register knows it. */
  readonly bounds: Bounds;
  /** The axes the province has had; a file keeps the one it was made with. */
  readonly homeZones: readonly ProvinceZone[];
  /** Border markers, whose places are sure. */
  readonly knownPoints: readonly [number, number][];
  /** Names that references may use: layer, name, id. */
  readonly names: readonly (readonly [layer: string, name: string, id: string])[];
}

/** What only the database can answer. */
export interface ReadingQuestions {
  standingVersions(ids: readonly string[]): Promise<Map<string, number>>;
  standingStates(ids: readonly string[]): Promise<Map<string, StandingState>>;
  /** What rules compare with within 5 km of the boxes. */
  knownNearby(boxes: readonly Bounds[]): Promise<KnownNearby | null>;
  /** What tells coordinate systems apart where a file may lie. */
  placesAround(boxes: readonly Bounds[]): Promise<KnownPlacesAround>;
  /** A system that only the database knows, tried on some places of the file. */
  databaseSystem: AskForSystem;
  /** Walks of other surveys that lie where these do and are about as long. */
  earlierWalks(walks: readonly StagedWalk[]): Promise<readonly EarlierWalk[]>;
  /** The areas PostGIS accepts; the others become issues. Anything but an area is accepted unasked. */
  soundAreas(layer: Layer, features: readonly ValidFeature[], issues: IssueList): Promise<readonly ValidFeature[]>;
}

export interface FileRead {
  readonly reading: SurveyReading;
  readonly features: readonly StagedFeature[];
  readonly walks: readonly StagedWalk[];
}

/** What comes back from the thread. */
export interface ReadOutcome {
  readonly reading: SurveyReading;
  readonly pages: readonly StagedPage[];
  readonly walks: readonly StagedWalk[];
}

/** To the thread. `bytes`: the file as it was sent; `kept`: as it is kept. */
export type ToReader =
  | { readonly kind: 'read'; readonly job: FileJob; readonly bytes: Uint8Array }
  | { readonly kind: 'read-again'; readonly job: FileJob; readonly kept: readonly Uint8Array[] }
  | { readonly kind: 'standing'; readonly versions: ReadonlyMap<string, number> }
  | { readonly kind: 'states'; readonly states: ReadonlyMap<string, StandingState> }
  | { readonly kind: 'near'; readonly known: KnownNearby }
  | { readonly kind: 'around'; readonly places: KnownPlacesAround }
  | { readonly kind: 'system'; readonly found: CoordinateSystem | Unsupported | null }
  | { readonly kind: 'walked'; readonly earlier: readonly EarlierWalk[] }
  | { readonly kind: 'areas'; readonly faults: readonly AreaFault[] };

export interface AreaFault {
  readonly index: number;
  readonly reason: string;
  readonly place: readonly [number, number] | null;
}

/** From the thread. `kept`: the original as it is kept, before it is read; not of one that is kept already. */
export type FromReader =
  | { readonly kind: 'kept'; readonly pieces: readonly Uint8Array[] }
  | { readonly kind: 'which-stand'; readonly ids: readonly string[] }
  | { readonly kind: 'how-stand'; readonly ids: readonly string[] }
  | { readonly kind: 'what-is-near'; readonly boxes: readonly Bounds[] }
  | { readonly kind: 'what-lies-around'; readonly boxes: readonly Bounds[] }
  | { readonly kind: 'which-system'; readonly code: number; readonly places: readonly PlanePlace[] }
  | { readonly kind: 'what-was-walked'; readonly walks: readonly StagedWalk[] }
  | { readonly kind: 'which-areas'; readonly geometries: readonly ValidFeature['geometry'][] }
  | { readonly kind: 'done'; readonly outcome: ReadOutcome }
  | { readonly kind: 'failed'; readonly stack: string };
