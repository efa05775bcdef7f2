import { languages } from '@phen-dau/geodata';
import { getState, setState, type Theme, useStore } from './store.ts';

const key = 'phen-dau.preferences';
const themes: readonly Theme[] = ['system', 'light', 'dark'];

/** Language and theme outlive the visit; nothing about the province or the account is kept in the browser. */
export function connectPreferences(): void {
  const stored = readStored();
  const language = languages.find((candidate) => candidate === stored.language);
  const theme = themes.find((candidate) => candidate === stored.theme);
  setState({ ...(language && { language }), ...(theme && { theme }) });
  show();
  useStore.subscribe((state, before) => {
    if (state.language === before.language && state.theme === before.theme) return;
    show();
    try {
      localStorage.setItem(key, JSON.stringify({ language: state.language, theme: state.theme }));
    } catch {
      // Storage may be forbidden by policy; the choice then lasts for this visit.
    }
  });
}

function readStored(): { language?: unknown; theme?: unknown } {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as { language?: unknown; theme?: unknown };
  } catch {
    return {};
  }
}

function show(): void {
  const { language, theme } = getState();
  document.documentElement.lang = language;
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
