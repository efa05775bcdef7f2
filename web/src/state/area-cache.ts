/** The browser's cache that holds the saved area; the service worker answers from it when there is no network. */
export const areaCache = 'phen-dau-area';
