/** How the attributes of files of one shape were found: field to column, and field to one value. */
export interface Mapping {
  readonly map: Readonly<Record<string, string>>;
  readonly set: Readonly<Record<string, string>>;
}

interface ShapedFile {
  readonly layer: string;
  readonly columns: readonly string[];
}

/** Files of one layer with the same columns are of one shape. */
export const mappingShape = ({ layer, columns }: ShapedFile): string => `${layer} ${[...columns].sort().join('\t')}`;
