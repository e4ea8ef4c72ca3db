import type { ReactNode } from 'react';
import type { Reading } from '@greenlight/backstage-plugin-slo-common';
import Button from '@material-ui/core/Button';
import { Stale, useAnnounceChange, useLook, useNow } from '@greenlight/ui';
import type { Polled } from '@greenlight/ui';
import { answerStale, instanceNotices } from '../../view/freshness';
import { InstanceNotices } from './InstanceNotices';

/**
 * What was read, muted where it is old, with what does not answer above it
 * and another try for those who do not want to wait for the next reading.
 */
export function Following(props: {
  live: Polled<Reading>;
  children: ReactNode;
}) {
  const { live, children } = props;
  const look = useLook();
  const now = useNow(10_000);
  const stale = answerStale(live, now);
  useAnnounceChange(
    stale ? `Reliability is not up to date: ${stale.reason}` : 'Up to date',
  );
  return (
    <Stale stale={stale}>
      {stale && (
        <Button
          size="small"
          variant="outlined"
          className={look.button}
          onClick={() => void live.refresh()}
        >
          Try again
        </Button>
      )}
      <InstanceNotices notices={instanceNotices(live.value?.instances ?? [])} />
      {children}
    </Stale>
  );
}
