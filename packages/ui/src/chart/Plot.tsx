import { AxisBottom, AxisLeft } from '@visx/axis';
import { GridRows } from '@visx/grid';
import { scaleLinear, scaleTime } from '@visx/scale';
import { LinePath } from '@visx/shape';
import { useTheme } from '@material-ui/core/styles';
import { useToneColors } from '../components/tones';
import { nearest, spread, valueRange } from './series';
import type { ChartLine, ChartPoint, ChartRole } from './series';
import type { TimeSeriesChartProps } from './TimeSeriesChart';

type Size = { width: number; height: number };

/** Beside the lines there is room for their labels, when it is wide enough. */
const WIDE = 520;
const LABEL_WIDTH = 118;
const LABEL_HEIGHT = 14;

function marginsOf({ width }: Size) {
  const right = width >= WIDE ? LABEL_WIDTH : 12;
  // On a narrow page the labels stand above.
  return { top: width >= WIDE ? 10 : 26, right, bottom: 26, left: 56 };
}

/** Color, dashes and width of a line: told apart without color as well. */
function useStrokes(): Record<
  ChartRole | 'threshold',
  { stroke: string; strokeDasharray?: string; strokeWidth: number }
> {
  const colors = useToneColors();
  return {
    main: { stroke: colors.busy, strokeWidth: 2 },
    second: { stroke: colors.waiting, strokeWidth: 2, strokeDasharray: '8 3' },
    reference: {
      stroke: colors.unknown,
      strokeWidth: 1.5,
      strokeDasharray: '2 4',
    },
    threshold: {
      stroke: colors.bad,
      strokeWidth: 1.5,
      strokeDasharray: '6 4',
    },
  };
}

function lastValue(points: readonly ChartPoint[]): number | undefined {
  const known = points.filter(([, value]) => value !== null);
  return known.at(-1)?.[1] ?? undefined;
}

function useAxisLook() {
  const theme = useTheme();
  const color = theme.palette.type === 'dark' ? '#c9c9c9' : '#5a5e63';
  return {
    stroke: theme.palette.divider,
    tickStroke: theme.palette.divider,
    label: { fill: color, fontSize: 11, fontFamily: 'inherit' },
  };
}

type PlotProps = TimeSeriesChartProps & {
  size: Size;
  range: [number, number];
  moments: readonly number[];
  cursor: number | undefined;
  onCursor: (index: number | undefined) => void;
};

type Scales = {
  x: ReturnType<typeof scaleTime<number>>;
  y: ReturnType<typeof scaleLinear<number>>;
};

function scalesOf(props: PlotProps): Scales {
  const { size, range, lines, thresholds = [], include = [] } = props;
  const { top, right, bottom, left } = marginsOf(size);
  const values = [...thresholds.map(({ value }) => value), ...include];
  return {
    x: scaleTime({ domain: range, range: [left, size.width - right] }),
    y: scaleLinear({
      domain: valueRange(lines, values),
      range: [size.height - bottom, top],
      nice: true,
    }),
  };
}

type Label = { key: string; text: string; color: string; top: number };

function labelsOf(
  { lines, thresholds = [] }: PlotProps,
  { y }: Scales,
  strokes: ReturnType<typeof useStrokes>,
): Label[] {
  const labels = [
    ...lines.map(({ key, label, role, points }) => ({
      key,
      text: label,
      color: strokes[role].stroke,
      top: y(lastValue(points) ?? 0),
    })),
    ...thresholds.map(({ label, value }) => ({
      key: `threshold ${value}`,
      text: label,
      color: strokes.threshold.stroke,
      top: y(value),
    })),
  ];
  const tops = spread(
    labels.map(({ top }) => top),
    LABEL_HEIGHT,
  );
  return labels.map((label, index) => ({
    ...label,
    top: tops[index] ?? label.top,
  }));
}

