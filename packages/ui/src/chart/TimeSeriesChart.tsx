import { useId, useState } from 'react';
import { useParentSize } from '@visx/responsive';
import { makeStyles } from '@material-ui/core/styles';
import { announce } from '../live/announce';
import { formatTime } from '../format/age';
import { useLook } from '../components/look';
import { ChartTable } from './ChartTable';
import { Plot } from './Plot';
import { moments, timeRange, valueAt } from './series';
import type { ChartLine, ChartMarker, ChartThreshold } from './series';

const useStyles = makeStyles(
  theme => ({
    plot: {
      position: 'relative',
      width: '100%',
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
    },
    said: { minHeight: '1.5em' },
    empty: { display: 'flex', alignItems: 'center' },
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
  /** Values that the axis includes in any case, for example 0. */
  include?: readonly number[];
  height?: number;
};

function sentenceAt(props: TimeSeriesChartProps, at: number): string {
  const values = props.lines.map(line => {
    const value = valueAt(line, at);
    const text = value === null ? 'no data' : props.formatValue(value);
    return `${line.label} ${text}`;
  });
  return `${formatTime(at)}: ${values.join(', ')}`;
}

/** Where the arrow keys move the cursor; undefined for other keys. */
function moved(
  key: string,
  at: number | undefined,
  last: number,
): number | undefined {
  const here = at ?? last;
  const targets: Record<string, number> = {
    ArrowLeft: here - 1,
    ArrowRight: here + 1,
    PageUp: here - 10,
    PageDown: here + 10,
    Home: 0,
    End: last,
  };
  const target = targets[key];
  return target === undefined
    ? undefined
    : Math.min(last, Math.max(0, at === undefined ? last : target));
}

/**
 * Lines over time, with thresholds and moments, for at most about 300 points
 * a line. Arrow keys move a cursor whose values are said; the numbers are
 * there as a table too. @public
 */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const { title, description, lines, height = 220 } = props;
  const classes = useStyles();
  const look = useLook();
  const id = useId();
  const { parentRef, width } = useParentSize({ debounceTime: 50 });
  const [cursor, setCursor] = useState<number>();
  const range = timeRange(lines);
  if (!range) {
    return (
      <div
        className={`${look.text} ${look.muted} ${classes.empty}`}
        style={{ height }}
        role="img"
        aria-label={`${title}: no data`}
      >
        No data to draw.
      </div>
    );
  }
  const all = moments(lines);
  const at = cursor === undefined ? undefined : all[cursor];
  return (
    <div>
      {/* eslint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={parentRef}
        className={classes.plot}
        style={{ height }}
        role="group"
        aria-roledescription="chart"
        aria-label={title}
        aria-describedby={id}
        tabIndex={0}
        onBlur={() => setCursor(undefined)}
        onKeyDown={event => {
          const next = moved(event.key, cursor, all.length - 1);
          if (next === undefined) return;
          event.preventDefault();
          setCursor(next);
          announce(sentenceAt(props, all[next] ?? 0));
        }}
      >
        {width > 0 && (
          <Plot
            {...props}
            size={{ width, height }}
            range={range}
            cursor={at}
            moments={all}
            onCursor={setCursor}
          />
        )}
      </div>
      {/* eslint-enable */}
      <span id={id} className={look.hidden}>
        {description} The arrow keys move through it.
      </span>
      <div
        className={`${look.small} ${look.muted} ${look.figures} ${classes.said}`}
        aria-hidden
      >
        {at !== undefined && sentenceAt(props, at)}
      </div>
      <ChartTable title={title} lines={lines} formatValue={props.formatValue} />
    </div>
  );
}
