import type { BorderLine } from './border-line.ts';
import { SegmentIndex } from './crossings.ts';
import { type Place, storedLengthMetres, toPosition } from './frame.ts';
import { chainages, itemAt } from './polyline.ts';
import { idOf, type Random, randomOf } from './random.ts';
import { nearestOn } from './side.ts';
import type { DemonstrationFeature, PropertiesOf } from './types.ts';

interface PostPlan {
  readonly code: string;
  readonly name: string;
  readonly kind: PropertiesOf<'border-post'>['kind'];
  /** Markers under its management; 474 in all, 40 at Bắc Xa and 33 at Chi Lăng as reported. */
  readonly markers: number;
  /** Length of its sector, so that gates lie about where they do and Bắc Xa's road is long enough; one takes what is left. */
  readonly sectorMetres?: number;
  readonly communicationTeams: number;
}

/** From north-west to south-east. */
const plans: readonly PostPlan[] = [
  { code: 'po-ma', name: 'Pò Mã', kind: 'post', markers: 53, sectorMetres: 22_000, communicationTeams: 2 },
  { code: 'binh-nghi', name: 'Bình Nghi', kind: 'post', markers: 48, sectorMetres: 20_000, communicationTeams: 2 },
  { code: 'na-hinh', name: 'Na Hình', kind: 'post', markers: 48, sectorMetres: 20_000, communicationTeams: 1 },
  { code: 'tan-thanh', name: 'Tân Thanh', kind: 'gate_post', markers: 38, sectorMetres: 16_000, communicationTeams: 2 },
  { code: 'huu-nghi', name: 'Hữu Nghị', kind: 'gate_post', markers: 43, sectorMetres: 18_000, communicationTeams: 3 },
  { code: 'bao-lam', name: 'Bảo Lâm', kind: 'post', markers: 29, sectorMetres: 12_000, communicationTeams: 2 },
  { code: 'thanh-loa', name: 'Thanh Lòa', kind: 'post', markers: 29, sectorMetres: 12_000, communicationTeams: 1 },
  { code: 'ba-son', name: 'Ba Sơn', kind: 'post', markers: 41, sectorMetres: 17_000, communicationTeams: 1 },
  { code: 'mau-son', name: 'Mẫu Sơn', kind: 'post', markers: 36, communicationTeams: 1 },
  { code: 'chi-ma', name: 'Chi Ma', kind: 'gate_post', markers: 36, sectorMetres: 15_000, communicationTeams: 2 },
  { code: 'chi-lang', name: 'Chi Lăng', kind: 'post', markers: 33, sectorMetres: 25_000, communicationTeams: 2 },
  { code: 'bac-xa', name: 'Bắc Xa', kind: 'post', markers: 40, sectorMetres: 40_000, communicationTeams: 2 },
];

export interface Post extends PostPlan {
  readonly id: string;
  /** Its stretch of the border line: places `first` to `last`, both included; the next post begins with `last`. */
  readonly first: number;
  readonly last: number;
  /** Its stretch of the way along the border, likewise. */
  readonly firstOfWay: number;
  readonly lastOfWay: number;
}

/**
 * Divides the border and the way along it among the posts, where a straight line from one to the other does not meet the
 * border again, so that what lies between them can be divided too.
 */
export function dividePosts(seed: number, { line }: BorderLine, way: readonly Place[]): Post[] {
  const total = storedLengthMetres(line);
  const long = plans.filter(({ sectorMetres }) => sectorMetres !== undefined);
  const fixedMetres = long.reduce((sum, { sectorMetres = 0 }) => sum + sectorMetres, 0);
  const shared = plans.reduce((sum, plan) => sum + (plan.sectorMetres === undefined ? plan.markers : 0), 0);
  const border = new SegmentIndex(200);
  border.add(line, 0);
  const metres = chainages(line);
  let [first, firstOfWay, wanted] = [0, 0, 0];
  return plans.map((plan, index) => {
    wanted += plan.sectorMetres ?? ((total - fixedMetres) * plan.markers) / shared;
    let last = line.length - 1;
    let lastOfWay = way.length - 1;
    if (index < plans.length - 1) {
      const from = metres.findIndex((value) => value >= wanted);
      last = from;
      for (
        lastOfWay = nearestOn(way, itemAt(line, last)).index;
        ;
        lastOfWay = nearestOn(way, itemAt(line, last)).index
      ) {
        if (!border.isCrossedBy([itemAt(line, last), itemAt(way, lastOfWay)], 0.5)) break;
        last++;
      }
    }
    if (lastOfWay <= firstOfWay) throw new Error(`No way along the sector of ${plan.name}`);
    const post: Post = { ...plan, id: idOf(seed, `border-post ${plan.code}`), first, last, firstOfWay, lastOfWay };
    [first, firstOfWay] = [last, lastOfWay];
    return post;
  });
}

/** The sector of a post as a feature of the border line. */
export function sectorFeature(seed: number, { line }: BorderLine, post: Post): DemonstrationFeature<'border-line'> {
  const stretch = line.slice(post.first, post.last + 1);
  return {
    layer: 'border-line',
    id: idOf(seed, `border-line ${post.code}`),
    geometry: { type: 'MultiLineString', coordinates: [stretch.map(toPosition)] },
    properties: {
      name: `Đoạn ${post.name}`,
      post_id: post.id,
      length_metres: Math.round(storedLengthMetres(stretch) * 1000) / 1000,
    },
    validFrom: '2019-01-01',
    validTo: null,
  };
}

/** A post as a feature; it stands at the end of its access road. */
export function postFeature(seed: number, post: Post, place: Place): DemonstrationFeature<'border-post'> {
  const random: Random = randomOf(seed, `post ${post.code}`);
  return {
    layer: 'border-post',
    id: post.id,
    geometry: { type: 'Point', coordinates: toPosition(place) },
    properties: {
      name: post.kind === 'gate_post' ? `Đồn Biên phòng cửa khẩu ${post.name}` : `Đồn Biên phòng ${post.name}`,
      code: post.code,
      kind: post.kind,
      year_established: random.whole(1959, 1992),
      communication_teams: post.communicationTeams,
    },
    validFrom: '2019-01-01',
    validTo: null,
  };
}
