import { type Permission, roleMay } from '@phen-dau/geodata';
import { useMessages } from '../../messages/use-messages.ts';
import { type Place, places } from '../../state/coverage.ts';
import { goToPlace } from '../../state/coverage-actions.ts';
import { useStore } from '../../state/store.ts';
import { useOutbox } from '../../state/surveys-outbox.ts';
import './place-switch.css';

const needed: Readonly<Record<Place, Permission>> = {
  map: 'layers.read',
  surveys: 'survey.submit',
  coverage: 'coverage.read',
};

/** The work places of the shell that the account may enter, side by side; the one that is open is underlined. */
export function PlaceSwitch() {
  const words = useMessages();
  const place = useStore((state) => state.place);
  const session = useStore((state) => state.session);
  const unsent = useOutbox(({ items }) => items.length);
  const open = places.filter((each) => session.state === 'signed-in' && roleMay(session.account.role, needed[each]));
  // One place needs no switch.
  if (open.length < 2) return null;
  return (
    <nav className="place-switch" aria-label={words.places.title}>
      {open.map((each) => (
        <button
          key={each}
          type="button"
          aria-current={each === place ? 'page' : undefined}
          onClick={() => goToPlace(each)}
        >
          {words.places[each]}
          {each === 'surveys' && unsent > 0 && (
            <b className="place-count">
              {unsent}
              <span className="visually-hidden"> {words.places.unsent}</span>
            </b>
          )}
        </button>
      ))}
    </nav>
  );
}
