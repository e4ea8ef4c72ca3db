import { useId, useMemo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { formatTime } from '../format/age';
import { useLook } from '../components/look';
import { ChartTable } from './ChartTable';
import { moved, nearest } from './cursor';
import { Plot } from './Plot';
import { moments, newestOf, timeRange, withGaps } from './series';
import type { ChartLine, ChartMarker, ChartThreshold } from './series';
import { useWidth } from './useWidth';
import { sentenceAt, summaryOf, valuesAt } from './words';

const useStyles = makeStyles(
  theme => ({
    figure: { margin: 0 },
    plot: {
      position: 'relative',
      width: '100%',
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
    },
    // Two lines whatever they say, so that nothing below moves.
    said: {
      minHeight: '2.9em',
      marginTop: theme.spacing(0.5),
      '& span': { marginRight: theme.spacing(2) },
    },
    table: { minHeight: 32 },
    center: { display: 'flex', alignItems: 'center' },
    waiting: {
      borderRadius: 'var(--bui-radius-2, 4px)',
      background: 'var(--bui-bg-neutral-2, rgba(128, 128, 128, 0.12))',
    },
  }),
  { name: 'GreenlightTimeSeriesChart' },
);

/** Properties of a chart. @public */
export type TimeSeriesChartProps = {
  title: string;
  /** What the chart shows, for whoever does not see it. */
  description: string;
  lines: readonly ChartLine[];
  thresholds?: readonly ChartThreshold[];
  markers?: readonly ChartMarker[];
  /** Writes a value with its unit. */
  formatValue: (value: number) => string;
  /** Writes a value at the axis; as `formatValue` when not given. */
  formatTick?: (value: number) => string;
  /** Values that the axis includes in any case, for example 0. */
  include?: readonly number[];
  /** Height of the drawing in pixels, which holds in every state. */
  height?: number;
  /** Shows that it is on its way, in the same height. */
  loading?: boolean;
};

const none: readonly never[] = [];

function Blank(props: Pick<TimeSeriesChartProps, 'title' | 'loading'>) {
  const classes = useStyles();
  const look = useLook();
  const { title, loading } = props;
  if (!loading) {
    return (
      <div
        className={`${look.text} ${look.muted} ${classes.center}`}
        style={{ height: '100%' }}
        role="img"
        aria-label={`${title}: no data`}
      >
        No data to draw.
      </div>
    );
  }
  return (
    <div className={classes.waiting} style={{ height: '100%' }} aria-busy>
      <span className={look.hidden}>Loading {title}</span>
    </div>
  );
}

function Said(props: {
  at: number | undefined;
  chosen: boolean;
  lines: readonly ChartLine[];
  formatValue: (value: number) => string;
}) {
  const { at, chosen, lines, formatValue } = props;
  const classes = useStyles();
  const look = useLook();
  return (
    <div
      className={`${look.small} ${look.muted} ${look.figures} ${classes.said}`}
      aria-hidden
      data-testid="chart-said"
    >
      {at !== undefined && (
        <>
          <div>{`${chosen ? '' : 'Newest: '}${formatTime(at)}`}</div>
          {valuesAt(lines, at, formatValue).map(({ key, text }) => (
            <span key={key}>{text}</span>
          ))}
        </>
      )}
    </div>
  );
}

/** A moment that the pointer or the arrow keys have chosen. */
function useCursor(all: readonly number[], newest: number) {
  const [chosen, setChosen] = useState<number>();
  const last = all.length - 1;
  const index = nearest(all, chosen ?? newest);
  return {
    index,
    at: all[index],
    chosen: chosen === undefined ? undefined : all[index],
    choose: setChosen,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Escape') setChosen(undefined);
      const next = moved(event.key, index, last);
      if (next === undefined) return;
      event.preventDefault();
      setChosen(all[next]);
    },
  };
}

/**
 * Lines over time, with thresholds and moments, for at most about 300 points
 * a line. Arrow keys move a cursor whose values are said; the numbers are
 * there as a table too. @public
 */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const { title, description, height = 220, loading, formatValue } = props;
  const { thresholds = none, markers = none, include = none } = props;
  const classes = useStyles();
  const id = useId();
  const look = useLook();
  const lines = useMemo(() => withGaps(props.lines), [props.lines]);
  const all = useMemo(() => moments(lines), [lines]);
  const cursor = useCursor(all, newestOf(lines));
  const { ref, width } = useWidth();
  const range = loading ? undefined : timeRange(lines);
  const chart = { lines, thresholds, markers, formatValue };
  return (
    <figure className={classes.figure} aria-label={title}>
      <div
        ref={ref}
        className={classes.plot}
        style={{ height }}
        {...(range && {
          role: 'slider',
          tabIndex: 0,
          'aria-label': `${title}, moment`,
          'aria-describedby': id,
          'aria-valuemin': 0,
          'aria-valuemax': all.length - 1,
          'aria-valuenow': cursor.index,
          'aria-valuetext': sentenceAt(lines, cursor.at ?? 0, formatValue),
          onKeyDown: cursor.onKeyDown,
          onBlur: () => cursor.choose(undefined),
        })}
      >
        {!range && <Blank title={title} loading={loading} />}
        {range && width > 0 && (
          <Plot
            {...chart}
            size={{ width, height }}
            range={range}
            include={include}
            formatTick={props.formatTick ?? formatValue}
            cursor={cursor.chosen}
            onPoint={cursor.choose}
          />
        )}
      </div>
      <p id={id} className={look.hidden}>
        {description} {range && summaryOf(chart)}
      </p>
      <Said
        at={range && cursor.at}
        chosen={cursor.chosen !== undefined}
        lines={lines}
        formatValue={formatValue}
      />
      <div className={classes.table}>
        {range && <ChartTable title={title} {...chart} moments={all} />}
      </div>
    </figure>
  );
}
