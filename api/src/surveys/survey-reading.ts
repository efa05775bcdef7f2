import type {
  CoordinateCandidate,
  CoordinateSystem,
  Issue,
  IssueCode,
  LayerGeometry,
  ProposedCut,
  SurveyFormat,
  TrackRun,
  WalkedStretch,
  WalkSummary,
} from '@phen-dau/geodata';
import type { LineString } from 'geojson';

/** One finding about a survey; `key` is what an ignore is remembered by. */
export interface SurveyIssue extends Issue {
  readonly key: string;
}

/** A stretch of a known road that the survey's feature runs on; the road by its id. */
export interface RoadStretch extends Omit<WalkedStretch, 'road'> {
  readonly feature: number;
  readonly road: string;
}

/** A line of the survey where no road is known, simplified: a road to be proposed. */
export interface ProposedRoad extends Pick<TrackRun, 'part' | 'metres'> {
  readonly feature: number;
  readonly geometry: LineString;
}

/** Listed are at most 500 stretches and 200 proposals. */
export interface RoadMatches {
  readonly stretches: readonly RoadStretch[];
  readonly proposals: readonly ProposedRoad[];
  /** How many there are, listed or not; absent in older readings. */
  readonly stretchCount?: number;
  readonly proposalCount?: number;
  /** How often the device was silent on the way. */
  readonly gaps: number;
}

/** An earlier survey that this one seems to be once more; whoever is told of it must be allowed to know that one. */
export interface Repeat {
  readonly survey: string;
  readonly kind: 'same-file' | 'same-walk';
  /** 0 to 1. */
  readonly similarity: number;
  /** The walks concerned; none where it is the whole file. */
  readonly features: readonly number[];
  /** For each of `features`, the track of that survey which is the likest; absent in older readings. */
  readonly alike?: readonly number[];
}

/** What a feature's walk is recognised by. */
export interface StagedWalk {
  readonly feature: number;
  readonly summary: WalkSummary;
}

/** What was understood of a survey file under its instructions. */
export interface SurveyReading {
  /** Null when no reader knows the file. */
  readonly format: SurveyFormat | null;
  /** The coordinate system its features were read in, `EPSG:9215`; null while it has to be confirmed. */
  readonly crs: string | null;
  /** How that system is defined, where only the database knew it: whoever reads the file again needs no database for it. */
  readonly system?: CoordinateSystem;
  readonly order: 'as-is' | 'swapped';
  /** What the file itself says about its coordinate system. */
  readonly statedCrs: string | null;
  /** The systems it may be in, likeliest first; empty where one was given or is beyond doubt. */
  readonly candidates: readonly CoordinateCandidate[];
  /** Features found, those that may enter the register, those kept out by errors, those left out by a person. */
  readonly read: number;
  readonly accepted: number;
  /** Of the accepted, those that change a feature of the register; absent in older readings. */
  readonly changed?: number;
  readonly held: number;
  readonly leftOut: number;
  readonly vertices: number;
  /** West, south, east, north of the accepted features; null without any. */
  readonly bounds: readonly [number, number, number, number] | null;
  /** The columns of the file, for mapping them to attributes; at most 100. */
  readonly columns: readonly string[];
  /** At most 500; empty where there is no track. */
  readonly cuts: readonly ProposedCut[];
  /** How many there are, listed or not; absent in older readings. */
  readonly cutCount?: number;
  /** Null for a layer that follows no roads, and while nothing is placed; absent in surveys read before there was matching. */
  readonly matches?: RoadMatches | null;
  /** At most 20, the likeliest first; absent in surveys read before there was comparing. */
  readonly repeats?: readonly Repeat[];
  /** At most 100 of each code. */
  readonly issues: readonly SurveyIssue[];
  readonly issueCounts: Readonly<Partial<Record<IssueCode, number>>>;
  /** By part of the layer, the version of the register that was compared with; absent in older readings and where nothing was. */
  readonly compared?: Readonly<Record<string, number>>;
  /** How many of all issues are errors: as long as there is one, the survey cannot be submitted. */
  readonly errors: number;
}

/** A feature as it is staged: GeoJSON in WGS 84, attributes of the layer's schema. */
export interface StagedFeature {
  readonly type: 'Feature';
  readonly id: string;
  readonly geometry: LayerGeometry;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Its place in the file, from 0. */
  readonly index: number;
  readonly valid_from?: string;
  readonly valid_to?: string | null;
  /** The version of the register's feature it will change; absent: it is a new one. */
  readonly changes?: number;
  /** Features of the register that may be the same works, as its author was told when the file was read. */
  readonly alike?: readonly string[];
}

/** A page of staged features: GeoJSON text of the features between commas, compressed. */
export interface StagedPage {
  readonly features: number;
  readonly bytes: Uint8Array;
}
