import pg from 'pg';

const { builtins } = pg.types;
const asIs = (text: string) => text;
const textArray: number = 1009; // the driver has no name for it
const texts: (text: string) => (string | null)[] = pg.types.getTypeParser(textArray);
const numbers = (text: string) => texts(text).map((entry) => (entry === null ? null : Number(entry)));
const parseBytes: (text: string) => Buffer = pg.types.getTypeParser(builtins.BYTEA);

/** The same values as the embedded engine's; what is not named here is equal already. */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, Number],
  [builtins.NUMERIC, Number],
  [builtins.DATE, asIs],
  [builtins.TIMESTAMP, asIs],
  [builtins.INTERVAL, asIs],
  [
    builtins.BYTEA,
    (text) => {
      const bytes = parseBytes(text);
      return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    },
  ],
  [1016, numbers], // bigint[]
  [1231, numbers], // numeric[]
  [1182, texts], // date[]
  [2951, texts], // uuid[]
]);

/** Value parsers for one pool; the driver's global ones stay as they are. */
export const postgresTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ?? pg.types.getTypeParser(oid, format as 'text'),
};
