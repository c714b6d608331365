import { type CSSProperties, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';
import { useDismiss } from '../ui/useDismiss';
import { fitting } from './fitting';
import './OfficeNavigation.css';

export interface Entry {
  to: string;
  label: string;
}

/** The entries of the office, as many as fit in a row; the others are behind "Thêm", on a telephone, enlarged, and for those with many. */
export function OfficeNavigation({ entries }: { entries: Entry[] }) {
  const { t } = useTranslation('app');
  const row = useRef<HTMLElement>(null);
  const rule = useRef<HTMLDivElement>(null);
  const { shown, wanted } = useFitting(row, rule, entries);
  return (
    <nav
      className="office-nav"
      aria-label={t('navigation')}
      ref={row}
      style={{ '--wanted': `${wanted}px` } as CSSProperties}
    >
      <ul>
        {entries.slice(0, shown).map((entry) => (
          <li key={entry.to}>
            <EntryLink entry={entry} />
          </li>
        ))}
        {shown < entries.length && <More entries={entries.slice(shown)} />}
      </ul>
      <div className="office-nav-rule" aria-hidden="true" ref={rule}>
        {[...entries.map(({ label }) => label), t('nav.more')].map((label) => (
          <span key={label}>{label}</span>
        ))}
      </div>
    </nav>
  );
}

function EntryLink({ entry: { to, label } }: { entry: Entry }) {
  return (
    <NavLink to={to} end={to === '/'}>
      {label}
    </NavLink>
  );
}

function More({ entries }: { entries: Entry[] }) {
  const { t } = useTranslation('app');
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  const area = useRef<HTMLLIElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useDismiss(open, () => setOpen(false), area, button);
  const here = entries.some(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
  return (
    <li className="office-more" ref={area}>
      <button
        type="button"
        ref={button}
        aria-expanded={open}
        aria-controls="office-more"
        data-here={here || undefined}
        onClick={() => setOpen(!open)}
      >
        {t('nav.more')}
      </button>
      {/* Gone where one wanted to go: closed. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the click is the link's, by keyboard, too. */}
      <ul id="office-more" hidden={!open} onClick={() => setOpen(false)}>
        {entries.map((entry) => (
          <li key={entry.to}>
            <EntryLink entry={entry} />
          </li>
        ))}
      </ul>
    </li>
  );
}

/** Measured on a copy that nobody sees, whenever the room or the letters change their size. */
function useFitting(
  row: React.RefObject<HTMLElement | null>,
  rule: React.RefObject<HTMLElement | null>,
  entries: Entry[],
): { shown: number; wanted: number } {
  const [fit, setFit] = useState({ shown: entries.length, wanted: 0 });
  const words = entries.map(({ label }) => label).join('|');
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words, other widths.
  useLayoutEffect(() => {
    const measure = () => {
      const widths = [...(rule.current?.children ?? [])].map((child) => child.getBoundingClientRect().width);
      const more = widths.pop() ?? 0;
      const wanted = Math.ceil(widths.reduce((sum, width) => sum + width, 0));
      const shown = fitting(widths, more, row.current?.clientWidth ?? 0);
      setFit((before) => (before.shown === shown && before.wanted === wanted ? before : { shown, wanted }));
    };
    measure();
    const watch = new ResizeObserver(measure);
    for (const one of [row.current, rule.current]) if (one) watch.observe(one);
    return () => watch.disconnect();
  }, [row, rule, words]);
  return fit;
}
