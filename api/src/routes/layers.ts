import { z } from '@hono/zod-openapi';
import {
  type Clearance,
  type Field,
  geometryTypes,
  groupTitles,
  type Layer,
  layerById,
  layerGroups,
  sensitivities,
  unitSymbols,
  units,
} from '@phen-dau/geodata';
import { type Caller, mayPerform } from '../account.ts';
import type { Dependencies } from '../app.ts';
import type { Transaction } from '../database/database.ts';
import { accessClass, holdsAlready, markPrivate, tagOf } from '../etag.ts';
import { readerOf, route, router } from '../policy.ts';
import { todayOf } from '../queries/feature-source.ts';
import { type LayerSummary, layerSummaries, partVersions } from '../queries/layers.ts';
import { vietnamDay } from '../today.ts';
import { visibleLayer } from '../visible-layer.ts';
import { jsonAnswer } from './json.ts';

const bilingual = z.strictObject({ vi: z.string(), en: z.string() }).openapi('Bilingual');
const field = z
  .strictObject({
    key: z.string(),
    label: bilingual,
    kind: z.enum(['text', 'choice', 'integer', 'decimal', 'flag', 'day', 'moment', 'reference']),
    unit: z.enum(units).optional(),
    unitSymbol: bilingual.optional(),
    vocabulary: z.record(z.string(), z.strictObject({ label: bilingual })).optional(),
    required: z.boolean(),
    inTile: z.boolean(),
    refersTo: z.string().optional(),
    range: z.tuple([z.number(), z.number()]).optional(),
  })
  .openapi('Field');
const layerSchema = z
  .strictObject({
    id: z.string(),
    title: bilingual,
    description: bilingual,
    group: z.enum(layerGroups),
    groupTitle: bilingual,
    geometry: z.enum(geometryTypes),
    sensitivity: z.enum(sensitivities),
    minZoom: z.number(),
    maxZoom: z.number(),
    nameField: z.string(),
    fields: z.array(field),
    version: z.number(),
    count: z.number(),
    bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
    mayWrite: z.boolean(),
    tiles: z.string(),
    tag: z.string(),
  })
  .openapi('Layer');

/** `GET /api/layers`: the catalogue as far as the caller may know it, with what each layer holds today. */
export function layerRoutes({ database, now }: Dependencies) {
  const kept = keptSummaries();
  return router().openapi(
    route(
      { permission: 'layers.read' },
      {
        method: 'get',
        path: '/api/layers',
        summary: 'The layers the caller may read, in the order of the panel',
        responses: {
          200: jsonAnswer(
            'Layers with their fields, words, counts and bounds',
            z.strictObject({ layers: z.array(layerSchema) }),
          ),
          304: { description: 'Unchanged' },
        },
      },
    ),
    async (c) => {
      const { caller } = c.var;
      const found = await database.read(readerOf(c), async (transaction) => {
        const versions = [...(await partVersions(transaction, caller.clearance))].sort();
        // Counts and bounds are of today, so the answer changes at midnight too.
        const tag = tagOf('layers', accessClass(caller), vietnamDay(now()), ...versions.flat());
        return holdsAlready(c, tag)
          ? { tag, summaries: undefined }
          : { tag, summaries: await kept(transaction, caller.clearance, versions.join()) };
      });
      markPrivate(c, found.tag, caller.clearance === 'restricted' ? 'restricted' : 'other');
      if (!found.summaries) return c.body(null, 304);
      return c.json({ layers: found.summaries.map((summary) => describe(summary, caller)) }, 200);
    },
  );
}

/** More than there are clearances. */
const mostKept = 8;

/** Counting every layer is most of the answer's work, and every page begins with it: it is done once for each state of the data. */
function keptSummaries() {
  const kept = new Map<string, readonly LayerSummary[]>();
  return async (transaction: Transaction, clearance: Clearance, versions: string): Promise<readonly LayerSummary[]> => {
    // The day by which the database counts: around midnight the server's own clock may say another.
    const key = `${clearance} ${await todayOf(transaction)} ${versions}`;
    const known = kept.get(key);
    if (known) return known;
    const counted = await layerSummaries(transaction, clearance);
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, counted);
    return counted;
  };
}

function describe(summary: LayerSummary, caller: Caller): z.infer<typeof layerSchema> {
  const layer: Layer = visibleLayer(layerById(summary.layer), caller.clearance);
  const { id, title, description, group, geometry, sensitivity, minZoom, maxZoom, nameField } = layer;
  return {
    ...{
      id,
      title,
      description,
      group,
      groupTitle: groupTitles[group],
      geometry,
      sensitivity,
      minZoom,
      maxZoom,
      nameField,
    },
    fields: Object.entries(layer.fields).map(([key, declared]) => describeField(key, declared)),
    version: summary.version,
    count: summary.count,
    bounds: summary.bounds ? [...summary.bounds] : null,
    mayWrite: mayPerform(caller, layer.writtenBy),
    tiles: `/tiles/${id}/{z}/{x}/{y}.mvt`,
    tag: tagOf('layer', caller.clearance, id, summary.version),
  };
}

function describeField(key: string, declared: Field): z.infer<typeof field> {
  const { label, kind, unit, vocabulary, required, inTile, refersTo, range } = declared;
  const words = Object.entries(vocabulary ?? {}).map(([word, term]) => [word, { label: term.label }]);
  return {
    ...{ key, label, kind, required, inTile },
    ...(unit && { unit, unitSymbol: unitSymbols[unit] }),
    ...(vocabulary && { vocabulary: Object.fromEntries(words) }),
    ...(refersTo && { refersTo }),
    ...(range && { range: [...range] as [number, number] }),
  };
}
