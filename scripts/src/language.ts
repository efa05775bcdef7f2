import type { Language } from '@phen-dau/geodata';

/** The language of what a command says: English when the environment asks for it, else Vietnamese. */
export function commandLanguage(environment: NodeJS.ProcessEnv): Language {
  const wish = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return /^en/i.test(wish) ? 'en' : 'vi';
}
