import { createRequire } from 'node:module';
import { foldDiacritics } from '@phen-dau/geodata';
import type { Geometry, MultiLineString, Polygon, Position } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification';
import type { BasemapFeature } from './basemap-feature.ts';
import { spliced } from './splice.ts';

type Countries = Topology<{ countries: GeometryCollection }>;

/** The countries of the view by their ISO 3166 number; names in Vietnamese, as all labels of the map. */
const neighbours = {
  '704': { code: 'VNM', name: 'Việt Nam' },
  '156': { code: 'CHN', name: 'Trung Quốc' },
  '418': { code: 'LAO', name: 'Lào' },
} as const;

/** Land, countries and the lines between them from Natural Earth (1:10 million, public domain). */
export interface NaturalEarth {
  readonly land: BasemapFeature[];
  readonly country: BasemapFeature[];
  readonly boundary: BasemapFeature[];
}

/**
 * Reads `world-atlas` and lets the `border` line of the province take the place of the coarse stretch between its ends, on
 * both sides: otherwise the tint of the neighbour would run up to 3 km beside the border the registers draw.
 */
export function naturalEarth(border: readonly Position[]): NaturalEarth {
  // Read with require: a typed import would have the compiler infer the type of 3.6 MB of JSON.
  const atlas = createRequire(import.meta.url)('world-atlas/countries-10m.json') as Countries;
  const shapes = atlas.objects.countries.geometries.filter((shape) => String(shape.id) in neighbours);
  const country = shapes.map((shape) => {
    const { code, name } = neighbours[String(shape.id) as keyof typeof neighbours];
    const geometry = withBorder(shapeOf(atlas, shape), border, code !== 'LAO');
    return { geometry, properties: { code, name, name_ascii: foldDiacritics(name) } };
  });
  return {
    land: country.map(({ geometry }) => ({ geometry, properties: {} })),
    country,
    boundary: boundaries(atlas, shapes, border),
  };
}

function boundaries(atlas: Countries, shapes: GeometryObject[], border: readonly Position[]): BasemapFeature[] {
  const together = { type: 'GeometryCollection', geometries: shapes } as Parameters<typeof mesh>[1];
  const lines: MultiLineString = mesh(atlas, together, (a, b) => a !== b);
  return lines.coordinates.map((line) => ({
    geometry: { type: 'LineString', coordinates: spliced(line, border) },
    properties: { kind: 'country' },
  }));
}

function shapeOf(atlas: Countries, shape: GeometryObject): Geometry {
  const found = feature(atlas, shape);
  if (found.type !== 'Feature') throw new Error(`Natural Earth holds a collection as ${shape.id}`);
  return found.geometry;
}

function withBorder(geometry: Geometry, border: readonly Position[], bordersProvince: boolean): Geometry {
  const polygons = polygonsOf(geometry);
  if (!bordersProvince) return { type: 'MultiPolygon', coordinates: polygons };
  return {
    type: 'MultiPolygon',
    coordinates: polygons.map(([outer = [], ...holes]) => [spliced(outer, border), ...holes]),
  };
}

function polygonsOf(geometry: Geometry): Polygon['coordinates'][] {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  if (geometry.type === 'MultiPolygon') return geometry.coordinates;
  throw new Error(`A country of Natural Earth is a ${geometry.type}`);
}
