import { z } from '@hono/zod-openapi';
import { type CoverageLayer, coverageLayers, stretchMeasures } from '@phen-dau/geodata';
import { measureParameters } from './parameters-schema.ts';

const place = z.strictObject({ id: z.uuid(), name: z.string() }).openapi('NamedPlace');
const line = z
  .strictObject({ id: z.uuid(), name: z.string(), layer: z.enum(['border-line', 'patrol-road']) })
  .openapi('NamedLine');
const positions = z.array(z.array(z.number()).min(2));
const lines = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('LineString'), coordinates: positions }),
  z.strictObject({ type: z.literal('MultiLineString'), coordinates: z.array(positions) }),
]);
const share = z.number().min(0).max(1).nullable();
const stretch = { fromMetres: z.number(), toMetres: z.number() };

const nearestPost = z.strictObject({ id: z.uuid(), name: z.string(), metres: z.number() }).nullable();
const gainMetres = z.number().openapi({ description: 'Metres of the gap that would be covered if it were mended' });
const reason = z
  .discriminatedUnion('code', [
    z.strictObject({ code: z.literal('lamps-not-working'), lamps: z.int(), gainMetres }),
    z.strictObject({ code: z.literal('no-lamp') }),
    z.strictObject({ code: z.literal('not-paved'), surface: z.string().nullable() }),
    z.strictObject({
      code: z.literal('road-not-counted'),
      road: place,
      kind: z.string(),
      status: z.string(),
      gainMetres: gainMetres.nullable(),
    }),
    z.strictObject({
      code: z.literal('no-road-near'),
      nearestRoad: z.strictObject({ id: z.uuid(), name: z.string(), metres: z.number() }).nullable(),
    }),
    z.strictObject({
      code: z.literal('visited-outside-period'),
      lastDay: z.iso.date().nullable(),
      visitedMetres: z.number(),
    }),
    z.strictObject({ code: z.literal('never-visited') }),
  ])
  .openapi('GapReason');

const lineFigures = { metres: z.number(), totalMetres: z.number(), share };
const lineCoverage = {
  ...lineFigures,
  gaps: z.array(
    z.strictObject({
      line,
      ...stretch,
      metres: z.number(),
      geometry: lines,
      nearestPost,
      reason,
    }),
  ),
  lines: z.array(
    z.strictObject({ line, totalMetres: z.number(), covered: z.array(z.tuple([z.number(), z.number()])) }),
  ),
};
const markerFigures = { reached: z.int(), total: z.int(), share };
const lampFigures = {
  lamps: z.int(),
  working: z.int(),
  workingShare: share,
  lampsPerKm: z.number().nullable(),
  medianSpacingMetres: z.number().nullable(),
};
const effort = z
  .strictObject({
    patrols: z.int(),
    patrolDays: z.int(),
    kilometres: z.number(),
    hours: z.number(),
    deviceKilometres: z.number(),
    undatedTracks: z.int(),
  })
  .openapi('Effort');
const way = z
  .strictObject({
    roadSeconds: z.number(),
    roadMetres: z.number().openapi({ description: 'Of the quickest way, the same as `roadSeconds`' }),
    shortestMetres: z.number().openapi({ description: 'Of the shortest way, which may be another one' }),
    postLegMetres: z.number(),
    postLegSeconds: z.number(),
    placeLegMetres: z.number(),
    placeLegSeconds: z.number(),
    totalSeconds: z.number(),
  })
  .openapi('Way');

const rowsByLayer = Object.fromEntries(coverageLayers.map((layer) => [layer, z.int().optional()]));
const basis = {
  asOf: z.iso.date(),
  dataVersion: z.string(),
  period: z.strictObject({ from: z.iso.date().nullable(), to: z.iso.date().nullable() }),
  parameters: measureParameters,
  rows: z.strictObject(rowsByLayer as Record<CoverageLayer, z.ZodOptional<z.ZodInt>>),
};