function Labels(props: { labels: readonly Label[]; size: Size }) {
  const { labels, size } = props;
  const wide = size.width >= WIDE;
  return (
    <g fontSize={11} fontWeight={600}>
      {labels.map(({ key, text, color, top }, index) => (
        <text
          key={key}
          x={
            wide
              ? size.width - LABEL_WIDTH + 6
              : 56 + (index * (size.width - 60)) / labels.length
          }
          y={wide ? top + 4 : 14}
          fill={color}
        >
          {text}
        </text>
      ))}
    </g>
  );
}

function Lines(props: {
  lines: readonly ChartLine[];
  scales: Scales;
  strokes: ReturnType<typeof useStrokes>;
}) {
  const { lines, scales, strokes } = props;
  return (
    <>
      {lines.map(({ key, points, role }) => (
        <LinePath<ChartPoint>
          key={key}
          data={[...points]}
          defined={([, value]) => value !== null && Number.isFinite(value)}
          x={([at]) => scales.x(at)}
          y={([, value]) => scales.y(value ?? 0)}
          {...strokes[role]}
        />
      ))}
    </>
  );
}

function Across(props: PlotProps & { scales: Scales }) {
  const { size, thresholds = [], markers = [], cursor, scales } = props;
  const strokes = useStrokes();
  const { top, right, bottom, left } = marginsOf(size);
  const down = { y1: top, y2: size.height - bottom };
  return (
    <>
      {thresholds.map(({ value }) => (
        <line
          key={value}
          x1={left}
          x2={size.width - right}
          y1={scales.y(value)}
          y2={scales.y(value)}
          {...strokes.threshold}
        />
      ))}
      {markers.map(({ at, label }) => (
        <g key={`${at} ${label}`}>
          <line
            x1={scales.x(at)}
            x2={scales.x(at)}
            {...down}
            {...strokes.reference}
          />
          <text
            x={scales.x(at) + 3}
            y={top + 10}
            fontSize={11}
            fill={strokes.reference.stroke}
          >
            {label}
          </text>
        </g>
      ))}
      {cursor !== undefined && (
        <line
          x1={scales.x(cursor)}
          x2={scales.x(cursor)}
          {...down}
          {...strokes.reference}
        />
      )}
    </>
  );
}

/** The drawing of a chart, in the size that it has. */
export function Plot(props: PlotProps) {
  const { size, lines, formatValue, moments, onCursor } = props;
  const strokes = useStrokes();
  const axis = useAxisLook();
  const scales = scalesOf(props);
  const { right, bottom, left } = marginsOf(size);
  const ticks = Math.max(2, Math.min(7, Math.floor(size.width / 110)));
  const point = (clientX: number, element: Element) => {
    const at = scales.x.invert(clientX - element.getBoundingClientRect().left);
    onCursor(nearest(moments, at.getTime()));
  };
  return (
    <svg
      width={size.width}
      height={size.height}
      aria-hidden
      style={{
        display: 'block',
        fontFamily: 'var(--bui-font-regular, inherit)',
      }}
      onPointerMove={event => point(event.clientX, event.currentTarget)}
      onPointerLeave={() => onCursor(undefined)}
    >
      <GridRows
        scale={scales.y}
        left={left}
        width={Math.max(0, size.width - left - right)}
        numTicks={4}
        stroke={axis.stroke}
      />
      <AxisLeft
        scale={scales.y}
        left={left}
        numTicks={4}
        tickFormat={value => formatValue(Number(value))}
        stroke={axis.stroke}
        tickStroke={axis.tickStroke}
        tickLabelProps={{ ...axis.label, textAnchor: 'end', dx: -4, dy: 4 }}
      />
      <AxisBottom
        scale={scales.x}
        top={size.height - bottom}
        numTicks={ticks}
        stroke={axis.stroke}
        tickStroke={axis.tickStroke}
        tickLabelProps={{ ...axis.label, textAnchor: 'middle' }}
      />
      <Across {...props} scales={scales} />
      <Lines lines={lines} scales={scales} strokes={strokes} />
      <Labels labels={labelsOf(props, scales, strokes)} size={size} />
    </svg>
  );
}
