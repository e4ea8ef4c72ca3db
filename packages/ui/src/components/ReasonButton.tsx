import { forwardRef, useId, useState } from 'react';
import type { MouseEvent } from 'react';
import Button from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { useLook } from './look';

const useStyles = makeStyles(
  theme => ({
    // Looks disabled, but takes focus so that it can say why.
    held: {
      '&, &:hover': {
        backgroundColor: 'transparent',
        borderColor: theme.palette.text.secondary,
        color: theme.palette.type === 'dark' ? '#c9c9c9' : '#5a5e63',
        borderStyle: 'dashed',
        cursor: 'not-allowed',
      },
    },
    tip: {
      backgroundColor: '#33373b',
      color: '#ffffff',
      fontFamily: 'var(--bui-font-regular, inherit)',
      fontSize: '0.8125rem',
    },
  }),
  { name: 'GreenlightReasonButton' },
);

/** Properties of a button that says why it is disabled. @public */
export type ReasonButtonProps = {
  label: string;
  /** Follows the label for screen readers, when the label alone is not enough. */
  context?: string;
  /** Shown on hover and focus. */
  hint?: string;
  /** Why it cannot be pressed; it stays focusable and says so. */
  disabledReason?: string;
  primary?: boolean;
  onPress: (target: HTMLElement) => void;
};

/** A button that stays focusable when disabled and says why. @public */
export const ReasonButton = forwardRef<HTMLButtonElement, ReasonButtonProps>(
  function ButtonWithReason(props, ref) {
    const { label, context, hint, disabledReason, primary, onPress } = props;
    const classes = useStyles();
    const look = useLook();
    const id = useId();
    const [open, setOpen] = useState(false);
    const held = disabledReason !== undefined;
    const press = (event: MouseEvent<HTMLElement>) => {
      if (held) setOpen(true);
      else onPress(event.currentTarget);
    };
    return (
      <>
        <Tooltip
          title={disabledReason ?? hint ?? ''}
          open={open}
          onOpen={() => setOpen(true)}
          onClose={() => setOpen(false)}
          classes={{ tooltip: classes.tip }}
        >
          <Button
            ref={ref}
            size="small"
            color="primary"
            variant={primary && !held ? 'contained' : 'outlined'}
            className={`${look.button} ${held ? classes.held : ''}`}
            aria-disabled={held || undefined}
            aria-label={context ? `${label}: ${context}` : undefined}
            aria-describedby={held ? id : undefined}
            disableRipple={held}
            focusRipple={false}
            onClick={press}
          >
            {label}
          </Button>
        </Tooltip>
        {held && (
          <span id={id} className={look.hidden}>
            {disabledReason}
          </span>
        )}
      </>
    );
  },
);
