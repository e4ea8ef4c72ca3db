import { useTheme } from '@material-ui/core/styles';
import { useToneColors } from '../components/tones';
import type { Tone } from '../components/tones';
import type { ChartRole } from './series';

/** Color, dashes and width of a line. */
export type Stroke = {
  stroke: string;
  strokeDasharray?: string;
  strokeWidth: number;
};

/** Lines are told apart by their dashes, whatever their color. */
export function strokesOf(
  colors: Record<Tone, string>,
): Record<ChartRole | 'threshold' | 'marker' | 'cursor', Stroke> {
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
      strokeWidth: 1.25,
      strokeDasharray: '6 4',
    },
    marker: {
      stroke: colors.unknown,
      strokeWidth: 1,
      strokeDasharray: '1 3',
    },
    cursor: { stroke: colors.unknown, strokeWidth: 1 },
  };
}

/** Strokes, colors of tones and of the axes in the theme of the page. */
export function useChartLook() {
  const theme = useTheme();
  const tones = useToneColors();
  const label = { fill: tones.unknown, fontSize: 11, fontFamily: 'inherit' };
  const quiet = theme.palette.divider;
  return {
    tones,
    strokes: strokesOf(tones),
    surface: `var(--bui-bg-neutral-1, ${theme.palette.background.paper})`,
    axis: { stroke: quiet, tickStroke: quiet, label },
  };
}
