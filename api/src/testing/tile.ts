import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

export interface TileFeatureSeen {
  readonly id: number | undefined;
  readonly properties: Readonly<Record<string, string | number | boolean>>;
}

/** The features of an answered tile by layer; an empty answer has none. */
export async function featuresOf(response: Response): Promise<Record<string, TileFeatureSeen[]>> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length === 0) return {};
  const unpacked = response.headers.get('content-encoding') === 'gzip' ? await unzip(bytes) : bytes;
  const { layers } = new VectorTile(new PbfReader(unpacked));
  return Object.fromEntries(
    Object.entries(layers).map(([name, layer]) => [
      name,
      Array.from({ length: layer.length }, (_, index) => {
        const { id, properties } = layer.feature(index);
        return { id, properties: { ...properties } };
      }),
    ]),
  );
}

async function unzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Path of the tile of a layer that holds a place. */
export function tilePath(layer: string, zoom: number, longitude: number, latitude: number): string {
  const side = 2 ** zoom;
  const northing = Math.asinh(Math.tan((latitude * Math.PI) / 180)) / Math.PI;
  const [x, y] = [((longitude + 180) / 360) * side, ((1 - northing) / 2) * side].map(Math.floor);
  return `/tiles/${layer}/${zoom}/${x}/${y}.mvt`;
}
