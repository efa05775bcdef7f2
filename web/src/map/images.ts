import type { Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import { parseIcon, strokesOf } from './symbols.ts';

const pixelRatio = 2;
const box = 24;
const hatchBox = 8;

/**
 * Draws the pictures a style names. Nothing is fetched. Those of the first style are all drawn at once, since each that comes
 * later asks for another picture of the whole map; those of a later style (another theme) when they are first needed.
 */
export function drawImages(map: MapLibreMap, first: StyleSpecification): void {
  const draw = (id: string) => {
    const icon = parseIcon(id);
    if (!icon || map.hasImage(id)) return;
    const image = icon.name === 'hatch' ? drawHatch(icon.colour) : drawSymbol(icon.name, icon.colour, icon.paper);
    map.addImage(id, image, { pixelRatio });
  };
  map.once('style.load', () => {
    for (const id of imagesOf(first)) draw(id);
  });
  map.setMissingStyleImageResolver(async (id) => draw(id));
}

/** Every text of the layers that has the form of an image's name, wherever in an expression it stands. */
function imagesOf({ layers }: StyleSpecification): ReadonlySet<string> {
  const texts = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(texts) : [];
  return new Set(texts(layers).filter((text) => parseIcon(text) !== undefined));
}

function drawSymbol(name: string, colour: string, paper: string): ImageData {
  const context = canvas(box * pixelRatio);
  context.scale(pixelRatio, pixelRatio);
  for (const { path, fill, stroke, width } of strokesOf(name)) {
    const shape = new Path2D(path);
    if (stroke) {
      context.strokeStyle = stroke === 'colour' ? colour : paper;
      context.lineWidth = width ?? 1.5;
      context.lineJoin = 'round';
      context.stroke(shape);
    }
    if (fill) {
      context.fillStyle = fill === 'colour' ? colour : paper;
      context.fill(shape, 'evenodd');
    }
  }
  return context.getImageData(0, 0, box * pixelRatio, box * pixelRatio);
}

function drawHatch(colour: string): ImageData {
  const size = hatchBox * pixelRatio;
  const context = canvas(size);
  context.strokeStyle = colour;
  context.lineWidth = 1.6;
  for (const shift of [-size, 0, size]) {
    context.beginPath();
    context.moveTo(shift - 2, size + 2);
    context.lineTo(shift + size + 2, -2);
    context.stroke();
  }
  return context.getImageData(0, 0, size, size);
}

function canvas(size: number): CanvasRenderingContext2D {
  const element = document.createElement('canvas');
  element.width = size;
  element.height = size;
  // Kept in memory: reading a picture back from the graphics process waits until that has drawn its map.
  const context = element.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser has no 2D canvas');
  return context;
}
