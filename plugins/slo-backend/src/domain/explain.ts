import type {
  Burn,
  Evidence,
  Explanation,
  Forecast,
  Measured,
} from '@greenlight/backstage-plugin-slo-common';
import { evidenceOf } from './evidenceOf';
import type { Cited, Link, Told } from './evidenceOf';

const SRE =
  'Google SRE workbook: "Implementing SLOs" (budget) and "Alerting on SLOs" (burn rate).';

/** How each number on the page came about. */
export function explain(detail: Told, linkTo: Link): Explanation[] {
  const cited = evidenceOf(detail, linkTo);
  return [
    ...budgetExplanations(detail, cited),
    ...detail.burnsByWindow.map(burn => burnExplanation(burn, detail, cited)),
    ...forecastExplanations(detail, cited),
  ];
}

type Result = Measured<{ value: number; unit: Evidence['unit'] }>;

function measured(value: number, unit: Evidence['unit']): Result {
  return { state: 'measured', value, unit };
}

/** A number in a formula: as exact as it helps. */
function short(value: number): string {
  return String(Number(value.toPrecision(8)));
}

/** The formula of what is left, and the same with its values. */
function leftOf({ budget, objective }: Told) {
  const B = objective.target.budget.text;
  const known = budget.state === 'measured' ? budget : undefined;
  const bad = known?.events ? short(known.events.bad) : 'bad';
  const total = known?.events ? short(known.events.total) : 'total';
  const consumed = `${bad} / (${B} · ${total})`;
  const young = known !== undefined && known.coverage.ratio < 1;
  return {
    young,
    attained: `1 − ${bad} / ${total}`,
    consumed,
    formula: `R = 1 − ${young ? 'c · ' : ''}bad / (B · total)`,
    filled: `1 − ${
      young ? `${short(known.coverage.ratio)} · ` : ''
    }${consumed}`,
  };
}

function budgetExplanations(detail: Told, cited: Cited): Explanation[] {
  const { budget } = detail;
  const left = leftOf(detail);
  const events = [cited.summed('bad'), cited.summed('total')];
  const share = [...events, cited.budget()];
  const result = (value: number): Result =>
    budget.state === 'measured'
      ? measured(value, 'ratio')
      : { state: 'unknown', reason: budget.reason };
  const known = budget.state === 'measured' ? budget : undefined;
  return [
    {
      of: 'attained',
      title: 'Attained',
      formula: '1 − bad / total',
      filled: left.attained,
      result: result(known?.attained ?? NaN),
      evidence: events,
      source: SRE,
    },
    {
      of: 'consumed',
      title: 'Budget consumed by what was seen',
      formula: 'C = bad / (B · total)',
      filled: left.consumed,
      result: result(known?.consumed ?? NaN),
      evidence: share,
      source: SRE,
    },
    {
      of: 'remaining',
      title: 'Budget left',
      formula: left.formula,
      filled: left.filled,
      result: result(1 - (known?.consumedScaled ?? NaN)),
      evidence: left.young ? [...share, cited.coverage()] : share,
      source: `${SRE} Events are counted in tiles of five minutes that do not overlap, and added up; nothing is averaged.`,
    },
  ];
}

function burnExplanation(
  burn: Burn,
  { objective }: Told,
  cited: Cited,
): Explanation {
  const { window } = burn;
  const known = burn.state === 'measured' ? burn : undefined;
  const ratio = known ? short(known.errorRatio) : `e(${window})`;
  return {
    of: `burn:${window}`,
    title: `Burn rate over ${window}`,
    formula: `e(${window}) / B`,
    filled: `${ratio} / ${objective.target.budget.text}`,
    result:
      burn.state === 'measured'
        ? measured(burn.rate, 'rate')
        : { state: 'unknown', reason: burn.reason },
    evidence: [
      cited.ratio(window, known?.errorRatio),
      cited.budget(),
      ...(known?.atLeast === undefined ? [] : [cited.proven(known.atLeast)]),
    ],
    source: SRE,
  };
}

function forecastResult(forecast: Forecast): Result {
  switch (forecast.state) {
    case 'at':
      return measured(forecast.seconds, 'seconds');
    case 'gone':
      return measured(0, 'seconds');
    case 'never':
      return {
        state: 'unknown',
        reason: { code: 'noTraffic', sentence: forecast.because },
      };
    default:
      return { state: 'unknown', reason: forecast.reason };
  }
}

function forecastExplanations(detail: Told, cited: Cited): Explanation[] {
  const { burns, objective, recoveryThreshold } = detail;
  const fast = burns.find(({ window }) => window === '1h');
  const rate = fast?.state === 'measured' ? fast : undefined;
  const P = objective.window.text;
  const B = objective.target.budget.text;
  const hour = [
    cited.lastHour('bad', rate?.events?.bad),
    cited.lastHour('total', rate?.events?.total),
  ];
  const perSecond = (share: number) =>
    rate?.events ? `${short((rate.events.total * share) / 3600)}/s` : 'unknown';
  const [bad, all] = [perSecond(rate?.errorRatio ?? NaN), perSecond(1)];
  const budget = [cited.summed('bad'), cited.summed('total'), cited.budget()];
  return [
    {
      of: 'exhaustion',
      title: 'Exhausted at the rate of the last hour',
      formula: 'R · P / burn(1h)',
      filled: `(${leftOf(detail).filled}) · ${P} / ${
        rate ? short(rate.rate) : 'burn(1h)'
      }`,
      result: forecastResult(detail.exhaustion),
      evidence: [...budget, cited.ratio('1h', rate?.errorRatio)],
      source:
        'From what is left, not from a full budget. Old errors that leave the window are not counted.',
    },
    {
      of: 'rollingExhaustion',
      title: 'Exhausted, counting what leaves the window',
      formula:
        'first Δ with (Σ bad after now − P + Δ + β·Δ) / (B · (Σ total after now − P + Δ + ν·Δ)) ≥ 1',
      filled: `P = ${P}, B = ${B}, β = ${bad}, ν = ${all}`,
      result: forecastResult(detail.rollingExhaustion),
      evidence: hour,
      source:
        'The recorded events are replayed forward at the rates of the last hour, so that old errors leave the window while new ones come.',
    },
    {
      of: 'recovery',
      title: 'Recovery',
      formula: `first Δ with R ≥ ${recoveryThreshold}, where β = 0`,
      filled: `P = ${P}, B = ${B}, ν = ${all}`,
      result: forecastResult(detail.recovery),
      evidence: hour,
      source:
        'If nothing fails from now on and traffic stays as it is: when enough old errors have left the window.',
    },
  ];
}
