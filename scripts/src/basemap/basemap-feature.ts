import type { Geometry } from 'geojson';

/** One feature of the basemap; properties are the columns of its layer in `basemapLayers`. WGS 84. */
export interface BasemapFeature {
  readonly geometry: Geometry;
  readonly properties: Readonly<Record<string, string | number>>;
}

export const basemapZooms = { least: 4, greatest: 12 } as const;

/** The layers of the default basemap, in drawing order, with the columns of each; web/src/map paints exactly these. */
export const basemapLayers = {
  land: [],
  country: ['code', 'name', 'name_ascii'],
  province: ['name', 'name_ascii'],
  terrain: ['band'],
  stream: ['rank'],
  boundary: ['kind'],
  place: ['name', 'name_ascii', 'kind', 'rank', 'country'],
} as const satisfies Record<string, readonly string[]>;
export type BasemapLayer = keyof typeof basemapLayers;

/** Coarsest zoom at which a layer is in the tiles. */
export const basemapMinZooms: Record<BasemapLayer, number> = {
  land: 4,
  country: 4,
  province: 5,
  terrain: 6,
  stream: 8,
  boundary: 4,
  place: 5,
};

/** Everything the default basemap is drawn from. */
export interface BasemapMaterial {
  /** West, south, east, north in degrees: the province and its neighbours, and no more of the world. */
  readonly bounds: readonly [number, number, number, number];
  /** Sentences to be shown with the map. */
  readonly attribution: readonly string[];
  readonly layers: Readonly<Record<BasemapLayer, readonly BasemapFeature[]>>;
}
