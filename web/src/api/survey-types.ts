import type { CoordinateCandidate, Issue, IssueFix } from '@phen-dau/geodata';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { Bounds, FeatureProperties } from './types.ts';

/** The states of a survey, in the order of its life. */
export const surveyStates = ['has-issues', 'received', 'submitted', 'approved', 'rejected', 'superseded'] as const;
export type SurveyState = (typeof surveyStates)[number];

/** What the server says it keeps of a file, and what it understood. */
export interface SurveyReceipt {
  /** In hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** Null when no reader knows the file. */
  readonly format: string | null;
  /** Null while it has to be confirmed. */
  readonly crs: string | null;
  readonly read: number;
  readonly accepted: number;
  /** Of the accepted ones those that change a feature the register has. */
  readonly changed: number;
  readonly held: number;
  readonly leftOut: number;
}

/** A survey in the queue. */
export interface SurveyBrief {
  readonly id: string;
  readonly state: SurveyState;
  readonly layer: string;
  readonly fileName: string;
  readonly author: string;
  /** ISO moments. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
  readonly receipt: SurveyReceipt;
  readonly bounds: Bounds | null;
  readonly errors: number;
  readonly decision: { readonly by: string; readonly at: string; readonly reason: string | null } | null;
  readonly may: {
    readonly change: boolean;
    readonly submit: boolean;
    readonly decide: boolean;
    readonly undo: boolean;
  };
}

/** A finding; `key` is what an ignore is remembered by, `ignored` the reason given. */
export interface SurveyIssue extends Issue {
  readonly key: string;
  readonly message: string;
  readonly ignored: string | null;
}

/** Something a track would be better without; `taken` when a person has asked for it. */
export interface SurveyCut {
  readonly id: string;
  readonly kind: string;
  readonly feature: number;
  readonly part: number;
  readonly geometry: Geometry;
  readonly metres?: number;
  readonly seconds?: number | null;
  readonly taken: boolean;
}

/** What a person decided about one feature. */
export interface SurveyEdit {
  readonly leftOut?: true;
  readonly swapped?: boolean;
  readonly properties?: Readonly<Record<string, string | number | boolean | null>>;
  readonly position?: readonly [number, number];
  readonly existing?: string;
  readonly swaps?: readonly (readonly [string, string])[];
}

/** An earlier survey that this one seems to be once more. */
export interface SurveyRepeat {
  readonly survey: string;
  readonly kind: 'same-file' | 'same-walk';
  /** 0 to 1. */
  readonly similarity: number;
  readonly fileName: string;
  readonly author: string;
  readonly sentAt: string;
  readonly state: SurveyState;
  readonly choice: 'link' | 'new-visit' | null;
  /** It cannot be submitted before its author has said what it is. */
  readonly mustChoose: boolean;
}

/** Which known roads a track followed, and where no road is known. */
export interface SurveyMatches {
  readonly stretches: readonly {
    readonly feature: number;
    readonly road: string;
    readonly name: string;
    readonly fromMetres: number;
    readonly toMetres: number;
    /** 0 to 1. */
    readonly confidence: number;
  }[];
  readonly proposals: FeatureCollection<Geometry, { readonly length_metres: number }>;
  /** How often the device was silent on the way. */
  readonly gaps: number;
}

/** What the rows of a table are: a feature each, or corners of lines or areas that a column tells apart. */
interface SurveyTable {
  readonly shape?: 'points' | 'line' | 'area';
  readonly groupBy?: string;
}

/** A survey as its page shows it. */
export interface Survey extends SurveyBrief {
  readonly order: 'as-is' | 'swapped';
  readonly statedCrs: string | null;
  readonly candidates: readonly CoordinateCandidate[];
  /** The columns of the file. */
  readonly columns: readonly string[];
  /** Field to column, and field to one value for all features. */
  readonly map: Readonly<Record<string, string>>;
  readonly set: Readonly<Record<string, string>>;
  /** What the rows of a table are taken for; null where nobody has said. */
  readonly table: SurveyTable | null;
  /** By the feature's place in the file. */
  readonly edits: Readonly<Record<string, SurveyEdit>>;
  readonly cuts: readonly SurveyCut[];
  /** Null for a layer that follows no roads, and while nothing is placed. */
  readonly matches: SurveyMatches | null;
  readonly repeats: readonly SurveyRepeat[];
  readonly issues: readonly SurveyIssue[];
  readonly issueCounts: Readonly<Record<string, number>>;
  readonly replacedBy: string | null;
  readonly steps: readonly {
    readonly action: string;
    readonly at: string;
    readonly account: string | null;
    readonly reason: string | null;
  }[];
}

/** A feature as it was understood: WGS 84, attributes of the layer's schema. */
export interface SurveyFeature extends Feature<Geometry, FeatureProperties> {
  readonly id: string;
  /** Its place in the file, from 0. */
  readonly index: number;
  /** The version of the register's feature it will change; absent: it is a new one. */
  readonly changes?: number;
}

export interface SurveyFeaturePage extends FeatureCollection<Geometry, FeatureProperties> {
  readonly features: SurveyFeature[];
  readonly numberMatched: number;
  /** Path of the next page; null after the last. */
  readonly next: string | null;
}

export interface SurveyQueue {
  readonly surveys: readonly SurveyBrief[];
  /** Of every state, whatever is asked for. */
  readonly counts: Readonly<Record<SurveyState, number>>;
  readonly next: string | null;
}

/** What an author decides about the reading; null takes a decision back. */
export interface SurveyChange {
  readonly crs?: string | null;
  readonly order?: 'as-is' | 'swapped';
  readonly map?: Readonly<Record<string, string>>;
  readonly set?: Readonly<Record<string, string>>;
  readonly table?: SurveyTable | null;
  readonly cuts?: Readonly<Record<string, readonly string[]>>;
  readonly fixes?: readonly SurveyFix[];
  readonly repeats?: readonly { readonly survey: string; readonly choice: 'skip' | 'link' | 'new-visit' | null }[];
  readonly ignore?: readonly { readonly issue: string; readonly reason: string | null }[];
}

/** One click on an issue; `take-back` undoes every click on a feature. */
export type SurveyFix =
  | (IssueFix & { readonly feature?: number })
  | { readonly kind: 'take-back'; readonly feature: number };
