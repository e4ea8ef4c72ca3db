import { ReliabilityCard } from './ReliabilityCard';
import { OldTabLink } from './links';

/** The card for a portal on the old frontend system. */
export function LegacyReliabilityCard(props: { withLink?: boolean }) {
  return <ReliabilityCard link={props.withLink && <OldTabLink />} />;
}
