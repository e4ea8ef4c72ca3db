import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import BadIcon from '@material-ui/icons/Cancel';
import GoodIcon from '@material-ui/icons/CheckCircle';
import UnknownIcon from '@material-ui/icons/HelpOutline';
import WaitingIcon from '@material-ui/icons/PauseCircleFilled';
import BusyIcon from '@material-ui/icons/Timelapse';
import { useToneColors } from './tones';
import type { Tone } from './tones';
import { useLook } from './look';

const useStyles = makeStyles(
  {
    root: {
      display: 'inline-flex',
      alignItems: 'flex-start',
      gap: 4,
      verticalAlign: 'top',
    },
    icon: { fontSize: '1.125em', flex: 'none', marginTop: '0.16em' },
    word: {
      fontWeight: 600,
      overflowWrap: 'normal',
      flex: 'none',
      maxWidth: '100%',
    },
  },
  { name: 'GreenlightStateMark' },
);

const icons: Record<Tone, typeof GoodIcon> = {
  good: GoodIcon,
  busy: BusyIcon,
  waiting: WaitingIcon,
  bad: BadIcon,
  unknown: UnknownIcon,
};

/** Properties of a state mark. @public */
export type StateMarkProps = {
  tone: Tone;
  /** The state in a word; it is always there, if only for a screen reader. */
  word: string;
  /** Shows the icon alone, where the word stands beside it anyway. */
  iconOnly?: boolean;
  children?: ReactNode;
};

/** A state as icon, word and color. @public */
export function StateMark(props: StateMarkProps) {
  const classes = useStyles();
  const look = useLook();
  const Icon = icons[props.tone];
  const color = useToneColors()[props.tone];
  return (
    <span className={`${look.small} ${classes.root}`} data-tone={props.tone}>
      <Icon className={classes.icon} style={{ color }} aria-hidden />
      <span
        className={props.iconOnly ? look.hidden : classes.word}
        style={{ color }}
      >
        {props.word}
      </span>
      {props.children}
    </span>
  );
}
