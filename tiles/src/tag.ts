import { createHash } from 'node:crypto';

/** Raise when the encoder's output changes, so that tiles kept by browsers are asked for again. */
const encoding = 1;

/** Everything the content of a layer's tiles depends on besides the address. */
export interface TileState {
  readonly layer: string;
  /** Sum of the versions of the parts the reader may see. */
  readonly version: number;
  /** The reader's access class. */
  readonly accessClass: string;
  /** `current`, `states=all`, a day. */
  readonly variant: string;
}

/**
 * Strong entity tag (quoted) for the tiles of a layer in this state. Hashed, so that nothing can be read off it; the access
 * class is in it, so that a reader whose clearance changes is never told "not modified".
 */
export function tileTag({ layer, version, accessClass, variant }: TileState): string {
  const text = JSON.stringify([encoding, layer, version, accessClass, variant]);
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
}
