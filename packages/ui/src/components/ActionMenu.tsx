import { useId, useState } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import IconButton from '@material-ui/core/IconButton';
import MenuItem from '@material-ui/core/MenuItem';
import MenuList from '@material-ui/core/MenuList';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import MoreIcon from '@material-ui/icons/MoreVert';
import { useLook } from './look';

const useStyles = makeStyles(
  theme => ({
    item: {
      display: 'block',
      maxWidth: 360,
      whiteSpace: 'normal',
      minHeight: 0,
      '&[aria-disabled="true"]': { cursor: 'not-allowed' },
    },
    held: { color: theme.palette.type === 'dark' ? '#c9c9c9' : '#5a5e63' },
    heading: { padding: theme.spacing(1, 2, 0) },
    trigger: { padding: 4 },
  }),
  { name: 'GreenlightActionMenu' },
);

/** One entry of a menu of actions. @public */
export type ActionMenuItem = {
  key: string;
  label: string;
  /** Second line, for example the word that another tool uses. */
  hint?: string;
  /** Why it cannot be chosen; it stays focusable and says so. */
  disabledReason?: string;
};

/** Properties of a menu of actions. @public */
export type ActionMenuProps = {
  /** Names the menu and its button. */
  label: string;
  heading?: string;
  items: ActionMenuItem[];
  /** `trigger` is the button of the menu, where focus returns to. */
  onSelect: (key: string, trigger: HTMLElement) => void;
};

function Item(props: {
  item: ActionMenuItem;
  onChoose: () => void;
  /** Given by the list for its first item. */
  autoFocus?: boolean;
}) {
  const { item, onChoose, ...rest } = props;
  const classes = useStyles();
  const look = useLook();
  const held = item.disabledReason !== undefined;
  return (
    <MenuItem
      {...rest}
      className={classes.item}
      aria-disabled={held || undefined}
      disableRipple={held}
      onClick={held ? undefined : onChoose}
    >
      <div className={`${look.text} ${held ? classes.held : ''}`}>
        {item.label}
      </div>
      {(item.disabledReason ?? item.hint) && (
        <div className={`${look.small} ${look.muted}`}>
          {item.disabledReason ?? item.hint}
        </div>
      )}
    </MenuItem>
  );
}

/** A menu whose disabled items can be reached and say why. @public */
export function ActionMenu(props: ActionMenuProps) {
  const classes = useStyles();
  const look = useLook();
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const open = (event: MouseEvent<HTMLElement>) =>
    setAnchor(event.currentTarget);
  const close = () => setAnchor(undefined);
  const closeOnTab = (event: KeyboardEvent) => {
    if (event.key !== 'Tab') return;
    event.preventDefault();
    close();
  };
  const choose = (key: string) => {
    const trigger = anchor;
    setAnchor(undefined);
    if (trigger) props.onSelect(key, trigger);
  };
  return (
    <>
      <IconButton
        className={classes.trigger}
        aria-label={props.label}
        aria-haspopup="menu"
        aria-expanded={anchor !== undefined}
        aria-controls={anchor ? id : undefined}
        onClick={open}
      >
        <MoreIcon fontSize="small" />
      </IconButton>
      <Popover
        id={id}
        anchorEl={anchor}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        open={anchor !== undefined}
        onClose={close}
        PaperProps={{ className: look.paper }}
      >
        {props.heading && (
          <div
            className={`${look.small} ${look.muted} ${classes.heading}`}
            aria-hidden
          >
            {props.heading}
          </div>
        )}
        <MenuList
          autoFocusItem
          disabledItemsFocusable
          aria-label={props.label}
          onKeyDown={closeOnTab}
        >
          {props.items.map(item => (
            <Item
              key={item.key}
              item={item}
              onChoose={() => choose(item.key)}
            />
          ))}
        </MenuList>
      </Popover>
    </>
  );
}
