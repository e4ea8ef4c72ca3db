import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    height: 2 * sidebarConfig.logoHeight,
    width: sidebarConfig.drawerWidthClosed,
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: 10,
    marginLeft: 20,
    color: '#ffffff',
    fontWeight: 600,
    fontSize: 18,
    fontFamily: 'var(--bui-font-regular, inherit)',
  },
});

function Light() {
  return (
    <svg width="32" height="32" viewBox="0 0 32 32" aria-hidden>
      <rect x="9" y="2" width="14" height="28" rx="7" fill="#566464" />
      <circle cx="16" cy="9" r="4" fill="#8b9797" />
      <circle cx="16" cy="22" r="5" fill="#2fd6a3" />
    </svg>
  );
}

/** Leads to the catalog. */
export function SidebarLogo() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  return (
    <div className={classes.root}>
      <Link
        to="/"
        underline="none"
        className={classes.link}
        aria-label="Greenlight: all services"
      >
        <Light />
        {isOpen && 'Greenlight'}
      </Link>
    </div>
  );
}
