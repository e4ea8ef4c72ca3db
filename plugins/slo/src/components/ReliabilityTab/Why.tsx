import { Age, useLook } from '@greenlight/ui';
import type { ObjectiveRow } from './toView';

/** Why an objective has its state, and what was known of it last. */
export function Why({ row }: { row: ObjectiveRow }) {
  const look = useLook();
  const { because, young, lastKnown } = row;
  return (
    <div className={look.muted}>
      {[because, young].filter(Boolean).join(' · ')}
      {lastKnown && (
        <>
          {' · '}last known {lastKnown.text}, <Age at={lastKnown.at} />
        </>
      )}
    </div>
  );
}
