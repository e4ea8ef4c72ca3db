import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { announce } from '../live/announce';
import { useLook } from './look';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'flex-start',
      gap: theme.spacing(1),
      marginTop: theme.spacing(1),
    },
    text: {
      flex: '1 1 200px',
      minWidth: 0,
      maxHeight: 160,
      margin: 0,
      padding: theme.spacing(0.75, 1),
      overflow: 'auto',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      borderRadius: 'var(--bui-radius-2, 4px)',
      background: 'var(--bui-bg-neutral-2, rgba(128, 128, 128, 0.12))',
      color: theme.palette.text.primary,
    },
  }),
  { name: 'GreenlightCopySnippet' },
);

async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** A text to copy. @public */
export function CopySnippet(props: { text: string; label: string }) {
  const classes = useStyles();
  const look = useLook();
  const [said, setSaid] = useState<string>();
  const copy = async () => {
    const done = await toClipboard(props.text);
    const words = done ? 'Copied' : 'Not copied: mark the text and copy it';
    setSaid(words);
    announce(words);
  };
  return (
    <div className={classes.root}>
      {/* Scrolls when it is long, so the keyboard must reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={`${look.mono} ${classes.text}`} tabIndex={0}>
        {props.text}
      </pre>
      <Button
        size="small"
        variant="outlined"
        className={look.button}
        onClick={copy}
        aria-label={`Copy ${props.label}`}
      >
        {said ?? 'Copy'}
      </Button>
    </div>
  );
}
