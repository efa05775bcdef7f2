import type { MeasureParameters, ProvinceCoverage } from '@phen-dau/geodata';
import { useState } from 'react';
import { useCoverageMessages } from '../../../messages/use-coverage-messages.ts';
import { useFormat, useMessages } from '../../../messages/use-messages.ts';
import { type MeasureKey, measureKeys } from '../../../state/coverage.ts';
import { changeCoverage, openPost } from '../../../state/coverage-actions.ts';
import { setState } from '../../../state/store.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { saveCsv } from '../../table/save-csv.ts';
import { amountsOf, measureColour, measureLooks } from '../measure-looks.ts';
import { MeasureMark } from '../measure-mark.tsx';
import { TrendLine } from '../trend/trend-line.tsx';
import { TrendNotes } from '../trend/trend-notes.tsx';
import { useFigureText } from '../use-words.ts';
import {
  changeOf,
  commonPrefix,
  type ProvinceRow,
  type ProvinceSorting,
  provinceCsv,
  provinceRows,
} from './province-rows.ts';
import { ProvinceSliders } from './province-sliders.tsx';

interface ProvinceTableProps {
  readonly now: ProvinceCoverage;
  readonly before: ProvinceCoverage | undefined;
  readonly parameters: MeasureParameters;
  readonly province: MeasureParameters | undefined;
}

/**
 * One row a post: five shares with their bars and changes, and the trend of the measure the table is sorted by, which colours
 * the map too.
 */
export function ProvinceTable({ now, before, parameters, province }: ProvinceTableProps) {
  const words = useCoverageMessages();
  const [sorting, setSorting] = useState<ProvinceSorting>({ key: 'post', descending: false, byChange: false });
  const rows = provinceRows(now.posts, before?.posts, sorting);
  const shown = measureKeys.filter((key) => amountsOf(now.province, key));
  const prefix = commonPrefix(rows.map(({ now: { post } }) => post?.name ?? ''));
  const trended = sorting.key === 'post' ? 'lit' : sorting.key;
  const sortBy = (key: ProvinceSorting['key']) => {
    setSorting((was) => ({ ...was, key, descending: was.key === key ? !was.descending : key !== 'post' }));
    if (key !== 'post') changeCoverage({ ribbon: measureLooks[key].ribbon });
  };
  const download = () =>
    saveCsv(`coverage-${now.asOf}.csv`, provinceCsv(rows, { ...words.table, measure: words.measure }));
  if (rows.length === 0) return <p className="coverage-message">{words.table.empty}</p>;
  return (
    <section className="province">
      <div className="province-tools">
        <Checkbox
          state={sorting.byChange ? 'on' : 'off'}
          onChange={(byChange) =>
            setSorting((was) => ({ key: was.key === 'post' ? 'lit' : was.key, descending: true, byChange }))
          }
        >
          {words.table.byChange}
        </Checkbox>
        <Button icon="download" onClick={download}>
          {words.table.csv}
        </Button>
      </div>
      <ProvinceSliders parameters={parameters} province={province} />
      <div className="province-scroll">
        <table aria-label={words.table.title}>
          <thead>
            <tr>
              <ColumnHead column="post" label={words.table.post} sorting={sorting} onSort={sortBy} />
              {shown.map((key) => (
                <ColumnHead key={key} column={key} label={words.brief[key]} sorting={sorting} onSort={sortBy} />
              ))}
              <th scope="col">
                <span className="province-trend" title={words.table.trendOf(words.measure[trended])}>
                  <MeasureMark measure={trended} />
                  {words.table.trend}
                </span>
              </th>
            </tr>
          </thead>
          <tbody>
            <PostRow row={{ now: now.province, before: before?.province }} shown={shown} trended={trended} prefix="" />
            {rows.map((row) => (
              <PostRow key={row.now.post?.id} row={row} shown={shown} trended={trended} prefix={prefix} />
            ))}
          </tbody>
        </table>
      </div>
      <TrendNotes post={undefined} />
    </section>
  );
}

const capitalised = (name: string) => name.charAt(0).toLocaleUpperCase('vi') + name.slice(1);

interface ColumnHeadProps {
  readonly column: ProvinceSorting['key'];
  readonly label: string;
  readonly sorting: ProvinceSorting;
  readonly onSort: (column: ProvinceSorting['key']) => void;
}

function ColumnHead({ column, label, sorting, onSort }: ColumnHeadProps) {
  const words = useMessages();
  const { measure } = useCoverageMessages();
  const isSorted = sorting.key === column;
  const direction = isSorted ? (sorting.descending ? 'descending' : 'ascending') : 'none';
  const full = column === 'post' ? label : measure[column];
  return (
    <th scope="col" aria-sort={direction}>
      <button
        type="button"
        title={isSorted && !sorting.descending ? words.table.sortDescending(full) : words.table.sortAscending(full)}
        onClick={() => onSort(column)}
      >
        {column !== 'post' && <MeasureMark measure={column} />}
        {label}
        {direction !== 'none' && <Icon name={direction} size={14} />}
      </button>
    </th>
  );
}

interface PostRowProps {
  readonly row: ProvinceRow;
  readonly shown: readonly MeasureKey[];
  readonly trended: MeasureKey;
  /** What all names begin with; the column need not repeat it. */
  readonly prefix: string;
}

function PostRow({ row, shown, trended, prefix }: PostRowProps) {
  const words = useCoverageMessages();
  const { post } = row.now;
  return (
    <tr
      className={post ? undefined : 'province-whole'}
      onPointerEnter={() => post && setState({ hovered: { layer: 'border-post', id: post.id } })}
      onPointerLeave={() => setState({ hovered: undefined })}
    >
      <th scope="row">
        {post ? (
          <button
            type="button"
            aria-label={words.table.open(post.name)}
            title={post.name}
            onClick={() => openPost(post.id)}
          >
            {capitalised(post.name.slice(prefix.length))}
          </button>
        ) : (
          words.page.province
        )}
      </th>
      {shown.map((key) => (
        <ShareCell key={key} row={row} measure={key} />
      ))}
      <td>
        <TrendLine post={post?.id} measure={trended} />
      </td>
    </tr>
  );
}

function ShareCell({ row, measure }: { readonly row: ProvinceRow; readonly measure: MeasureKey }) {
  const words = useCoverageMessages();
  const text = useFigureText();
  const format = useFormat();
  const amounts = amountsOf(row.now, measure);
  if (!amounts || amounts.share === null) {
    return (
      <td className="province-share" title={words.nothing[measure]}>
        <span>–</span>
      </td>
    );
  }
  const change = changeOf(row, measure);
  const moved = change !== null && Math.abs(change) >= 0.0005;
  return (
    <td
      className="province-share"
      title={words.figure.of(text.amount(measure, amounts.part), text.amount(measure, amounts.whole))}
    >
      {moved && (
        <small className={change > 0 ? 'figure-better' : 'figure-worse'}>
          {`${change > 0 ? '▲' : '▼'}\u2009${format.digits(Math.abs(100 * change), 1)}`}
        </small>
      )}
      <span>{text.share(amounts.share)}</span>
      <svg className="province-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect className="strip-gap" y={2} width={100} height={2} />
        <rect width={100 * amounts.share} height={6} fill={measureColour(measure)} />
      </svg>
    </td>
  );
}
