import { geometryKinds } from './geometry-buffer.ts';
import type { GeometryWriter } from './geometry-writer.ts';
import type { Hits } from './hits.ts';
import type { PackedLayer } from './packed-layer.ts';
import type { TileFrame } from './tile-frame.ts';
import type { ValueDictionary } from './value-dictionary.ts';
import { writeVarint } from './varint.ts';

const featuresTag = (2 << 3) | 2;
const idTag = 1 << 3;
const tagsTag = (2 << 3) | 2;
const typeTag = 3 << 3;
const geometryTag = (4 << 3) | 2;
const onePoint = (1 << 3) | 1;

/** Most bytes of a feature besides its geometry and tags: tags and lengths, id, type. */
const mostFrameBytes = 40;
const mostBytesPerTag = 10;
/** A round of tickets ends here, well before they outgrow 32 bits. */
const lastTicket = 2 ** 30;

/**
 * Writes the features of one tile layer and collects the values they use. Each value in use gets a ticket, a number that
 * only ever grows; its index in this layer is its ticket less the ticket the layer began with. So nothing has to be
 * cleared between tiles, and a value used in an earlier tile is known by its ticket being too old.
 */
export class LayerWriter {
  private features = new Uint8Array(1 << 16);
  private length = 0;
  private values = new Uint8Array(1 << 14);
  private valuesLength = 0;
  private nextTicket = 0;
  private firstTicket = 0;
  private round = 1;

  restart(): void {
    this.length = 0;
    this.valuesLength = 0;
    if (this.nextTicket > lastTicket) {
      this.nextTicket = 0;
      this.round++;
    }
    this.firstTicket = this.nextTicket;
  }

  /** The finished layer message, or null when it has no feature. */
  finish(header: Uint8Array): Uint8Array | null {
    if (this.length === 0) return null;
    const body = new Uint8Array(header.length + this.length + this.valuesLength);
    body.set(header);
    body.set(this.features.subarray(0, this.length), header.length);
    body.set(this.values.subarray(0, this.valuesLength), header.length + this.length);
    return body;
  }

  /** Call before the first feature of each part. Tickets of an earlier round are void. */
  beginPart({ dictionary }: PackedLayer): void {
    if (dictionary.ticketRound === this.round) return;
    dictionary.tickets.fill(-1);
    dictionary.ticketRound = this.round;
  }

  /**
   * All hits of a part that holds single points. This loop is most of the work of a large tile: it is written out, tags
   * and varints included, because calls that the engine does not inline here doubled its time.
   */
  pointFeatures(frame: TileFrame, packed: PackedLayer, hits: Hits): void {
    const { ids, valueIds, dictionary } = packed;
    const { tickets } = dictionary;
    const { firstTicket } = this;
    const fieldCount = packed.fields.length;
    this.reserve(hits.count * (mostFrameBytes + fieldCount * mostBytesPerTag));
    const out = this.features;
    const toTileX = tileRounding(frame.z, frame.originX);
    const toTileY = tileRounding(frame.z, frame.originY);
    let at = this.length;
    for (let hit = 0; hit < hits.count; hit++) {
      const feature = hits.features[hit] as number;
      const start = at + 2;
      out[at] = featuresTag;
      out[start] = idTag;
      at = start + 1;
      let rest = ids[feature] as number;
      for (; rest > 127; rest >>>= 7) out[at++] = (rest & 127) | 128;
      out[at++] = rest;
      const tags = at + 2;
      out[at] = tagsTag;
      at = tags;
      let entry = feature * fieldCount;
      for (let field = 0; field < fieldCount; field++, entry++) {
        const value = valueIds[entry] as number;
        if (value === 0) continue;
        let ticket = tickets[value] as number;
        if (ticket < firstTicket) ticket = this.takeTicket(dictionary, value);
        for (rest = field; rest > 127; rest >>>= 7) out[at++] = (rest & 127) | 128;
        out[at++] = rest;
        for (rest = ticket - firstTicket; rest > 127; rest >>>= 7) out[at++] = (rest & 127) | 128;
        out[at++] = rest;
      }
      at = at === tags ? tags - 2 : closeMessage(out, tags, at);
      out[at] = typeTag;
      out[at + 1] = geometryKinds.point;
      out[at + 2] = geometryTag;
      const geometry = at + 4;
      out[geometry] = onePoint;
      at = geometry + 1;
      const x = toTileX(hits.x[hit] as number);
      for (rest = (x << 1) ^ (x >> 31); rest > 127; rest >>>= 7) out[at++] = (rest & 127) | 128;
      out[at++] = rest;
      const y = toTileY(hits.y[hit] as number);
      for (rest = (y << 1) ^ (y >> 31); rest > 127; rest >>>= 7) out[at++] = (rest & 127) | 128;
      out[at++] = rest;
      out[geometry - 1] = at - geometry;
      at = closeMessage(out, start, at);
    }
    this.length = at;
  }

