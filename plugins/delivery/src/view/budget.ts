import type { ServiceBudget } from '@greenlight/backstage-plugin-delivery-common';
import { formatBurnRate, formatPercent, oneLine } from '@greenlight/ui';
import type { Tone } from '@greenlight/ui';

/** What is left of the budget, as a line of the card. */
export type BudgetView = {
  tone: Tone;
  word: string;
  /** For example `Budget 61.0 % left, burn 0.4×`. */
  text: string;
  /** Of which objective, where, and why it looks so. */
  more: string;
  newestAt?: string;
};

const words: Record<ServiceBudget['status'], { tone: Tone; word: string }> = {
  exhausted: { tone: 'bad', word: 'Exhausted' },
  burning: { tone: 'waiting', word: 'Burning' },
  unknown: { tone: 'unknown', word: 'Unknown' },
  ok: { tone: 'good', word: 'OK' },
};

function leftText(remaining: number | undefined): string {
  if (remaining === undefined) return 'unknown';
  return remaining < 0
    ? `over by ${formatPercent(-remaining * 100)}`
    : `${formatPercent(remaining * 100)} left`;
}

/** The line of a budget. */
export function budgetView(budget: ServiceBudget): BudgetView {
  const { status, objective, environment, because, remaining, burn } = budget;
  const burning =
    remaining === undefined || burn === undefined
      ? ''
      : `, burn ${formatBurnRate(burn)}`;
  const whose = [objective, environment && `in ${environment}`]
    .filter(Boolean)
    .join(' ');
  return {
    ...(words[status] ?? words.unknown),
    text: `Budget ${leftText(remaining)}${burning}`,
    more: oneLine([whose, because].filter(Boolean).join(': ')),
    ...(budget.newestAt && { newestAt: budget.newestAt }),
  };
}
