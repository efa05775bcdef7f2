import { z } from '@hono/zod-openapi';
import { readableParts } from '@phen-dau/geodata';
import type { Dependencies } from '../app.ts';
import { readerOf, route, router } from '../policy.ts';
import { searchFeatures } from '../queries/features.ts';
import { holdsRestricted, recordReading } from '../reading.ts';
import { jsonAnswer } from './json.ts';

const degrees = z.number();
const found = z
  .strictObject({
    layer: z.string(),
    id: z.uuid(),
    tileId: z.int(),
    name: z.string(),
    centre: z.tuple([degrees, degrees]),
    bounds: z.tuple([degrees, degrees, degrees, degrees]),
  })
  .openapi('Found');
const words = z
  .string()
  .trim()
  .normalize('NFC')
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u);

/** `GET /api/search?q=dong+dang`: features of all readable layers by name, diacritics or not, best first. */
export function searchRoutes({ database }: Dependencies) {
  return router().openapi(
    route(
      { permission: 'layers.read' },
      {
        method: 'get',
        path: '/api/search',
        summary: 'Features by name, with or without diacritics',
        request: {
          query: z.strictObject({
            q: words,
            limit: z
              .string()
              .regex(/^\d{1,3}$/)
              .transform(Number)
              .pipe(z.int().min(1).max(100))
              .default(20),
          }),
        },
        responses: {
          200: jsonAnswer('Best first', z.strictObject({ results: z.array(found) })),
        },
      },
    ),
    async (c) => {
      const { caller, from } = c.var;
      const { q, limit } = c.req.valid('query');
      const features = await database.read(readerOf(c), (transaction) =>
        searchFeatures(transaction, caller.clearance, q, limit),
      );
      for (const layer of new Set(features.map((feature) => feature.layer))) {
        if (!holdsRestricted(readableParts(layer, caller.clearance))) continue;
        const found = features.filter((feature) => feature.layer === layer).length;
        await recordReading(database, {
          caller,
          from,
          layer,
          action: 'layer.read',
          detail: { form: 'search', features: found },
        });
      }
      const results = features.map(({ layer, id, tileId, name, bounds: [west, south, east, north] }) => ({
        layer: layer.id,
        id,
        tileId,
        name,
        centre: [(west + east) / 2, (south + north) / 2] as [number, number],
        bounds: [west, south, east, north] as [number, number, number, number],
      }));
      return c.json({ results }, 200);
    },
  );
}
