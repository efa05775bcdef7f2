import { coverageLinkOf } from './coverage-link.ts';
import { decodePermalink, encodePermalink, type Permalink } from './permalink.ts';
import { type AppState, getState, setState, untouched, useStore } from './store.ts';

const writeDelayMilliseconds = 250;

/** The link to what is on the screen now. */
export function permalinkOf(state: AppState): Permalink {
  const touched = Object.entries(state.layers);
  const selected = state.card === undefined ? undefined : state.selection[state.card];
  return {
    ...(state.view && { view: state.view }),
    hidden: touched.filter(([, layer]) => !layer.visible).map(([id]) => id),
    opacity: Object.fromEntries(
      touched.filter(([, layer]) => layer.opacity !== 1).map(([id, layer]) => [id, layer.opacity]),
    ),
    ...(selected && { selected }),
    language: state.language,
    theme: state.theme,
    base: state.base,
    ...(state.asOf && { asOf: state.asOf }),
    ...(state.tableLayer && { table: state.tableLayer }),
    // A link with a view opens the map without saying so.
    ...(state.place === 'coverage' && { place: state.place, coverage: coverageLinkOf(state.coverage) }),
    ...(state.place === 'surveys' && { place: state.place, surveys: state.surveys }),
  };
}

export const currentLink = () => `${location.origin}${location.pathname}#${encodePermalink(permalinkOf(getState()))}`;

let hadView = false;

/** Whether the page was opened by a link that says where to look. */
export const isFromLink = (): boolean => hadView;

/** Takes over what the address says. */
function readAddress(): void {
  const link = decodePermalink(location.hash);
  hadView = link.view !== undefined;
  const ids = new Set([...(link.hidden ?? []), ...Object.keys(link.opacity ?? {})]);
  setState((state) => ({
    ...(link.view && { view: link.view, cameraWish: undefined }),
    ...(ids.size > 0 && {
      layers: Object.fromEntries(
        [...ids].map((id) => [
          id,
          { visible: !link.hidden?.includes(id), opacity: link.opacity?.[id] ?? untouched.opacity },
        ]),
      ),
    }),
    ...(link.selected && { selection: [link.selected], card: 0 }),
    ...(link.asOf && { asOf: link.asOf, timeOpen: true }),
    tableLayer: link.table ?? state.tableLayer,
    place: link.place ?? (link.view || link.selected || link.table ? 'map' : undefined),
    coverage: { ...state.coverage, ...link.coverage },
    surveys: { ...state.surveys, ...link.surveys },
    language: link.language ?? state.language,
    theme: link.theme ?? state.theme,
    base: link.base ?? state.base,
  }));
}

/**
 * Keeps address and state together. The address is replaced, never pushed: a pan is not a page one wants to go back to.
 * A link pasted into the open window reloads it, since that is the one honest way to take over a whole state.
 */
export function connectAddress(): void {
  readAddress();
  let isDue = false;
  let written = location.hash;
  const write = () => {
    isDue = false;
    const hash = `#${encodePermalink(permalinkOf(getState()))}`;
    if (hash === location.hash) return;
    written = hash;
    history.replaceState(history.state, '', hash);
  };
  useStore.subscribe(() => {
    if (isDue) return;
    isDue = true;
    setTimeout(write, writeDelayMilliseconds);
  });
  addEventListener('hashchange', () => {
    if (location.hash !== written) location.reload();
  });
}
