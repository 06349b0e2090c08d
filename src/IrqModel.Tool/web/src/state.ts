import { useCallback, useEffect, useState } from 'preact/hooks';
import { report } from './model';

export type Theme = 'auto' | 'light' | 'dark';

// A page that was opened from a file may have no storage.
const remembered = (): Theme => {
  try {
    const kept = localStorage.getItem('irqmodel-theme');
    return kept === 'light' || kept === 'dark' ? kept : 'auto';
  } catch {
    return 'auto';
  }
};

export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(remembered);
  useEffect(() => {
    if (theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem('irqmodel-theme', theme);
    } catch {
      // Then the choice lasts as long as the page is open.
    }
  }, [theme]);
  return [theme, setTheme];
}

const fromAddress = (): number | undefined => {
  const wanted = decodeURIComponent(location.hash).match(/^#f=(.+)$/)?.[1];
  const found = wanted === undefined ? -1 : report.functions.findIndex(fn => fn.address === wanted);
  return found < 0 ? undefined : found;
};

/** The function that is looked at, kept in the page's address, so that a link leads to it. */
export function useSelected(first: number): [number, (number: number) => void] {
  const [selected, setSelected] = useState(() => fromAddress() ?? first);
  useEffect(() => {
    const follow = () => setSelected(old => fromAddress() ?? old);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const select = useCallback((number: number) => {
    setSelected(number);
    history.replaceState(null, '', `#f=${report.functions[number].address}`);
  }, []);
  return [selected, select];
}

/** Whether the page is being printed: then lists are shown as far as paper goes. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const media = matchMedia('print');
    const follow = () => setPrinting(media.matches);
    const before = () => setPrinting(true);
    const after = () => setPrinting(false);
    media.addEventListener('change', follow);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      media.removeEventListener('change', follow);
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, []);
  return printing;
}
