import { roleMay } from '@phen-dau/geodata';
import { useMessages } from '../../messages/use-messages.ts';
import { places } from '../../state/coverage.ts';
import { goToPlace } from '../../state/coverage-actions.ts';
import { useStore } from '../../state/store.ts';
import './place-switch.css';

/** The work places of the shell, side by side; the one that is open is underlined. */
export function PlaceSwitch() {
  const words = useMessages();
  const place = useStore((state) => state.place);
  const mayReadCoverage = useStore(
    ({ session }) => session.state === 'signed-in' && roleMay(session.account.role, 'coverage.read'),
  );
  // One place needs no switch.
  if (!mayReadCoverage) return null;
  return (
    <nav className="place-switch" aria-label={words.places.title}>
      {places.map((each) => (
        <button
          key={each}
          type="button"
          aria-current={each === place ? 'page' : undefined}
          onClick={() => goToPlace(each)}
        >
          {words.places[each]}
        </button>
      ))}
    </nav>
  );
}
