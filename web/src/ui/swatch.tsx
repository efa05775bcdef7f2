import type { Swatch as SwatchLook } from '../map/paint/layer-paint.ts';
import { parseIcon, strokesOf } from '../map/symbols.ts';

const width = 28;
const height = 20;

/** A legend's picture of a class of features, drawn from what the style is drawn from. */
export function Swatch({ look }: { readonly look: SwatchLook }) {
  return (
    <svg className="swatch" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      <SwatchShape look={look} />
    </svg>
  );
}

function SwatchShape({ look }: { readonly look: SwatchLook }) {
  switch (look.shape) {
    case 'line':
      return (
        <>
          {look.casing && (
            <path
              d="M2 10h24"
              stroke={look.casing}
              strokeOpacity={0.4}
              strokeWidth={look.width + 7}
              strokeLinecap="round"
            />
          )}
          <path
            d="M2 10h24"
            stroke={look.colour}
            strokeWidth={look.width}
            strokeDasharray={look.dash?.map((part) => part * look.width).join(' ')}
          />
        </>
      );
    case 'area':
      return (
        <>
          <rect x={3} y={2.5} width={22} height={15} rx={2} fill={look.fill} fillOpacity={look.fillOpacity} />
          {look.hatch && (
            <path d="M4 14L12 4M8 17L19 4M15 17L24 6" stroke={look.fill} strokeOpacity={0.5} strokeWidth={1.2} />
          )}
          <rect
            x={3}
            y={2.5}
            width={22}
            height={15}
            rx={2}
            fill="none"
            stroke={look.outline}
            strokeWidth={1.6}
            strokeDasharray={look.dash?.map((part) => part * 1.6).join(' ')}
          />
        </>
      );
    case 'dot':
      return <circle cx={14} cy={10} r={look.radius} fill={look.fill} stroke={look.outline} strokeWidth={1.6} />;
    case 'icon':
      return <IconShape icon={look.icon} />;
  }
}

function IconShape({ icon }: { readonly icon: string }) {
  const parsed = parseIcon(icon);
  if (!parsed) return null;
  const ink = (name: 'colour' | 'paper' | undefined) =>
    name === undefined ? 'none' : name === 'colour' ? parsed.colour : parsed.paper;
  return (
    <g transform="translate(4.400 .4) scale(.8)">
      {strokesOf(parsed.name).map((stroke) => (
        <path
          key={stroke.path}
          d={stroke.path}
          fillRule="evenodd"
          fill={ink(stroke.fill)}
          stroke={ink(stroke.stroke)}
          strokeWidth={stroke.stroke ? stroke.width : undefined}
          paintOrder="stroke"
        />
      ))}
    </g>
  );
}
