import { z } from '@hono/zod-openapi';
import { type Layer, type LayerId, layerById, type MeasureParameters } from '@phen-dau/geodata';

const metres = (most: number) => z.number().min(0).max(most);
const kmPerHour = z.number().positive().max(200);

function wordOf(layerId: LayerId, key: string) {
  const layer: Layer = layerById(layerId);
  return z.enum(Object.keys(layer.fields[key]?.vocabulary ?? {}));
}

/** Words of a layer's vocabulary, none twice. */
const words = (layerId: LayerId, key: string) =>
  z
    .array(wordOf(layerId, key))
    .max(20)
    .refine((chosen) => new Set(chosen).size === chosen.length);

const roadKinds = words('patrol-road', 'kind');

/** What the measures are computed with; see `MeasureParameters` for what each means. */
export const measureParameters = z
  .strictObject({
    borderMetres: metres(20_000),
    accessMetres: metres(5_000),
    lightMetres: metres(500),
    gapMetres: metres(100_000),
    networkKinds: roadKinds,
    pavedKinds: roadKinds,
    litKinds: roadKinds,
    activeKinds: roadKinds,
    pavedSurfaces: words('patrol-road', 'surface'),
    usableStatuses: words('patrol-road', 'status'),
    workingStatuses: words('solar-lamp', 'status'),
    removedStatuses: words('solar-lamp', 'status'),
    matchMetres: metres(100),
    rivalMetres: metres(100),
    fixGapMetres: metres(5_000),
    visitDays: z.int().min(1).max(366),
    dayStartsMinutesEast: z.int().min(-720).max(840),
    joinMetres: metres(50),
    snapMetres: metres(20_000),
    speedsKmPerHour: z.partialRecord(wordOf('patrol-road', 'surface'), kmPerHour),
    offRoadKmPerHour: kmPerHour,
    reachMinutes: z.number().min(1).max(1_440),
  } satisfies Record<keyof MeasureParameters, z.ZodType>)
  .openapi('MeasureParameters');
