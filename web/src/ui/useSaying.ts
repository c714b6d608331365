import { useTranslation } from 'react-i18next';
import { asProblem } from '../api/problem';
import { problemText } from './problemText';
import { sayings } from './sayings';
import './texts';

const doneSeconds = 3;

// Long enough to read two sentences and to write down a code.
const refusalSeconds = 8;

// Long enough to see what one has done, to be frightened and to find the button.
const undoSeconds = 10;

/** Short words about what was just done or refused, where there is no form to hold them. */
export function useSaying() {
  const { t, i18n } = useTranslation('ui');
  const done = (text: string) => void sayings.say({ kind: 'success', text, seconds: doneSeconds });
  const refused = (error: unknown) => {
    const { title, advice, code } = problemText(asProblem(error), i18n.language);
    sayings.say({ kind: 'error', text: `${title}. ${advice} (${code})`, seconds: refusalSeconds });
  };
  return {
    done,
    refused,
    /** What was done can be taken back for ten seconds, and longer while the pointer rests on it. */
    undoable: (text: string, undo: () => Promise<unknown>) => {
      const take = async () => {
        sayings.takeBack(key);
        try {
          await undo();
          done(t('act.undone'));
        } catch (error) {
          refused(error);
        }
      };
      const act = { label: t('act.undo'), onPress: () => void take() };
      const key = sayings.say({ kind: 'success', text, seconds: undoSeconds, act });
    },
  };
}
