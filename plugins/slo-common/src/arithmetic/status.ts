import type {
  Budget,
  Burn,
  FiringAlert,
  ObjectiveStatus,
  UnknownReason,
} from '../budget';
import { statusOrder } from '../budget';
import { budgetLevels, type BudgetLevel } from '../events';
import { remainingScaled } from './budgetOf';

/**
 * The word for an objective, and why. Exhausted is the whole window's budget:
 * a young objective is not exhausted by the part that it has seen. Burning
 * needs evidence: an alert of a pair that fires, or a lower bound of the last
 * hour's burn rate above 1. Five bad events of ten burn fast, and prove little.
 *
 * @public
 */
export function statusOf(input: {
  budget: Budget;
  /** Burn over the last hour. */
  fast: Burn;
  alerts: readonly FiringAlert[];
}): { status: ObjectiveStatus; because: string } {
  const { budget, fast, alerts } = input;
  if (budget.state === 'unknown') {
    return { status: 'unknown', because: budget.reason.sentence };
  }
  if (remainingScaled(budget) <= 0) {
    return { status: 'exhausted', because: 'the whole budget is spent' };
  }
  const alert = alerts.find(({ window }) => window !== undefined);
  if (alert) {
    return {
      status: 'burning',
      because: `the ${alert.severity} alert over ${alert.window} fires`,
    };
  }
  if (fast.state === 'measured' && (fast.atLeast ?? 0) > 1) {
    return {
      status: 'burning',
      because: `it burns faster than even spending over ${fast.window}`,
    };
  }
  return { status: 'ok', because: okBecause(fast) };
}

function okBecause(fast: Burn): string {
  if (fast.state === 'unknown') {
    return `budget is left; the burn rate is unknown: ${fast.reason.sentence}`;
  }
  if (fast.rate <= 1) return 'budget is left and it burns slowly enough';
  return fast.atLeast === undefined
    ? `budget is left; without the events over ${fast.window} nothing proves that it burns`
    : `budget is left; too few events over ${fast.window} to say that it burns`;
}

/** What lists compare: any objective, measured or not. @public */
export type Careworthy = {
  status: ObjectiveStatus;
  remaining?: number;
  name: string;
};

/**
 * Order of care: exhausted, burning, unknown, ok; then the smaller rest; then
 * the name.
 *
 * @public
 */
export function compareByCare(a: Careworthy, b: Careworthy): number {
  return (
    statusOrder.indexOf(a.status) - statusOrder.indexOf(b.status) ||
    (a.remaining ?? 0) - (b.remaining ?? 0) ||
    a.name.localeCompare(b.name, 'en')
  );
}

/**
 * Level of a consumption, scaled by coverage, with hysteresis: a level is left
 * downwards only when consumption is `margin` below its threshold.
 *
 * @public
 */
export function budgetLevelOf(input: {
  consumedScaled: number;
  before?: BudgetLevel;
  /** Default: 0.02. */
  margin?: number;
}): BudgetLevel {
  const { consumedScaled, before, margin = 0.02 } = input;
  const level = levelAt(consumedScaled);
  if (before === undefined || rank(level) <= rank(before)) return level;
  const held = levelAt(consumedScaled + margin);
  return rank(held) < rank(before) ? before : held;
}

function levelAt(consumed: number): BudgetLevel {
  return budgetLevels.find(({ from }) => consumed >= from)?.level ?? 'ok';
}

/** 0 is worst. */
function rank(level: BudgetLevel): number {
  return budgetLevels.findIndex(one => one.level === level);
}

/** A budget that is unknown, with its reason. @public */
export function unknownBudget(reason: UnknownReason): Budget {
  return { state: 'unknown', reason };
}
