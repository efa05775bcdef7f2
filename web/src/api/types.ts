import type { Bilingual, Clearance, FieldKind, GeometryType, LayerGroup, Role, Sensitivity } from '@phen-dau/geodata';
import type { Feature, Geometry } from 'geojson';

/** West, south, east, north in WGS 84 degrees. */
export type Bounds = readonly [number, number, number, number];
/** Longitude, latitude in WGS 84 degrees. */
export type LngLat = readonly [number, number];

/** One attribute as the server describes it; words of a vocabulary are those the account may know. */
export interface FieldDescription {
  readonly key: string;
  readonly label: Bilingual;
  readonly kind: FieldKind;
  readonly unit?: string;
  readonly unitSymbol?: Bilingual;
  readonly vocabulary?: Readonly<Record<string, { readonly label: Bilingual }>>;
  readonly required: boolean;
  readonly inTile: boolean;
  readonly refersTo?: string;
  /** Of numbers: the least and the most that is taken. */
  readonly range?: readonly [minimum: number, maximum: number];
}

/** One layer of `GET /api/layers`. The list holds only what the account may read, so the web never names another. */
export interface LayerDescription {
  readonly id: string;
  readonly title: Bilingual;
  readonly description: Bilingual;
  readonly group: LayerGroup;
  readonly groupTitle: Bilingual;
  readonly geometry: GeometryType;
  readonly sensitivity: Sensitivity;
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly nameField: string;
  readonly fields: readonly FieldDescription[];
  readonly version: number;
  /** Features that are so today. */
  readonly count: number;
  /** Null when the layer is empty. */
  readonly bounds: Bounds | null;
  readonly mayWrite: boolean;
  /** Path template with {z}/{x}/{y}. */
  readonly tiles: string;
}

export type Value = string | number | boolean | null;
export type FeatureProperties = Readonly<Record<string, Value>>;

/** A feature of `/ogc/collections/{layer}/items`; `tileId` is its number in the vector tiles. */
export interface Item extends Feature<Geometry, FeatureProperties> {
  readonly id: string;
  readonly tileId: number;
}

/** One page of items. */
export interface ItemPage {
  readonly features: readonly Item[];
  readonly numberMatched: number;
  readonly numberReturned: number;
  readonly links: readonly { readonly rel: string; readonly href: string }[];
}

/** Who is signed in. */
export interface Account {
  readonly username: string;
  readonly role: Role;
  readonly clearance: Clearance;
  readonly post: { readonly id: string; readonly name: string } | null;
}

/** What anyone may know of the server. */
export interface Health {
  readonly status: string;
  readonly version: string;
  readonly demonstration?: boolean;
}

/** The TileJSON of the base map: our own schema, or any archive put in the data folder. */
export interface BasemapDescription {
  readonly tiles: readonly string[];
  readonly minzoom?: number;
  readonly maxzoom?: number;
  readonly bounds?: readonly number[];
  readonly attribution?: string;
  /** Absent for raster archives. */
  readonly vector_layers?: readonly { readonly id: string }[];
}

export interface SearchResult {
  readonly layer: string;
  readonly id: string;
  readonly tileId: number;
  readonly name: string;
  readonly detail?: string;
  readonly centre: LngLat;
  readonly bounds: Bounds;
}

/** One state of a feature in its history; `validTo` null is the state of today. */
export interface HistoryState {
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly properties: FeatureProperties;
}
