import { SegmentIndex } from './crossings.ts';
import type { Place } from './frame.ts';
import { between, distance, itemAt } from './polyline.ts';
import type { Post } from './posts.ts';
import { nearestOn } from './side.ts';
import type { PropertiesOf } from './types.ts';

export interface Gate {
  readonly post: Post;
  readonly kind: PropertiesOf<'facility'>['kind'];
  readonly name: string;
  readonly place: Place;
}

/** Reported: 2 international gates, 1 bilateral, 9 auxiliary crossings, 1 railway link. [post, kind, name, share of its way] */
const plans: readonly (readonly [post: string, kind: Gate['kind'], name: string, share: number])[] = [
  ['huu-nghi', 'international_gate', 'Cửa khẩu quốc tế Hữu Nghị', 0.6],
  ['chi-ma', 'international_gate', 'Cửa khẩu quốc tế Chi Ma', 0.72],
  ['huu-nghi', 'railway_link', 'Ga đường sắt liên vận quốc tế Đồng Đăng', 0.72],
  ['binh-nghi', 'bilateral_gate', 'Cửa khẩu song phương Bình Nghi', 0.4],
  ['tan-thanh', 'auxiliary_crossing', 'Cửa khẩu phụ Tân Thanh', 0.5],
  ['tan-thanh', 'auxiliary_crossing', 'Cửa khẩu phụ Cốc Nam', 0.9],
  ['na-hinh', 'auxiliary_crossing', 'Cửa khẩu phụ Na Hình', 0.5],
  ['na-hinh', 'auxiliary_crossing', 'Cửa khẩu phụ Nà Nưa', 0.2],
  ['po-ma', 'auxiliary_crossing', 'Lối mở Pò Mã', 0.6],
  ['bao-lam', 'auxiliary_crossing', 'Cửa khẩu phụ Pò Nhùng', 0.45],
  ['thanh-loa', 'auxiliary_crossing', 'Lối mở Co Sâu', 0.4],
  ['ba-son', 'auxiliary_crossing', 'Lối mở Ba Sơn', 0.55],
  ['bac-xa', 'auxiliary_crossing', 'Cửa khẩu phụ Bản Chắt', 0.3],
];

/** Gates stand between the way along the border and the line, close to the line. */
export function openGates(line: readonly Place[], posts: readonly Post[], way: readonly Place[]): Gate[] {
  const border = new SegmentIndex(200);
  border.add(line, 0);
  return plans.map(([code, kind, name, share]) => {
    const post = posts.find((candidate) => candidate.code === code);
    if (!post) throw new Error(`No post ${code} for ${name}`);
    const wanted = Math.round(post.firstOfWay + (post.lastOfWay - post.firstOfWay) * share);
    // Where the way is nearest to the line for a kilometre around.
    let best: { gap: number; place: Place } | undefined;
    for (let index = Math.max(post.firstOfWay, wanted - 24); index <= Math.min(post.lastOfWay, wanted + 24); index++) {
      const start = itemAt(way, index);
      const stone = itemAt(line, nearestOn(line, start).index);
      const gap = distance(start, stone);
      if ((best && gap >= best.gap) || border.isCrossedBy([start, stone], 0.5)) continue;
      best = { gap, place: between(stone, start, Math.min(0.5, 25 / gap)) };
    }
    return { post, kind, name: name.normalize('NFC'), place: best?.place ?? itemAt(way, wanted) };
  });
}
