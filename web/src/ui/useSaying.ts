import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../api/problem';
import { problemText } from './problemText';

// Long enough to read two sentences and to write down a code.
const refusalSeconds = 8;

/** Short words about what was just done or refused, where there is no form to hold them. */
export function useSaying() {
  const { i18n } = useTranslation();
  const { message } = App.useApp();
  return {
    done: (text: string) => void message.success(text),
    refused: (error: unknown) => {
      const { title, advice, code } = problemText(asProblem(error), i18n.language);
      void message.error(`${title}. ${advice} (${code})`, refusalSeconds);
    },
  };
}
