import { useEffect } from 'react';

/** Reads again after about `ms` while the page is seen, and when it is seen again. */
export function usePolling(
  reader: { trigger: () => void },
  ms: number,
  random: () => number,
) {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const arm = () => {
      const spread = ms * (0.9 + 0.2 * random());
      timer = setTimeout(() => {
        if (!document.hidden) reader.trigger();
        arm();
      }, spread);
    };
    const onVisible = () => {
      if (!document.hidden) reader.trigger();
    };
    arm();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [reader, ms, random]);
}
