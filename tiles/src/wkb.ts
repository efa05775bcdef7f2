import { type GeometryBuffer, type GeometryFault, type GeometryKind, geometryKinds } from './geometry-buffer.ts';

const kindOfType: Readonly<Record<number, GeometryKind>> = {
  1: geometryKinds.point,
  2: geometryKinds.line,
  3: geometryKinds.polygon,
  4: geometryKinds.point,
  5: geometryKinds.line,
  6: geometryKinds.polygon,
};
const singleType: Readonly<Record<number, number>> = { 4: 1, 5: 2, 6: 3 };

/** Where reading stands; `at` moves, `fault` ends it. */
interface Cursor {
  readonly view: DataView;
  readonly buffer: GeometryBuffer;
  at: number;
  littleEndian: boolean;
  fault: GeometryFault | undefined;
}

interface Head {
  readonly type: number;
  readonly ordinates: number;
}

/**
 * Reads one WKB or EWKB geometry (WGS 84, Z and M are passed over) into the buffer as a new feature. Returns what is
 * wrong with it, and then the buffer is as it was; any bytes whatever may be given.
 */
export function readWkb(bytes: Uint8Array, buffer: GeometryBuffer): GeometryFault | undefined {
  const cursor: Cursor = {
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    buffer,
    at: 0,
    littleEndian: true,
    fault: undefined,
  };
  const head = readHead(cursor);
  if (!head) return cursor.fault;
  const kind = kindOfType[head.type];
  if (kind === undefined) return 'geometry-wrong-type';
  buffer.beginFeature(kind);
  buffer.beginPart();
  readBody(cursor, head);
  if (cursor.fault === undefined && cursor.at !== bytes.byteLength) cursor.fault = 'geometry-invalid';
  if (cursor.fault === undefined) return buffer.endFeature();
  buffer.abandonFeature();
  return cursor.fault;
}

function readHead(cursor: Cursor): Head | undefined {
  if (cursor.view.byteLength - cursor.at < 5) return fail(cursor, 'geometry-invalid');
  const order = cursor.view.getUint8(cursor.at);
  if (order > 1) return fail(cursor, 'geometry-invalid');
  cursor.littleEndian = order === 1;
  cursor.at += 1;
  const word = readCount(cursor);
  if (word === undefined) return undefined;
  // EWKB marks Z, M and SRID in the top bits; ISO WKB adds 1000, 2000 or 3000 to the type.
  const thousands = Math.floor((word & 0x1fffffff) / 1000);
  if (thousands > 3) return fail(cursor, 'geometry-invalid');
  const hasZ = (word & 0x80000000) !== 0 || thousands === 1 || thousands === 3;
  const hasM = (word & 0x40000000) !== 0 || thousands === 2 || thousands === 3;
  if ((word & 0x20000000) !== 0) {
    const srid = readCount(cursor);
    if (srid === undefined) return undefined;
    if (srid !== 4326 && srid !== 0) return fail(cursor, 'crs-mismatch');
  }
  return { type: (word & 0x1fffffff) % 1000, ordinates: 2 + (hasZ ? 1 : 0) + (hasM ? 1 : 0) };
}

function readBody(cursor: Cursor, head: Head): void {
  const { buffer } = cursor;
  if (head.type === 1) {
    readPoint(cursor, head);
    buffer.endPoints();
  } else if (head.type === 2) {
    readVertices(cursor, head);
    if (cursor.fault === undefined) buffer.endLine();
  } else if (head.type === 3) {
    readPolygon(cursor, head);
  } else {
    readMembers(cursor, head);
  }
}

function readMembers(cursor: Cursor, head: Head): void {
  const count = readCount(cursor) ?? 0;
  for (let index = 0; index < count && cursor.fault === undefined; index++) {
    const member = readHead(cursor);
    if (!member) return;
    if (member.type !== singleType[head.type]) {
      fail(cursor, 'geometry-invalid');
    } else if (member.type === 1) {
      // All points of a multipoint are one part.
      readPoint(cursor, member);
    } else {
      cursor.buffer.beginPart();
      readBody(cursor, member);
    }
  }
  if (head.type === 4 && cursor.fault === undefined) cursor.buffer.endPoints();
}

function readPolygon(cursor: Cursor, head: Head): void {
  const rings = readCount(cursor) ?? 0;
  for (let ring = 0; ring < rings && cursor.fault === undefined; ring++) {
    cursor.buffer.beginPart();
    readVertices(cursor, head);
    if (cursor.fault === undefined) cursor.buffer.endRing({ hole: ring > 0 });
  }
}

function readVertices(cursor: Cursor, head: Head): void {
  const count = readCount(cursor) ?? 0;
  const stride = head.ordinates * 8;
  if (count * stride > cursor.view.byteLength - cursor.at) {
    fail(cursor, 'geometry-invalid');
    return;
  }
  for (let index = 0; index < count && cursor.fault === undefined; index++) {
    cursor.fault = cursor.buffer.pushVertex(
      cursor.view.getFloat64(cursor.at, cursor.littleEndian),
      cursor.view.getFloat64(cursor.at + 8, cursor.littleEndian),
    );
    cursor.at += stride;
  }
}

function readPoint(cursor: Cursor, head: Head): void {
  if (head.ordinates * 8 > cursor.view.byteLength - cursor.at) {
    fail(cursor, 'geometry-invalid');
    return;
  }
  const x = cursor.view.getFloat64(cursor.at, cursor.littleEndian);
  const y = cursor.view.getFloat64(cursor.at + 8, cursor.littleEndian);
  cursor.at += head.ordinates * 8;
  // POINT EMPTY is written as two NaNs.
  if (Number.isNaN(x) && Number.isNaN(y)) return;
  cursor.fault = cursor.buffer.pushVertex(x, y);
}

function readCount(cursor: Cursor): number | undefined {
  if (cursor.view.byteLength - cursor.at < 4) return fail(cursor, 'geometry-invalid');
  const count = cursor.view.getUint32(cursor.at, cursor.littleEndian);
  cursor.at += 4;
  return count;
}

function fail(cursor: Cursor, fault: GeometryFault): undefined {
  cursor.fault = fault;
  return undefined;
}
