import { z } from '@hono/zod-openapi';
import { partOf } from '@phen-dau/geodata';
import type { Context } from 'hono';
import type { Dependencies } from '../app.ts';
import { type ApiEnv, readerOf, route, router, textRoute } from '../policy.ts';
import { notFound } from '../problem.ts';
import { getFeature } from '../queries/features.ts';
import { photosOfFeature, pictureOf } from '../queries/photos.ts';
import { recordReading } from '../reading.ts';
import { answerPicture, toldFeaturePhoto } from '../surveys/photo-answer.ts';
import { featurePhoto } from '../surveys/photo-schemas.ts';
import { jsonAnswer } from './json.ts';

const ofFeature = z.object({ layer: z.string(), feature: z.uuid().toLowerCase() });
const ofPhoto = ofFeature.extend({ photo: z.uuid().toLowerCase() });

/** `…/features/{feature}/photos`: what approved surveys show of a feature, for whoever may read it; never with metadata. */
export function featurePhotoRoutes({ database }: Pick<Dependencies, 'database'>) {
  /** The photos of a feature that stands today; 404 where there is none for this reader. */
  async function found(c: Context<ApiEnv>, feature: string) {
    const { layer, caller, from } = c.var;
    const { row, photos } = await database.read(readerOf(c), async (transaction) => ({
      row: await getFeature(transaction, layer, caller.clearance, feature),
      photos: await photosOfFeature(transaction, caller.clearance, { layer: layer.id, feature }),
    }));
    if (!row) throw notFound();
    if (photos.length > 0 && partOf(layer, row.properties).sensitivity === 'restricted') {
      const detail = { form: 'photos', id: feature };
      await recordReading(database, { caller, from, layer, action: 'layer.read', detail });
    }
    return photos;
  }

  return router()
    .openapi(
      route(
        { layer: 'read' },
        {
          method: 'get',
          path: '/api/layers/{layer}/features/{feature}/photos',
          summary: 'The photos of one feature, oldest first',
          request: { params: ofFeature, query: z.strictObject({}) },
          responses: {
            200: jsonAnswer('Photos; none is an empty list', z.strictObject({ photos: z.array(featurePhoto) })),
          },
        },
      ),
      async (c) => {
        const photos = await found(c, c.req.valid('param').feature);
        return c.json({ photos: photos.map(toldFeaturePhoto) }, 200);
      },
    )
    .openapi(
      textRoute(
        { layer: 'read' },
        {
          method: 'get',
          path: '/api/layers/{layer}/features/{feature}/photos/{photo}',
          summary: 'The picture, without anything the device wrote beside it',
          request: { params: ofPhoto, query: z.strictObject({}) },
          responses: { 200: { description: 'The picture', content: { 'image/jpeg': {}, 'image/png': {} } } },
        },
      ),
      async (c) => {
        const { feature, photo: id } = c.req.valid('param');
        const photo = (await found(c, feature)).find((each) => each.id === id);
        if (!photo) throw notFound();
        return answerPicture(c, photo, () =>
          database.read(readerOf(c), (transaction) => pictureOf(transaction, photo)),
        );
      },
    );
}
