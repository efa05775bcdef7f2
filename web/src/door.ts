/** What the tests of the whole repository see of the web: its pictures and its words, nothing that needs a browser or a bundler. */
export { buildStyle, type StyleInput } from './map/build-style.ts';
export { paintOf } from './map/paint/index.ts';
export type { LayerPaint, LegendItem } from './map/paint/layer-paint.ts';
export { restrictedPaint } from './map/paint/restricted.ts';
export { type Palette, palettes } from './map/palette.ts';
export { messages } from './messages/messages.ts';