  /** One feature with the geometry just written. */
  feature(packed: PackedLayer, feature: number, kind: number, geometry: GeometryWriter): void {
    const fieldCount = packed.fields.length;
    this.reserve(mostFrameBytes + fieldCount * mostBytesPerTag + geometry.length);
    const out = this.features;
    const { valueIds, dictionary } = packed;
    const { tickets } = dictionary;
    const { firstTicket } = this;
    const start = this.length + 2;
    out[this.length] = featuresTag;
    out[start] = idTag;
    let at = start + 1;
    let rest = packed.ids[feature] as number;
    for (; rest > 127; rest >>>= 7) out[at++] = (rest & 127) | 128;
    out[at++] = rest;
    const tags = at + 2;
    out[at] = tagsTag;
    at = tags;
    let entry = feature * fieldCount;
    for (let field = 0; field < fieldCount; field++, entry++) {
      const value = valueIds[entry] as number;
      if (value === 0) continue;
      let ticket = tickets[value] as number;
      if (ticket < firstTicket) ticket = this.takeTicket(dictionary, value);
      for (rest = field; rest > 127; rest >>>= 7) out[at++] = (rest & 127) | 128;
      out[at++] = rest;
      for (rest = ticket - firstTicket; rest > 127; rest >>>= 7) out[at++] = (rest & 127) | 128;
      out[at++] = rest;
    }
    at = at === tags ? tags - 2 : closeMessage(out, tags, at);
    out[at] = typeTag;
    out[at + 1] = kind;
    out[at + 2] = geometryTag;
    at = writeVarint(out, at + 3, geometry.length);
    const { bytes, length } = geometry;
    if (length > 96) out.set(bytes.subarray(0, length), at);
    else for (let index = 0; index < length; index++) out[at + index] = bytes[index] as number;
    this.length = closeMessage(out, start, at + length);
  }

  private takeTicket(dictionary: ValueDictionary, value: number): number {
    const from = dictionary.starts[value] as number;
    const to = dictionary.starts[value + 1] as number;
    if (this.valuesLength + to - from > this.values.length) {
      const grown = new Uint8Array(2 * (this.valuesLength + to - from));
      grown.set(this.values.subarray(0, this.valuesLength));
      this.values = grown;
    }
    const { values } = this;
    const { bytes } = dictionary;
    let at = this.valuesLength;
    for (let index = from; index < to; index++) values[at++] = bytes[index] as number;
    this.valuesLength = at;
    const ticket = this.nextTicket++;
    dictionary.tickets[value] = ticket;
    return ticket;
  }

  private reserve(bytes: number): void {
    if (this.length + bytes <= this.features.length) return;
    const grown = new Uint8Array(2 * (this.length + bytes));
    grown.set(this.features.subarray(0, this.length));
    this.features = grown;
  }
}

/**
 * Mercator units to tile units, rounded to the nearest. Between zoom 2 and 20 that is integer arithmetic; outside, the
 * difference does not fit 32 bits or the units are finer than ours.
 */
function tileRounding(z: number, origin: number): (units: number) => number {
  if (z < 2 || z > 20) return (units) => Math.floor((units - origin) * 2 ** (z - 20) + 0.5);
  const shift = 20 - z;
  const corner = (origin - (shift === 0 ? 0 : 1 << (shift - 1))) | 0;
  return (units) => (units - corner) >> shift;
}

/**
 * Writes the length of the message `start .. end` into the one byte left free before it, and moves the message when it
 * takes more (which is rare: most features are short). Returns the end.
 */
function closeMessage(out: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length < 128) {
    out[start - 1] = length;
    return end;
  }
  let extra = 1;
  for (let rest = length >>> 14; rest > 0; rest >>>= 7) extra++;
  out.copyWithin(start + extra, start, end);
  writeVarint(out, start - 1, length);
  return end + extra;
}
