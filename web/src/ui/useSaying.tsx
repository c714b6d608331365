import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../api/problem';
import { problemText } from './problemText';
import './texts';

// Long enough to read two sentences and to write down a code.
const refusalSeconds = 8;

// Long enough to see what one has done, to be frightened and to find the button.
const undoSeconds = 10;

/** Short words about what was just done or refused, where there is no form to hold them. */
export function useSaying() {
  const { t, i18n } = useTranslation('ui');
  const { message } = App.useApp();
  const refused = (error: unknown) => {
    const { title, advice, code } = problemText(asProblem(error), i18n.language);
    void message.error(`${title}. ${advice} (${code})`, refusalSeconds);
  };
  return {
    done: (text: string) => void message.success(text),
    refused,
    /** What was done can be taken back for ten seconds, and longer while the pointer rests on it. */
    undoable: (text: string, undo: () => Promise<unknown>) => {
      const key = `undo-${Date.now()}`;
      const take = async () => {
        message.destroy(key);
        try {
          await undo();
          void message.success(t('act.undone'));
        } catch (error) {
          refused(error);
        }
      };
      void message.success({
        key,
        duration: undoSeconds,
        content: (
          <>
            {text}{' '}
            <Button size="small" onClick={() => void take()}>
              {t('act.undo')}
            </Button>
          </>
        ),
      });
    },
  };
}
