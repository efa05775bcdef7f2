import { z } from '@hono/zod-openapi';
import { say, surveyLimits } from '@phen-dau/geodata';
import type { Context } from 'hono';
import type { Dependencies } from '../app.ts';
import { type ApiEnv, authorOf, route, router, textRoute } from '../policy.ts';
import { invalidParameter, notFound, Problem } from '../problem.ts';
import type { UploadRow } from '../queries/uploads.ts';
import { plainName, surveyFile, tooLarge } from '../surveys/upload.ts';
import { appendToUpload, beginUpload, cancelUpload, endOfUpload, uploadOf } from '../surveys/uploads.ts';
import { jsonAnswer, jsonBody } from './json.ts';

const submitting = { permission: 'survey.submit' } as const;
const ofUpload = z.object({ id: z.uuid().toLowerCase() });
/** The draft's own type, the one of tus 1.0, and what any program can say. */
const pieceTypes = ['application/partial-upload', 'application/offset+octet-stream', 'application/octet-stream'];

const uploadSchema = z
  .strictObject({
    id: z.uuid(),
    /** Bytes that have arrived: where the next piece starts. */
    offset: z.int(),
    bytes: z.int(),
    sha256: z.string(),
    fileName: z.string(),
    expiresAt: z.iso.datetime(),
  })
  .openapi('Upload');

/**
 * Files that come in pieces, named as in the IETF's resumable uploads (draft-ietf-httpbis-resumable-upload) where that fits:
 * `Upload-Offset`, `Upload-Length`, `Upload-Complete`, `Upload-Limit`. A whole one is handed in with `POST /api/surveys`.
 */
export function uploadRoutes({ database, now }: Dependencies) {
  const answer = jsonAnswer('Where it stands', uploadSchema);

  return router()
    .openapi(
      route(submitting, {
        method: 'post',
        path: '/api/uploads',
        summary: 'Begin to send a file in pieces, or go on with the own upload of the same file',
        request: {
          body: jsonBody(
            z.strictObject({
              sha256: z.string().regex(/^[0-9a-f]{64}$/),
              bytes: z.int().min(1),
              fileName: z.string().max(1000),
            }),
          ),
        },
        responses: { 200: answer, 201: answer },
      }),
      async (c) => {
        const { sha256, bytes, fileName } = c.req.valid('json');
        if (bytes > surveyLimits.bytes) throw tooLarge(surveyFile);
        const file = { sha256, bytes, fileName: plainName(fileName) };
        const { isNew, ...upload } = await beginUpload(database, authorOf(c), file, now());
        c.header('Location', `/api/uploads/${upload.id}`);
        tell(c, upload, now());
        return c.json(told(upload), isNew ? 201 : 200);
      },
    )
    .openapi(
      route(submitting, {
        method: 'get',
        path: '/api/uploads/{id}',
        summary: 'How much of the own upload has arrived; HEAD tells it too',
        request: { params: ofUpload, query: z.strictObject({}) },
        responses: { 200: answer },
      }),
      async (c) => {
        const upload = await uploadOf(database, authorOf(c), c.req.valid('param').id);
        if (!upload) throw notFound();
        tell(c, upload, now());
        return c.json(told(upload), 200);
      },
    )
    .openapi(
      textRoute(submitting, {
        method: 'patch',
        path: '/api/uploads/{id}',
        summary: 'The next bytes, from `Upload-Offset` on; kept as they come, also when the line breaks',
        request: { params: ofUpload, query: z.strictObject({}) },
        parameters: [{ name: 'Upload-Offset', in: 'header', required: true, schema: { type: 'integer', minimum: 0 } }],
        requestBody: { required: true, content: { 'application/partial-upload': {} } },
        responses: { 204: { description: 'Kept; the new offset in `Upload-Offset`' } },
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const offset = offsetOf(c);
        const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
        if (!pieceTypes.includes(type)) {
          throw new Problem('unsupported-media-type', { headers: { 'Accept-Patch': pieceTypes.join(', ') } });
        }
        const body = c.req.raw.body as AsyncIterable<Uint8Array> | null;
        const appended = await appendToUpload(database, authorOf(c), { id, offset, body }, now);
        if (appended.outcome === 'missing') throw notFound();
        if (appended.outcome === 'elsewhere') throw mismatch(appended.upload.received, offset);
        if (appended.outcome === 'too-many') throw tooMany(appended.upload);
        tell(c, appended.upload, now());
        return c.body(null, 204);
      },
    )
    .openapi(
      textRoute(submitting, {
        method: 'delete',
        path: '/api/uploads/{id}',
        summary: 'Give the own upload up',
        request: { params: ofUpload, query: z.strictObject({}) },
        responses: { 204: { description: 'Forgotten' } },
      }),
      async (c) => {
        if (!(await cancelUpload(database, authorOf(c), c.req.valid('param').id))) throw notFound();
        return c.body(null, 204);
      },
    );
}

const told = (upload: UploadRow): z.infer<typeof uploadSchema> => ({
  ...{ id: upload.id, offset: upload.received, bytes: upload.bytes, sha256: upload.sha256 },
  ...{ fileName: upload.fileName, expiresAt: endOfUpload(upload).toISOString() },
});

/** The same as headers, which programs of the draft read. */
function tell(c: Context<ApiEnv>, upload: UploadRow, now: Date): void {
  const seconds = Math.max(0, Math.floor((endOfUpload(upload).getTime() - now.getTime()) / 1000));
  c.header('Upload-Offset', String(upload.received));
  c.header('Upload-Length', String(upload.bytes));
  c.header('Upload-Complete', upload.received === upload.bytes ? '?1' : '?0');
  c.header('Upload-Limit', `max-size=${surveyLimits.bytes}, max-age=${seconds}`);
}

function offsetOf(c: Context<ApiEnv>): number {
  const text = c.req.header('upload-offset')?.trim() ?? '';
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw invalidParameter('upload-offset', say('Cần số byte đã gửi', 'The number of bytes sent before is needed'));
}

/** Where the upload really stands; names and type as in the draft. */
const mismatch = (expected: number, provided: number) =>
  new Problem('conflict', {
    detail: say(`Phải gửi tiếp từ byte ${expected}`, `The next byte is number ${expected}`),
    headers: { 'Upload-Offset': String(expected) },
    members: { offset: expected, 'expected-offset': expected, 'provided-offset': provided },
  });

const tooMany = ({ bytes }: UploadRow) =>
  new Problem('too-large', {
    detail: say(`Tệp này chỉ có ${bytes} byte`, `This file has ${bytes} bytes only`),
    members: { limitBytes: bytes },
  });
