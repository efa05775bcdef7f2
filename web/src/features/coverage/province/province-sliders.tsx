import type { MeasureParameters } from '@phen-dau/geodata';
import { useState } from 'react';
import { useCoverageMessages } from '../../../messages/use-coverage-messages.ts';
import type { Changeable, Ribbon } from '../../../state/coverage.ts';
import { getState, useStore } from '../../../state/store.ts';
import { Fold } from '../../../ui/fold.tsx';
import { ParameterSlider } from '../parameter-slider.tsx';

interface ProvinceSlidersProps {
  readonly parameters: MeasureParameters;
  readonly province: MeasureParameters | undefined;
}

const always: readonly Changeable[] = ['light', 'border', 'access'];
/** Minutes move nothing but the ribbon of reach. */
const slidersOf = (ribbon: Ribbon): readonly Changeable[] => (ribbon === 'reach' ? ['minutes', ...always] : always);

/** The distances the table is computed with, moved live; folded away until somebody wants them or a link has moved one. */
export function ProvinceSliders({ parameters, province }: ProvinceSlidersProps) {
  const words = useCoverageMessages();
  const ribbon = useStore(({ coverage }) => coverage.ribbon);
  const [isOpen, setOpen] = useState(() => Object.keys(getState().coverage.changes).length > 0);
  return (
    <Fold
      className="province-sliders"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      summary={words.table.parameters}
    >
      <div className="province-sliders-list">
        {slidersOf(ribbon).map((which) => (
          <ParameterSlider key={which} which={which} parameters={parameters} province={province} />
        ))}
      </div>
    </Fold>
  );
}
