import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { addressWith, wantedOpen } from '../view/address';

/**
 * Whether a panel is unfolded, as the address says, which follows what is
 * chosen; `linked` when the page was opened to show just this one.
 */
export function useUnfolded(anchor: string, byItself: boolean) {
  const address = useLocation();
  const navigate = useNavigate();
  const [first] = useState({
    open: byItself,
    linked: address.hash === `#${anchor}`,
  });
  const open = wantedOpen(address, anchor) ?? first.open;
  const toggle = () =>
    navigate(addressWith(address, anchor, !open), { replace: true });
  return { open, linked: first.linked, toggle };
}
