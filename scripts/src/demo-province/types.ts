import type { catalogue, LayerId, Properties } from '@phen-dau/geodata';
import type { MultiLineString, MultiPolygon, Point } from 'geojson';

type LayerOf<Id extends LayerId> = Extract<(typeof catalogue)[number], { readonly id: Id }>;

/** The attributes of a layer, every key present. */
export type PropertiesOf<Id extends LayerId> = Properties<LayerOf<Id>>;

/** By hand, since the catalogue's own type says only that each layer has one of the three; a test compares. */
interface Geometries extends Record<LayerId, Point | MultiLineString | MultiPolygon> {
  'border-line': MultiLineString;
  'border-post': Point;
  'border-marker': Point;
  'patrol-road': MultiLineString;
  'solar-lamp': Point;
  'defence-work': Point;
  zone: MultiPolygon;
  'development-project': MultiPolygon;
  'resettlement-site': Point;
  village: Point;
  facility: Point;
  'bamboo-belt': MultiLineString;
  commune: MultiPolygon;
  'survey-track': MultiLineString;
}
export type GeometryOf<Id extends LayerId> = Geometries[Id];

/** How a feature was from `validFrom` until the day before `validTo` (both YYYY-MM-DD), where it differed from now. */
export interface EarlierState<Id extends LayerId> {
  readonly validFrom: string;
  readonly validTo: string;
  /** Absent: as now. */
  readonly geometry?: GeometryOf<Id>;
  /** The attributes that were different; all others were as now. */
  readonly properties?: Partial<PropertiesOf<Id>>;
}

interface FeatureOf<Id extends LayerId> {
  readonly layer: Id;
  readonly id: string;
  /** WGS 84 degrees, 7 decimals. */
  readonly geometry: GeometryOf<Id>;
  readonly properties: PropertiesOf<Id>;
  /** The first day (YYYY-MM-DD) on which the feature was as given here. */
  readonly validFrom: string;
  /** The first day on which it was no more; null while it lasts. */
  readonly validTo: string | null;
  /** States before `validFrom`, oldest first, without gaps between them; absent when there are none. */
  readonly earlier?: readonly EarlierState<Id>[];
}

export type DemonstrationFeature<Id extends LayerId = LayerId> = { [Each in Id]: FeatureOf<Each> }[Id];

/** A whole invented province, every layer in an order in which references can be loaded. */
export interface DemonstrationProvince {
  readonly seed: number;
  readonly features: readonly DemonstrationFeature[];
}
