import { roleMay } from '@phen-dau/geodata';
import { readAccount, readBasemap, readHealth, readLayers, signOut } from '../api/client.ts';
import { askFor, onOutcome, ProblemError, UnreachableError } from '../api/request.ts';
import type { Account } from '../api/types.ts';
import { messages } from '../messages/messages.ts';
import { notify } from '../ui/notices.tsx';
import { forgetArea, forgetAreaOfOthers } from './area-cache.ts';
import { type AppState, getState, initialState, setState, useStore } from './store.ts';

const knockMilliseconds = 4000;
/** An unchanged list costs a 304. */
const refreshMilliseconds = 60_000;

/** Asks who we are and what we may see; the three questions go out together, and a reader who is signed out answers none of them. */
export async function openSession(): Promise<void> {
  void askServer();
  const layers = readLayers();
  const basemap = readBasemap();
  // Both are awaited below; until then a refusal must not count as unhandled.
  layers.catch(() => undefined);
  basemap.catch(() => undefined);
  try {
    const account = await readAccount();
    await forgetAreaOfOthers(account.username);
    // The chunk of protected layers must be there before the first style, or the map would be drawn twice.
    const extraPaint = account.clearance === 'restricted' ? await readExtraPaint() : {};
    const [catalogue, base] = await Promise.all([layers, basemap.catch(() => undefined)]);
    setState((state) => ({
      session: { state: 'signed-in', account },
      signIns: state.signIns + 1,
      ...firstScreen(state, account),
      extraPaint,
      catalogue,
      basemap: base,
      catalogueFailed: false,
    }));
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) await visitOrSignIn(layers, basemap);
    else if (error instanceof UnreachableError) setState({ reachable: false });
    else setState({ catalogueFailed: true });
  }
}

/** The first screen a role sees is its own: for a surveyor the files, for an officer the coverage of the post, unless a link leads elsewhere. */
function firstScreen({ place, coverage }: AppState, { role, post }: Account): Pick<AppState, 'place' | 'coverage'> {
  if (roleMay(role, 'survey.submit') && (place === 'surveys' || (place === undefined && role === 'surveyor')))
    return { place: 'surveys', coverage };
  if (place === 'surveys') return { place: 'map', coverage };
  if (!roleMay(role, 'coverage.read')) return { place: 'map', coverage };
  if (place === 'map' || (place === undefined && (role !== 'officer' || post === null)))
    return { place: 'map', coverage };
  // A link to the whole province names no post either; it says so by the place it opens.
  return { place: 'coverage', coverage: place ? coverage : { ...coverage, post: post?.id } };
}

/** Forgets the account and all that was read with it. */
export async function closeSession(): Promise<void> {
  await signOut().catch(() => undefined);
  await forgetArea();
  const { language, theme, demonstration } = getState();
  setState({
    ...initialState,
    language,
    theme,
    demonstration,
    session: { state: 'anonymous', expired: false, visitor: false },
  });
}

let isAsking = false;

/** Asks once more who we are, after something failed that does not say why; the answer is heard by `watchOutcomes`. */
export async function askAgain(): Promise<void> {
  if (isAsking) return;
  isAsking = true;
  await readAccount().catch(() => undefined);
  setTimeout(() => {
    isAsking = false;
  }, knockMilliseconds);
}

/** Asks for the layers anew, whose versions and counts have changed if the register has: the map is drawn from them. */
export async function refreshCatalogue(): Promise<void> {
  const { session, catalogue } = getState();
  if (session.state === 'anonymous') return;
  const layers = await readLayers().catch(() => undefined);
  if (layers && catalogue && JSON.stringify(layers) !== JSON.stringify(catalogue)) setState({ catalogue: layers });
}

/** Takes over what others have changed: asks for the layers now and then and whenever the window is looked at again. */
export function keepCatalogueFresh(): void {
  const refresh = () => document.visibilityState === 'visible' && void refreshCatalogue();
  setInterval(refresh, refreshMilliseconds);
  document.addEventListener('visibilitychange', refresh);
}

/**
 * Watches every answer: a lost session, or one that is somebody else's by now, asks to sign in again, a silent server is
 * knocked at until it answers.
 */
export function watchOutcomes(): void {
  useStore.subscribe(({ session }, before) => {
    if (session === before.session) return;
    askFor(session.state === 'signed-in' ? session.account.username : undefined);
  });
  onOutcome((outcome) => {
    // While the first questions are out, `openSession` decides.
    if (outcome === 'signed-out' && getState().session.state !== 'asking') becomeAnonymous();
    else if (outcome === 'unreachable' && getState().reachable) {
      setState({ reachable: false });
      setTimeout(knock, knockMilliseconds);
    }
  });
}

async function knock(): Promise<void> {
  try {
    await readHealth();
  } catch (error) {
    if (error instanceof UnreachableError) {
      setTimeout(knock, knockMilliseconds);
      return;
    }
  }
  setState({ reachable: true });
  const { language, catalogue } = getState();
  notify('done', messages[language].problem.back);
  if (catalogue === undefined) await openSession();
  // It may be of the day when the network was last there.
  else await refreshCatalogue();
}

/** Where anyone may read the open layers the map opens without an account; elsewhere the door does. */
async function visitOrSignIn(
  layers: ReturnType<typeof readLayers>,
  basemap: ReturnType<typeof readBasemap>,
): Promise<void> {
  try {
    const [catalogue, base] = await Promise.all([layers, basemap.catch(() => undefined)]);
    setState({
      session: { state: 'visiting' },
      place: 'map',
      extraPaint: {},
      catalogue,
      basemap: base,
      catalogueFailed: false,
    });
  } catch {
    becomeAnonymous();
  }
}

async function askServer(): Promise<void> {
  try {
    const health = await readHealth();
    setState({ demonstration: health.demonstration === true });
  } catch {
    // The label is a courtesy; that the server is silent is said elsewhere.
  }
}

function becomeAnonymous(): void {
  const { session } = getState();
  // A visitor's question about an account is refused as a matter of course.
  if (session.state === 'anonymous' || session.state === 'visiting') return;
  setState({ session: { state: 'anonymous', expired: session.state === 'signed-in', visitor: false } });
}

async function readExtraPaint() {
  try {
    return (await import('../map/paint/restricted.ts')).restrictedPaint;
  } catch {
    // Without its paint a layer is drawn plainly, which is better than not at all.
    return {};
  }
}
