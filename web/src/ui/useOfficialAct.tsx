import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session';
import { asking } from './asking';
import './officialAct.css';
import './texts';

/** What other people are told of, and what cannot be taken back by the next click. */
export interface OfficialAct {
  /** The question: what would be done, and to what. */
  title: string;
  /** The act in the words of the button that asked. */
  act: string;
  /** Who is told or concerned, with their number. */
  tells: string;
  /** What is still empty and would go out so, by the names that its fields have. */
  empty?: readonly string[];
  danger?: boolean;
  /** The question stays until it has settled; whoever asks shows what was refused. */
  onAct: () => Promise<unknown>;
}

/**
 * Asks once before an official act. While something is still empty, the button that goes back has the focus: Enter alone sends nothing
 * that is unfinished. What is asked already is not asked on top of it.
 */
export function useOfficialAct(): (act: OfficialAct) => void {
  const { t } = useTranslation('ui');
  const isMailOff = useSession().data?.installation.sendsMail === false;
  return ({ title, act, tells, empty = [], danger = false, onAct }) =>
    asking.ask({
      title,
      content: (
        <>
          <p>{tells}</p>
          {isMailOff && <p className="official-act-warning">{t('act.mailOff')}</p>}
          {empty.length > 0 && (
            <div className="official-act-empty">
              <p>{t('act.empty')}</p>
              <ul>
                {empty.map((name) => (
                  <li key={name}>{name}</li>
                ))}
              </ul>
            </div>
          )}
        </>
      ),
      act,
      isDanger: danger,
      isCareful: empty.length > 0 || danger,
      onAct,
    });
}
