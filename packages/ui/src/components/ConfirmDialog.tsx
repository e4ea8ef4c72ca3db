import { useId, useRef, useState } from 'react';
import type { RefObject } from 'react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useLook } from './look';
import { ReasonButton } from './ReasonButton';
import { StateMark } from './StateMark';

const useStyles = makeStyles(
  theme => ({
    title: { fontSize: '1.125rem', margin: 0 },
    list: {
      margin: theme.spacing(0, 0, 2),
      paddingLeft: theme.spacing(2.5),
      '& li': { marginBottom: theme.spacing(0.5) },
    },
    notice: { marginBottom: theme.spacing(2) },
    actions: { padding: theme.spacing(1, 3, 2) },
  }),
  { name: 'GreenlightConfirmDialog' },
);

/** Properties of a question before an action. @public */
export type ConfirmDialogProps = {
  open: boolean;
  /** Verb and object: `Abort checkout 1.8.2 in prod`. */
  title: string;
  /** What will happen, in sentences. */
  consequences: string[];
  /** The button's name: the verb of the title. */
  verb: string;
  /** Focuses Cancel first. */
  destructive?: boolean;
  /** Asks for a reason. */
  reason?: { label: string; help?: string; required?: boolean };
  /** Why it cannot be confirmed (any more). */
  held?: string;
  onConfirm: (reason: string | undefined) => void;
  onClose: () => void;
  /** Where focus goes when the dialog has gone. */
  returnFocusTo?: HTMLElement | null;
};

function Questions(
  props: ConfirmDialogProps & {
    describedBy: string;
    text: string;
    onText: (text: string) => void;
  },
) {
  const classes = useStyles();
  const look = useLook();
  return (
    <DialogContent id={props.describedBy}>
      {props.held && (
        <div className={classes.notice} role="alert">
          <StateMark tone="waiting" word={props.held} />
        </div>
      )}
      <ul className={`${look.text} ${classes.list}`}>
        {props.consequences.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {props.reason && (
        <TextField
          id={`${props.describedBy}-reason`}
          fullWidth
          multiline
          variant="outlined"
          size="small"
          label={props.reason.label}
          helperText={props.reason.help}
          required={props.reason.required}
          value={props.text}
          onChange={event => props.onText(event.target.value)}
          inputProps={{ maxLength: 1000, className: look.text }}
          FormHelperTextProps={{ className: `${look.small} ${look.muted}` }}
          InputLabelProps={{ className: look.text }}
        />
      )}
    </DialogContent>
  );
}

function Buttons(
  props: ConfirmDialogProps & {
    text: string;
    cancel: RefObject<HTMLButtonElement>;
    confirm: RefObject<HTMLButtonElement>;
  },
) {
  const look = useLook();
  const classes = useStyles();
  const reason = props.text.trim();
  const missing =
    props.reason?.required && !reason ? 'Say why first' : undefined;
  return (
    <DialogActions className={classes.actions}>
      <Button
        ref={props.cancel}
        focusRipple={false}
        size="small"
        className={look.button}
        onClick={props.onClose}
      >
        Cancel
      </Button>
      <ReasonButton
        primary
        ref={props.confirm}
        label={props.verb}
        disabledReason={props.held ?? missing}
        onPress={() => props.onConfirm(reason || undefined)}
      />
    </DialogActions>
  );
}

/** Asks before an action, saying what will happen. @public */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const classes = useStyles();
  const look = useLook();
  const id = useId();
  const [text, setText] = useState('');
  const cancel = useRef<HTMLButtonElement>(null);
  const confirm = useRef<HTMLButtonElement>(null);
  const onEnter = () => (props.destructive ? cancel : confirm).current?.focus();
  const onExited = () => {
    setText('');
    if (props.returnFocusTo?.isConnected) props.returnFocusTo.focus();
  };
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      disableRestoreFocus={Boolean(props.returnFocusTo)}
      TransitionProps={{ onEnter, onExited }}
      PaperProps={{ className: look.paper }}
      fullWidth
      maxWidth="sm"
    >
      <DialogTitle disableTypography>
        <h2
          id={`${id}-title`}
          className={`${look.text} ${look.strong} ${classes.title}`}
        >
          {props.title}
        </h2>
      </DialogTitle>
      <Questions
        {...props}
        describedBy={`${id}-text`}
        text={text}
        onText={setText}
      />
      <Buttons {...props} text={text} cancel={cancel} confirm={confirm} />
    </Dialog>
  );
}
