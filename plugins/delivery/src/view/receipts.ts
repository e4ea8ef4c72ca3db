import {
  actionTitles,
  isFinal,
} from '@greenlight/backstage-plugin-delivery-common';
import type {
  ActionName,
  Receipt,
  ReceiptState,
} from '@greenlight/backstage-plugin-delivery-common';
import type { Tone } from '@greenlight/ui';
import { receiptTones, receiptWords } from './words';

/** One state that a receipt went through, or is still to reach. */
export type ReceiptStep = {
  word: string;
  tone: Tone;
  at?: string;
  reached: boolean;
};

/** A receipt as the timeline shows it. */
export type ReceiptView = {
  id: string;
  title: string;
  tone: Tone;
  word: string;
  because: string;
  by?: string;
  reason?: string;
  at?: string;
  final: boolean;
  path: ReceiptStep[];
};

/** A request of this page, from the click until the server's receipt shows. */
export type LocalRequest = {
  id: string;
  action: ActionName;
  environment: string;
  name: string;
  at: string;
  outcome:
    | { kind: 'asking' }
    | { kind: 'receipt'; receipt: Receipt }
    | { kind: 'refused'; word: 'Refused' | 'Failed'; message: string };
};

const goodPath: ReceiptState[] = ['sent', 'accepted', 'in-effect'];

function pathOf(receipt: Receipt): ReceiptStep[] {
  const reached = receipt.history.map(({ state, at }) => ({
    word: receiptWords[state],
    tone: receiptTones[state],
    at,
    reached: true,
  }));
  if (isFinal(receipt.state)) return reached;
  const ahead = goodPath.slice(goodPath.indexOf(receipt.state) + 1);
  return [
    ...reached,
    ...ahead.map(state => ({
      word: receiptWords[state],
      tone: 'unknown' as const,
      reached: false,
    })),
  ];
}

/** A receipt of the server. */
export function receiptView(receipt: Receipt): ReceiptView {
  const newest = receipt.history[receipt.history.length - 1];
  return {
    id: receipt.id,
    title: `${actionTitles[receipt.action]}: ${receipt.target.name} in ${
      receipt.environment
    }`,
    tone: receiptTones[receipt.state],
    word: receiptWords[receipt.state],
    because: receipt.because,
    by: receipt.by,
    ...(receipt.reason && { reason: receipt.reason }),
    ...(newest && { at: newest.at }),
    final: isFinal(receipt.state),
    path: pathOf(receipt),
  };
}

function localView(request: LocalRequest): ReceiptView {
  const { outcome } = request;
  if (outcome.kind === 'receipt') return receiptView(outcome.receipt);
  const asking = outcome.kind === 'asking';
  const word = asking ? 'Sending' : outcome.word;
  return {
    id: request.id,
    title: `${actionTitles[request.action]}: ${request.name} in ${
      request.environment
    }`,
    tone: asking ? 'busy' : 'bad',
    word,
    because: asking ? '' : outcome.message,
    at: request.at,
    final: !asking,
    path: [],
  };
}

const startOf = (receipt: ReceiptView) =>
  Date.parse(receipt.path[0]?.at ?? receipt.at ?? '') || 0;

/**
 * Receipts newest first: the server's, and requests of this page that it does
 * not list (yet, or because it never took them).
 */
export function receiptViews(
  receipts: Receipt[],
  requests: LocalRequest[],
): ReceiptView[] {
  const listed = new Set(receipts.map(({ id }) => id));
  const own = requests.filter(
    ({ outcome }) =>
      outcome.kind !== 'receipt' || !listed.has(outcome.receipt.id),
  );
  const views = [...receipts.map(receiptView), ...own.map(localView)];
  return views.sort((a, b) => startOf(b) - startOf(a));
}
