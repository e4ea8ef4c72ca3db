import type {
  Health,
  ReceiptState,
  Version,
  Workload,
} from '@greenlight/backstage-plugin-delivery-common';
import { middleTruncate, oneLine } from '@greenlight/ui';
import type { Tone } from '@greenlight/ui';

/** Color and icon of a health. */
export const healthTones: Record<Health, Tone> = {
  Healthy: 'good',
  Progressing: 'busy',
  Paused: 'waiting',
  Degraded: 'bad',
  Unknown: 'unknown',
};

/** A tone for whatever word a cluster may use. */
export function phaseTone(phase: string): Tone {
  switch (phase) {
    case 'Successful':
    case 'Healthy':
    case 'Running':
      return phase === 'Running' ? 'busy' : 'good';
    case 'Pending':
    case 'Progressing':
      return 'busy';
    case 'Failed':
    case 'Error':
    case 'Degraded':
      return 'bad';
    case 'Inconclusive':
    case 'Paused':
      return 'waiting';
    default:
      return 'unknown';
  }
}

/** Color and icon of a receipt. */
export const receiptTones: Record<ReceiptState, Tone> = {
  sent: 'busy',
  accepted: 'busy',
  'in-effect': 'good',
  ignored: 'waiting',
  'not-acknowledged': 'unknown',
  refused: 'bad',
  failed: 'bad',
};

/** Words of a receipt. */
export const receiptWords: Record<ReceiptState, string> = {
  sent: 'Sent',
  accepted: 'Accepted',
  'in-effect': 'In effect',
  ignored: 'Ignored',
  'not-acknowledged': 'Not acknowledged',
  refused: 'Refused',
  failed: 'Failed',
};

/** A key that tells workloads of an answer apart. */
export function workloadKey(workload: Workload): string {
  const { cluster, namespace, kind, name } = workload.ref;
  return [cluster, namespace, kind, name].join('/');
}

/** A name in a sentence: both ends of it, however long it is. */
export function shortName(name: string): string {
  return middleTruncate(name, 48);
}

/** Everything known of a version, for hover. */
export function versionTitle(version: Version): string {
  const { container, image, label } = version;
  return [
    !image.includes(label) && label,
    `${container}: ${image}`,
    version.digest,
    version.commit && `commit ${version.commit.sha}`,
    version.unknown,
  ]
    .filter(Boolean)
    .join('\n');
}

/** An address that a link may lead to: the web, and nothing that runs. */
export function safeUrl(url: string | undefined): string | undefined {
  return url && /^https?:\/\/[^\s]+$/i.test(url) ? url : undefined;
}

/** `a, b and 3 more`. */
export function listed(names: string[], most = 3): string {
  const shown = names
    .slice(0, most)
    .map(name => oneLine(name, 120))
    .join(', ');
  const rest = names.length - most;
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}
