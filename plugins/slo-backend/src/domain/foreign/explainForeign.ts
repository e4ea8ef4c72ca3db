import type {
  Burn,
  Evidence,
  Explanation,
  Forecast,
  ObjectiveDetail,
} from '@greenlight/backstage-plugin-slo-common';
import { quotedText } from '../promql';

type Told = Omit<ObjectiveDetail, 'explanations'>;
type Link = (query: string) => string | undefined;
type Read = (
  symbol: string,
  meaning: string,
  value: number | undefined,
  query: string,
) => Evidence;

function short(value: number): string {
  return String(Number(value.toPrecision(8)));
}

/** PromQL of the ratios behind the numbers. */
function queriesOf({ objective }: Told) {
  const id = quotedText(objective.id.replace(/^(sloth|pyrra)\//, ''));
  if (objective.source === 'sloth') {
    const ratio = (over: string) =>
      `slo:sli_error:ratio_rate${over}{sloth_id=${id}}`;
    return { period: ratio(objective.window.text), burn: ratio };
  }
  return {
    period: `1 - pyrra_availability{slo=${id}}`,
    burn: (over: string) =>
      `sum_over_time(pyrra_errors:rate5m{slo=${id}}[${over}]) / sum_over_time(pyrra_requests:rate5m{slo=${id}}[${over}])`,
  };
}

/** How the numbers of an objective came about whose events are not recorded. */
export function explainForeign(detail: Told, linkTo: Link): Explanation[] {
  const { budget } = detail;
  const newestAt = budget.state === 'measured' ? budget.newestAt : undefined;
  const read: Read = (symbol, meaning, value, query) => {
    const url = linkTo(query);
    return {
      symbol,
      meaning,
      unit: 'ratio',
      query,
      ...(value !== undefined && { value }),
      ...(newestAt !== undefined && { newestAt }),
      ...(url !== undefined && { url }),
    };
  };
  return [
    ...budgetExplanations(detail, read),
    ...detail.burns.map(burn => burnExplanation(burn, detail, read)),
  ];
}

function sourceOf({ objective }: Told): string {
  return objective.source === 'sloth'
    ? 'Sloth records the period as a mean of its five-minute ratios: quiet minutes weigh as much as busy ones.'
    : 'Pyrra records the share of good events within the window.';
}

function share({ objective }: Told): Evidence {
  return {
    symbol: 'B',
    meaning: `share that may fail: 1 − ${objective.target.ratio.text}`,
    value: objective.target.budget.value,
    unit: 'ratio',
  };
}

function budgetExplanations(detail: Told, read: Read): Explanation[] {
  const { budget, objective } = detail;
  const over = objective.window.text;
  const known = budget.state === 'measured' ? budget : undefined;
  const ratio = known && 1 - known.attained;
  const e = ratio === undefined ? `e(${over})` : short(ratio);
  const young = known !== undefined && known.coverage.ratio < 1;
  const c = young ? `${short(known.coverage.ratio)} · ` : '';
  const evidence = read(
    `e(${over})`,
    `share of bad events within ${over}`,
    ratio,
    queriesOf(detail).period,
  );
  const result = (value: number): Explanation['result'] =>
    budget.state === 'measured'
      ? { state: 'measured', value, unit: 'ratio' }
      : { state: 'unknown', reason: budget.reason };
  const source = sourceOf(detail);
  return [
    {
      of: 'attained',
      title: 'Attained',
      formula: `1 − e(${over})`,
      filled: `1 − ${e}`,
      result: result(known?.attained ?? NaN),
      evidence: [evidence],
      source,
    },
    {
      of: 'remaining',
      title: 'Budget left',
      formula: `R = 1 − ${young ? 'c · ' : ''}e(${over}) / B`,
      filled: `1 − ${c}${e} / ${objective.target.budget.text}`,
      result: result(1 - (known?.consumedScaled ?? NaN)),
      evidence: [evidence, share(detail)],
      source,
    },
    {
      of: 'exhaustion',
      title: 'Exhausted at the rate of the last hour',
      formula: 'R · P / burn(1h)',
      filled: `(1 − ${c}${e} / ${objective.target.budget.text}) · ${over} / burn(1h)`,
      result: forecastResult(detail.exhaustion),
      evidence: [evidence, share(detail)],
      source:
        'From what is left, not from a full budget. Old errors that leave the window are not counted.',
    },
  ];
}

function forecastResult(forecast: Forecast): Explanation['result'] {
  if (forecast.state === 'unknown') return forecast;
  if (forecast.state === 'never') {
    return {
      state: 'unknown',
      reason: { code: 'noTraffic', sentence: forecast.because },
    };
  }
  const value = forecast.state === 'at' ? forecast.seconds : 0;
  return { state: 'measured', value, unit: 'seconds' };
}

function burnExplanation(burn: Burn, detail: Told, read: Read): Explanation {
  const { window } = burn;
  const known = burn.state === 'measured' ? burn : undefined;
  const ratio = known ? short(known.errorRatio) : `e(${window})`;
  return {
    of: `burn:${window}`,
    title: `Burn rate over ${window}`,
    formula: `e(${window}) / B`,
    filled: `${ratio} / ${detail.objective.target.budget.text}`,
    result:
      burn.state === 'measured'
        ? { state: 'measured', value: burn.rate, unit: 'rate' }
        : { state: 'unknown', reason: burn.reason },
    evidence: [
      read(
        `e(${window})`,
        `share of bad events within ${window}`,
        known?.errorRatio,
        queriesOf(detail).burn(window),
      ),
      share(detail),
    ],
    source: sourceOf(detail),
  };
}
