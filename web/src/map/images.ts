import type { Map as MapLibreMap } from 'maplibre-gl';
import { parseIcon, strokesOf } from './symbols.ts';

const pixelRatio = 2;
const box = 24;
const hatchBox = 8;

/** Draws the pictures the style names, when it first needs them. Nothing is fetched. */
export function drawMissingImages(map: MapLibreMap): void {
  map.setMissingStyleImageResolver(async (id) => {
    const icon = parseIcon(id);
    if (!icon || map.hasImage(id)) return;
    const image = icon.name === 'hatch' ? drawHatch(icon.colour) : drawSymbol(icon.name, icon.colour, icon.paper);
    map.addImage(id, image, { pixelRatio });
  });
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
  const context = element.getContext('2d');
  if (!context) throw new Error('This browser has no 2D canvas');
  return context;
}
