export { ActionMenu } from './components/ActionMenu';
export type { ActionMenuItem, ActionMenuProps } from './components/ActionMenu';
export { ConfirmDialog } from './components/ConfirmDialog';
export type { ConfirmDialogProps } from './components/ConfirmDialog';
export { CopySnippet } from './components/CopySnippet';
export { Dotted } from './components/Dotted';
export { EmptyState } from './components/EmptyState';
export { MiddleTruncate } from './components/MiddleTruncate';
export { ReasonButton } from './components/ReasonButton';
export type { ReasonButtonProps } from './components/ReasonButton';
export { Stale } from './components/Stale';
export type { StaleProps } from './components/Stale';
export { StateMark } from './components/StateMark';
export type { StateMarkProps } from './components/StateMark';
export { useLook } from './components/look';
export { useToneColors } from './components/tones';
export type { Tone } from './components/tones';
export { formatAge, formatTime, parseTime } from './format/age';
export { aboutDuration, formatDuration, formatSpan } from './format/duration';
export {
  formatBurnRate,
  formatCount,
  formatFactor,
  formatPercent,
  formatWeight,
} from './format/number';
export type { NumberFormat } from './format/number';
export { middleTruncate, oneLine } from './format/truncate';
export { announce, useAnnounceChange } from './live/announce';
export type { Beat } from './live/beats';
export { LiveMark } from './live/LiveMark';
export type { LiveStatus } from './live/useBeats';
export { useLive } from './live/useLive';
export type { Live, LiveOptions } from './live/useLive';
export { Age, TimeLeft } from './time/Age';
export type { AgeProps } from './time/Age';
export { ServerClock, useNow, useTicking } from './time/clock';
export { usePolled } from './live/usePolled';
export type { Polled, PolledOptions } from './live/usePolled';
export { TimeSeriesChart } from './chart/TimeSeriesChart';
export type { TimeSeriesChartProps } from './chart/TimeSeriesChart';
export type {
  ChartLine,
  ChartMarker,
  ChartPoint,
  ChartRole,
  ChartThreshold,
} from './chart/series';
