import { useEffect, useRef } from 'react';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import { Stale, StateMark, useLook } from '@greenlight/ui';
import { useUnfolded } from '../../hooks/useUnfolded';
import { healthTones } from '../../view/words';
import { PrimaryAction, WorkloadMenu } from '../parts/Asking';
import { Flight } from '../parts/Flight';
import { Revisions } from './Revisions';
import type { PanelView } from './toView';

function PanelHead(props: {
  panel: PanelView;
  open: boolean;
  onToggle: () => void;
}) {
  const { panel, open, onToggle } = props;
  const look = useLook();
  const { health } = panel.workload;
  return (
    <div className={look.row}>
      <StateMark tone={healthTones[health] ?? 'unknown'} word={health} />
      {panel.primary && <PrimaryAction placed={panel} offer={panel.primary} />}
      <Button
        size="small"
        className={look.button}
        aria-expanded={open}
        aria-label={`${open ? 'Hide' : 'Show'} the revisions of ${panel.place}`}
        onClick={onToggle}
      >
        {open ? 'Hide' : 'Show'}
      </Button>
      <WorkloadMenu placed={panel} without={panel.primary?.action} />
    </div>
  );
}

function NoTree({ panel }: { panel: PanelView }) {
  const look = useLook();
  if (panel.revisions.length > 0) return null;
  return (
    <div className={`${look.text} ${look.muted}`}>
      No ReplicaSet of it was found.
    </div>
  );
}

/** One workload: what is in flight, and its revisions. */
export function Panel({ panel }: { panel: PanelView }) {
  const look = useLook();
  const here = useRef<HTMLDivElement>(null);
  const { open, linked, toggle } = useUnfolded(panel.anchor, panel.open);
  useEffect(() => {
    if (linked) here.current?.scrollIntoView();
  }, [linked]);
  return (
    <div id={panel.anchor} ref={here} data-testid="panel">
      <EntityInfoCard
        title={panel.place}
        headerActions={
          <PanelHead panel={panel} open={open} onToggle={toggle} />
        }
      >
        <Stale stale={panel.stale}>
          {panel.flight ? (
            <Flight flight={panel.flight} />
          ) : (
            <div className={`${look.text} ${look.muted}`}>
              Nothing in flight.
            </div>
          )}
          {open && <Revisions revisions={panel.revisions} />}
          {open && <NoTree panel={panel} />}
        </Stale>
      </EntityInfoCard>
    </div>
  );
}
