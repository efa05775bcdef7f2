import { expect, it } from 'vitest';
import { lampSurveys } from '../testing/lamp-surveys.ts';
import { kept } from '../testing/surveys.ts';

const table = 'code,kind,status,X,Y\nVN-1,patrol,working,2400000,497000\nVN-2,patrol,working,2400100,497100\n';

it('in metres a file is offered the axes of the province served, as it is since July 2025 and of all it was made of', async () => {
  const { surveyor } = await lampSurveys({ province: 'Bắc Ninh' });
  const { candidates } = await kept(surveyor, table, { name: 'bac-ninh.csv' });
  const offered = new Map(candidates.map(({ crs, divisions }) => [crs, divisions]));
  // 107°00′: Bắc Ninh's since July 2025, Bắc Giang's before. Lạng Sơn's 107°15′ is one of many here.
  expect(offered.get('EPSG:9214')).toEqual(['since-july-2025', 'before-july-2025']);
  expect(offered.get('EPSG:9215')).toBeUndefined();
});
