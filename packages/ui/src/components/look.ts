import { makeStyles } from '@material-ui/core/styles';

/** For screen readers only. */
export const hiddenText = {
  position: 'absolute',
  width: 1,
  height: 1,
  margin: -1,
  padding: 0,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
  border: 0,
} as const;

/**
 * The look of Backstage 1.57 on Material UI widgets: own classes on each
 * widget, since Material UI's own names differ between the two frontend
 * systems. @public
 */
export const useLook = makeStyles(
  theme => ({
    text: {
      fontFamily: 'var(--bui-font-regular, inherit)',
      fontSize: '0.875rem',
      lineHeight: 1.45,
      color: theme.palette.text.primary,
      overflowWrap: 'anywhere',
    },
    small: {
      fontFamily: 'var(--bui-font-regular, inherit)',
      fontSize: '0.8125rem',
      lineHeight: 1.45,
      overflowWrap: 'anywhere',
    },
    strong: { fontWeight: 600 },
    muted: {
      // Backstage UI's own secondary text misses 4.5:1 on a dark card.
      color: theme.palette.type === 'dark' ? '#c9c9c9' : '#5a5e63',
    },
    mono: {
      fontFamily: 'var(--bui-font-monospace, monospace)',
      fontSize: '0.8125rem',
    },
    figures: { fontVariantNumeric: 'tabular-nums' },
    button: {
      fontFamily: 'var(--bui-font-regular, inherit)',
      textTransform: 'none',
      fontWeight: 600,
      boxShadow: 'none',
      borderRadius: 'var(--bui-radius-2, 4px)',
      '&:hover': { boxShadow: 'none' },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
    },
    paper: {
      borderRadius: 'var(--bui-radius-3, 8px)',
      backgroundImage: 'none',
    },
    row: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
    hidden: hiddenText,
  }),
  { name: 'GreenlightLook' },
);
