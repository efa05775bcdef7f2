import { layerIds, say } from '@phen-dau/geodata';
import { exportFormats } from './export-layer.ts';

/** What the export command says about itself and about arguments it cannot use. */
export const exportWords = {
  summary: say(
    `Ghi một lớp ra tệp, hệ WGS 84, kể cả đối tượng hạn chế.
  LỚP                    ${layerIds.join(' ')}
  --format DẠNG          ${exportFormats.join(', ')}; nếu không ghi thì lấy theo đuôi tệp
  --out TỆP              chỉ xuất hiện khi đã ghi xong
  --as-of NĂM-THÁNG-NGÀY lớp như vào ngày ấy (hôm nay)`,
    `Writes a layer into a file, in WGS 84, restricted features included.
  LAYER                  ${layerIds.join(' ')}
  --format FORMAT        ${exportFormats.join(', ')}; taken from the name of the file when absent
  --out FILE             put in place when it is complete
  --as-of YYYY-MM-DD     the layer as it was on this day (today)`,
  ),
  oneLayer: say(`Hãy ghi một lớp: ${layerIds.join(', ')}.`, `Name one layer: ${layerIds.join(', ')}.`),
  noFile: say('Hãy ghi tên tệp cần ghi bằng --out.', 'Name the file to write with --out.'),
  noFormat: say(
    `--format nhận một trong: ${exportFormats.join(', ')}.`,
    `--format takes one of: ${exportFormats.join(', ')}.`,
  ),
  noDay: say('--as-of nhận một ngày, viết là 2024-12-31.', '--as-of takes a day, written 2024-12-31.'),
} as const;
