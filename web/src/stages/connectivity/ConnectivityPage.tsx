import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BrandMark } from '../../ui/BrandMark';
import { HelpLine } from '../../ui/HelpLine';
import { StateTag } from '../../ui/StateTag';
import './ConnectivityPage.css';
import './texts';
import { type Connectivity, useConnectivity } from './useConnectivity';
import { type CheckedWay, checkedWays, type Verdict, verdictOf } from './verdict';

/** `/kiem-tra-ket-noi`: which ways lead from this machine to the server, in plain words, for whoever answers the telephone. */
export function ConnectivityPage() {
  const { t } = useTranslation('connectivity');
  const connectivity = useConnectivity();
  const verdict = verdictOf(connectivity.results);
  return (
    <main className="connectivity">
      <title>{`${t('title')} – DiemCau`}</title>
      <header>
        <BrandMark className="connectivity-mark" />
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
      </header>
      <section className="connectivity-verdict" data-verdict={verdict} role="status">
        <h2>{t(`verdict.${verdict}.title`)}</h2>
        <p>{t(`verdict.${verdict}.text`)}</p>
      </section>
      <Ways results={connectivity.results} />
      {verdict !== 'running' && verdict !== 'good' && <Request connectivity={connectivity} verdict={verdict} />}
      <p className="connectivity-actions">
        <button type="button" disabled={verdict === 'running'} onClick={connectivity.again}>
          {t('again')}
        </button>
        <a href="/">{t('home')}</a>
      </p>
      <HelpLine />
    </main>
  );
}

function Ways({ results }: Pick<Connectivity, 'results'>) {
  const { t } = useTranslation('connectivity');
  const milliseconds = (value: number | null | undefined) =>
    value === null || value === undefined ? t('none') : t('milliseconds', { value });
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('column.way')}</th>
          <th scope="col">{t('column.state')}</th>
          <th scope="col">{t('column.connect')}</th>
          <th scope="col">{t('column.roundTrip')}</th>
        </tr>
      </thead>
      <tbody>
        {checkedWays.map((way) => {
          const result = results[way];
          return (
            <tr key={way} data-way={way} data-works={result?.works}>
              <th scope="row">
                {t(`way.${way}.name`)}
                <small>{t(`way.${way}.detail`)}</small>
              </th>
              <td>
                <StateTag tone={result === undefined ? 'waiting' : result.works ? 'good' : 'bad'}>
                  {t(`state.${result === undefined ? 'running' : result.works ? 'works' : 'fails'}`)}
                </StateTag>
              </td>
              <td data-column={t('column.connect')}>{milliseconds(result?.connectMs)}</td>
              <td data-column={t('column.roundTrip')}>{milliseconds(result?.rttMs)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Request({ connectivity, verdict }: { connectivity: Connectivity; verdict: Verdict }) {
  const { t } = useTranslation('connectivity');
  const [copied, setCopied] = useState(false);
  const { results, places } = connectivity;
  const works = (way: CheckedWay) => results[way]?.works ?? false;
  const wishes = [
    ...(works('udp') ? [] : [t('request.udp', { places: places.join(', ') || t('none') })]),
    ...(works('socket') && works('tcp') ? [] : [t('request.https', { host: window.location.host })]),
    ...(works('turns') ? [] : [t('request.certificate')]),
  ];
  const copy = () => {
    const lines = checkedWays.map((way) => `${t(`way.${way}.name`)}: ${t(`state.${works(way) ? 'works' : 'fails'}`)}`);
    const text = [t(`verdict.${verdict}.title`), ...lines, '', t('request.title'), ...wishes].join('\n');
    void navigator.clipboard.writeText(text).then(() => setCopied(true));
  };
  return (
    <section className="connectivity-request">
      <h2>{t('request.title')}</h2>
      <ul>
        {wishes.map((wish) => (
          <li key={wish}>{wish}</li>
        ))}
      </ul>
      <button type="button" onClick={copy}>
        {t(copied ? 'request.copied' : 'request.copy')}
      </button>
    </section>
  );
}
