import { geometryBounds } from '@phen-dau/geodata';
import type { Geometry } from 'geojson';
import { useEffect, useState } from 'react';
import type { LngLat } from '../../api/types.ts';
import { useFormat, useMessages } from '../../messages/use-messages.ts';
import { useStore } from '../../state/store.ts';
import { IconButton } from '../../ui/button.tsx';
import { useNotation } from '../coordinates/preference.ts';
import { useNotationModule } from '../coordinates/use-notation-module.ts';
import { copyText } from '../shell/commands.ts';

/** How long or large a feature is on the ellipsoid, and where: in all three writings, each to be copied. */
export function Place({ geometry }: { readonly geometry: Geometry }) {
  const words = useMessages();
  const format = useFormat();
  const language = useStore((state) => state.language);
  const meridianDegrees = useNotation((state) => state.meridianDegrees);
  const module = useNotationModule();
  const measured = useMeasures(geometry);
  const isPoint = geometry.type === 'Point';
  const place = middleOf(geometry);
  const meridian = module?.meridians.find((candidate) => candidate.degrees === meridianDegrees);
  return (
    <section className="place" aria-label={words.card.place}>
      <h3>{isPoint ? words.card.place : words.card.centre}</h3>
      <ul>
        {(module?.notations ?? ['decimal', 'dms', 'vn2000']).map((notation) => {
          const text = module?.writePlace(place, notation, meridianDegrees, language) ?? '';
          return (
            <li key={notation}>
              <span className="place-name">
                {words.coordinates[notation as 'decimal']}
                {notation === 'vn2000' && meridian && ` ${meridian.name}`}
              </span>
              <span className="number">{text}</span>
              <IconButton
                size="small"
                icon="copy"
                label={`${words.coordinates.copy}: ${words.coordinates[notation as 'decimal']}`}
                onClick={() => void copyText(text)}
              />
            </li>
          );
        })}
      </ul>
      {!isPoint && (
        <dl className="fields" title={words.card.ellipsoidal}>
          <div>
            <dt>{measured?.kind === 'area' ? words.card.area : words.card.length}</dt>
            <dd>
              {measured
                ? measured.kind === 'area'
                  ? format.area(measured.value)
                  : format.length(measured.value)
                : '…'}
            </dd>
          </div>
        </dl>
      )}
    </section>
  );
}

function useMeasures(geometry: Geometry): { kind: 'length' | 'area'; value: number } | undefined {
  const [measured, setMeasured] = useState<{ kind: 'length' | 'area'; value: number }>();
  useEffect(() => {
    let wanted = true;
    setMeasured(undefined);
    if (geometry.type !== 'Point') {
      void import('./measures.ts').then(({ geometryAreaSquareMetres, geometryLengthMetres }) => {
        if (!wanted) return;
        const isArea = geometry.type.endsWith('Polygon');
        setMeasured(
          isArea
            ? { kind: 'area', value: geometryAreaSquareMetres(geometry) }
            : { kind: 'length', value: geometryLengthMetres(geometry) },
        );
      });
    }
    return () => {
      wanted = false;
    };
  }, [geometry]);
  return measured;
}

/** A point's own position; of anything else the middle of its box, which is where the map goes to show it. */
function middleOf(geometry: Geometry): LngLat {
  const [west, south, east, north] = geometryBounds(geometry);
  return [(west + east) / 2, (south + north) / 2];
}