/** `active` and `effort` are null for a reader who may not know of tracks. */
const measures = z.strictObject({
  network: z.strictObject(lineCoverage),
  markers: z.strictObject({
    ...markerFigures,
    missing: z.array(
      z.strictObject({
        ...{ id: z.uuid(), name: z.string() },
        position: z.tuple([z.number(), z.number()]),
        nearestPost,
        reason,
      }),
    ),
    access: z.array(
      z.strictObject({ marker: place, road: place, chainageMetres: z.number(), offsetMetres: z.number() }),
    ),
  }),
  paved: z.strictObject(lineCoverage),
  lit: z.strictObject({ ...lineCoverage, ...lampFigures }),
  active: z
    .strictObject({
      ...lineCoverage,
      regularMetres: z.number(),
      regularShare: share,
      recency: z.strictObject({
        medianDays: z.number().nullable(),
        mostDays: z.number().nullable(),
        within: z.array(z.strictObject({ days: z.int(), metres: z.number() })),
      }),
      stretches: z.array(z.strictObject({ line, ...stretch, days: z.int(), lastDay: z.iso.date().nullable() })),
    })
    .nullable(),
  effort: effort.nullable(),
  reach: z.strictObject({
    minutes: z.number(),
    reachedMetres: z.number(),
    totalMetres: z.number(),
    markers: z.array(z.strictObject({ marker: place, way: way.nullable() })),
  }),
});

export const postCoverage = z.strictObject({ post: place, ...basis, measures }).openapi('PostCoverage');

const row = z
  .strictObject({
    post: place.nullable(),
    network: z.strictObject(lineFigures),
    markers: z.strictObject(markerFigures),
    paved: z.strictObject(lineFigures),
    lit: z.strictObject({ ...lineFigures, ...lampFigures }),
    active: z.strictObject({ ...lineFigures, regularShare: share }).nullable(),
    effort: effort.nullable(),
  })
  .openapi('CoverageRow');

export const provinceCoverage = z
  .strictObject({ ...basis, province: row, posts: z.array(row) })
  .openapi('ProvinceCoverage');

const month = z.string().regex(/^\d{4}-\d{2}$/);

export const coverageTrend = z
  .strictObject({
    months: z.array(z.strictObject({ month, isAmended: z.boolean(), ...basis, row })),
    pending: z.array(month),
  })
  .openapi('CoverageTrend');

export const nearestPosts = z
  .strictObject({
    ...basis,
    places: z.array(z.strictObject({ place, post: place.nullable(), way: way.nullable() })),
  })
  .openapi('NearestPosts');

const leg = z.strictObject({ legMetres: z.number(), legSeconds: z.number() }).nullable();
const figures = z.array(z.number().nullable());

export const waysFromPosts = z
  .strictObject({
    ...basis,
    places: z.array(z.strictObject({ place, leg })),
    posts: z.array(z.strictObject({ post: place, leg, roadSeconds: figures, roadMetres: figures })),
  })
  .openapi('WaysFromPosts');

export const stretchMeasure = z.enum(stretchMeasures);
export const coverageStretches = z
  .strictObject({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.strictObject({
        type: z.literal('Feature'),
        geometry: lines,
        properties: z.strictObject({
          line: z.uuid(),
          name: z.string(),
          layer: z.enum(['border-line', 'patrol-road']),
          ...stretch,
          days: z.int().optional(),
          lastDay: z.iso.date().nullable().optional(),
        }),
      }),
    ),
  })
  .openapi('CoverageStretches');

/** GeoJSON features by layer, as `…/items` gives them. */
export const coverageWorks = z
  .strictObject({
    asOf: z.iso.date(),
    dataVersion: z.string(),
    features: z.record(z.string(), z.array(z.looseObject({ id: z.uuid() }))),
  })
  .openapi('CoverageWorks');

export const provinceParametersAnswer = z
  .strictObject({ parameters: measureParameters, setAt: z.iso.datetime().nullable() })
  .openapi('ProvinceParameters');
