import { readSurvey, surveyLimits, type TableOptions, unzipSafely } from '@phen-dau/geodata';
import { type FilePreview, filePreview, type KnownHere } from './file-preview.ts';

/** A file to read before it is sent. */
export interface PreviewQuestion {
  readonly bytes: Blob;
  readonly fileName: string;
  /** What the rows are taken for, should it be a table. */
  readonly table: TableOptions | undefined;
  readonly known: KnownHere;
}

export type PreviewReply =
  | { readonly kind: 'reading'; readonly features: number }
  | { readonly kind: 'done'; readonly preview: FilePreview }
  | { readonly kind: 'failed' };

/** Nobody reads numbers that change faster. */
const tellEveryMilliseconds = 100;

addEventListener('message', async ({ data }: MessageEvent<PreviewQuestion>) => {
  reply(await previewOf(data).catch((): PreviewReply => ({ kind: 'failed' })));
});

const reply = (message: PreviewReply) => postMessage(message);

/** By the readers of the server, so that what is said here is what will be said there. */
async function previewOf({ bytes, fileName, table, known }: PreviewQuestion): Promise<PreviewReply> {
  let told = performance.now();
  const onFeatures = (features: number) => {
    if (performance.now() - told < tellEveryMilliseconds) return;
    told = performance.now();
    reply({ kind: 'reading', features });
  };
  const content = await readSurvey(new Uint8Array(await bytes.arrayBuffer()), fileName, surveyLimits, {
    ...{ unzip: unzipSafely, onFeatures },
    ...(table && { table }),
  });
  return { kind: 'done', preview: filePreview(content, known) };
}
