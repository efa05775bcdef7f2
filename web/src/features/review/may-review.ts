import { roleMay } from '@phen-dau/geodata';
import { useStore } from '../../state/store.ts';

/** Whether whoever is signed in decides on surveys of others. */
export const useMayReview = (): boolean =>
  useStore(({ session }) => session.state === 'signed-in' && roleMay(session.account.role, 'survey.review'));
