import { AxisBottom, AxisLeft } from '@visx/axis';
import { GridRows } from '@visx/grid';
import { LinePath } from '@visx/shape';
import { labelsOf, markerLabels, thresholdKey } from './labels';
import type { Label } from './labels';
import { areaOf, scalesOf, timeTicks } from './scales';
import type { Area, Scales, Size } from './scales';
import { lonely, valueAt } from './series';
import type { ChartLine, ChartMarker, ChartPoint } from './series';
import type { ChartThreshold } from './series';
import { useChartLook } from './strokes';
import { tickWriter } from './words';

/** What is drawn, in the size that there is. */
export type PlotProps = {
  size: Size;
  range: [number, number];
  lines: readonly ChartLine[];
  thresholds: readonly ChartThreshold[];
  markers: readonly ChartMarker[];
  include: readonly number[];
  formatTick: (value: number) => string;
  /** Moment of the cursor. */
  cursor?: number;
  onPoint: (at: number | undefined) => void;
};

type Drawn = { area: Area; scales: Scales };

function Axes(props: Drawn & Pick<PlotProps, 'range' | 'formatTick'>) {
  const { area, scales, range, formatTick } = props;
  const { axis } = useChartLook();
  const write = tickWriter(range);
  const common = { stroke: axis.stroke, tickStroke: axis.tickStroke };
  return (
    <>
      <GridRows
        scale={scales.y}
        left={area.left}
        width={area.right - area.left}
        numTicks={4}
        stroke={axis.stroke}
      />
      <AxisLeft
        scale={scales.y}
        left={area.left}
        numTicks={4}
        tickFormat={value => formatTick(Number(value))}
        {...common}
        tickLabelProps={{ ...axis.label, textAnchor: 'end', dx: -4, dy: 4 }}
      />
      <AxisBottom
        scale={scales.x}
        top={area.bottom}
        numTicks={timeTicks(area)}
        tickFormat={value => write(Number(value))}
        {...common}
        tickLabelProps={{ ...axis.label, textAnchor: 'middle' }}
      />
    </>
  );
}

function Thresholds(props: Drawn & Pick<PlotProps, 'thresholds'>) {
  const { area, scales, thresholds } = props;
  const { strokes, tones } = useChartLook();
  return (
    <>
      {thresholds.map(threshold => (
        <line
          key={thresholdKey(threshold)}
          x1={area.left}
          x2={area.right}
          y1={scales.y(threshold.value)}
          y2={scales.y(threshold.value)}
          {...strokes.threshold}
          stroke={tones[threshold.tone ?? 'bad']}
        />
      ))}
    </>
  );
}

function Lines(props: Drawn & Pick<PlotProps, 'lines'>) {
  const { scales, lines } = props;
  const { strokes } = useChartLook();
  return (
    <>
      {lines.map(({ key, points, role }) => (
        <g key={key} data-line={key}>
          <LinePath<ChartPoint>
            data={[...points]}
            defined={([, value]) => value !== null}
            x={([at]) => scales.x(at)}
            y={([, value]) => scales.y(value ?? 0)}
            {...strokes[role]}
          />
          {lonely(points).map(([at, value]) => (
            <circle
              key={at}
              cx={scales.x(at)}
              cy={scales.y(value)}
              r={2}
              fill={strokes[role].stroke}
            />
          ))}
        </g>
      ))}
    </>
  );
}

function Markers(props: Drawn & Pick<PlotProps, 'markers'>) {
  const { area, scales, markers } = props;
  const { strokes } = useChartLook();
  return (
    <>
      {markers.map(({ at, label }) => (
        <line
          key={`${at} ${label}`}
          x1={scales.x(at)}
          x2={scales.x(at)}
          y1={area.top}
          y2={area.bottom}
          {...strokes.marker}
        />
      ))}
    </>
  );
}

function Cursor(props: Drawn & { at: number; lines: readonly ChartLine[] }) {
  const { area, scales, at, lines } = props;
  const { strokes, surface } = useChartLook();
  const x = scales.x(at);
  return (
    <g data-testid="chart-cursor">
      <line x1={x} x2={x} y1={area.top} y2={area.bottom} {...strokes.cursor} />
      {lines.map(line => {
        const value = valueAt(line, at);
        return (
          value !== null && (
            <circle
              key={line.key}
              cx={x}
              cy={scales.y(value)}
              r={4}
              fill={surface}
              stroke={strokes[line.role].stroke}
              strokeWidth={2}
            />
          )
        );
      })}
    </g>
  );
}

function Labels(props: {
  labels: readonly Label[];
  colorOf: (key: string) => string;
}) {
  const { surface } = useChartLook();
  return (
    <g fontSize={11} fontWeight={600}>
      {props.labels.map(({ key, text, x, y, anchor }) => (
        <text
          key={key}
          x={x}
          y={y}
          dy="0.35em"
          textAnchor={anchor}
          fill={props.colorOf(key)}
          stroke={surface}
          strokeWidth={3}
          strokeLinejoin="round"
          paintOrder="stroke"
        >
          {text}
        </text>
      ))}
    </g>
  );
}

function useColorOf({ lines, thresholds }: PlotProps) {
  const { strokes, tones } = useChartLook();
  const colors = new Map([
    ...lines.map(({ key, role }) => [key, strokes[role].stroke] as const),
    ...thresholds.map(
      one => [thresholdKey(one), tones[one.tone ?? 'bad']] as const,
    ),
  ]);
  return (key: string) => colors.get(key) ?? strokes.marker.stroke;
}

/** The drawing of a chart, for eyes only. */
export function Plot(props: PlotProps) {
  const { size, lines, thresholds, markers, cursor, onPoint } = props;
  const area = areaOf(size);
  const scales = scalesOf({ ...props, area });
  const drawn = { area, scales };
  const colorOf = useColorOf(props);
  const point = (clientX: number, drawing: Element) => {
    const x = clientX - drawing.getBoundingClientRect().left;
    onPoint(scales.x.invert(x).getTime());
  };
  return (
    <svg
      width={size.width}
      height={size.height}
      aria-hidden
      style={{
        display: 'block',
        touchAction: 'pan-y',
        fontFamily: 'var(--bui-font-regular, inherit)',
      }}
      onPointerDown={event => point(event.clientX, event.currentTarget)}
      onPointerMove={event => point(event.clientX, event.currentTarget)}
      onPointerLeave={() => onPoint(undefined)}
    >
      <Axes {...props} {...drawn} />
      <Thresholds {...drawn} thresholds={thresholds} />
      <Markers {...drawn} markers={markers} />
      <Lines {...drawn} lines={lines} />
      <Labels
        labels={[
          ...markerLabels(markers, { area, x: scales.x }),
          ...labelsOf({ ...drawn, width: size.width, lines, thresholds }),
        ]}
        colorOf={colorOf}
      />
      {cursor !== undefined && <Cursor {...drawn} at={cursor} lines={lines} />}
    </svg>
  );
}
