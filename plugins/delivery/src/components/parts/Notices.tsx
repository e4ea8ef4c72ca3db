import { useId, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import Button from '@material-ui/core/Button';
import { CopySnippet, StateMark, useLook } from '@greenlight/ui';
import type { NoticeView } from '../../view/notices';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none' },
    notice: { padding: theme.spacing(0.5, 0) },
    toggle: { padding: theme.spacing(0, 0.5), minWidth: 0 },
  }),
  { name: 'GreenlightNotices' },
);

function Notice({ notice }: { notice: NoticeView }) {
  const classes = useStyles();
  const look = useLook();
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <li className={classes.notice}>
      <StateMark tone={notice.tone} word="Note:" iconOnly>
        <span className={look.muted}>
          {notice.text}
          {notice.snippet && (
            <Button
              size="small"
              color="primary"
              className={`${look.button} ${classes.toggle}`}
              aria-expanded={open}
              aria-controls={id}
              onClick={() => setOpen(!open)}
            >
              {open ? 'Hide the annotation' : 'How to consent'}
            </Button>
          )}
        </span>
      </StateMark>
      <div id={id}>
        {open && notice.snippet && <CopySnippet {...notice.snippet} />}
      </div>
    </li>
  );
}

/** Things to know beside the state of rollouts. */
export function Notices({ notices }: { notices: NoticeView[] }) {
  const classes = useStyles();
  if (notices.length === 0) return null;
  return (
    <ul className={classes.list} aria-label="Notices">
      {notices.map(notice => (
        <Notice key={notice.key} notice={notice} />
      ))}
    </ul>
  );
}
