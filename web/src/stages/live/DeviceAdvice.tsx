import { useTranslation } from 'react-i18next';
import { browserFamily, type DeviceProblem } from '../../rtc/deviceProblems';
import { WarningIcon } from '../../ui/icons';
import { useLive, useLocal } from './live';
import styles from './lobby.module.css';

/** What is missing and how to fix it in this browser. */
export function DeviceAdvice({ stillJoin = false }: { stillJoin?: boolean }) {
  const { microphone, camera } = useLocal();
  const { local } = useLive();
  return (
    <>
      {microphone.problem && (
        <Advice
          kind="microphone"
          problem={microphone.problem}
          stillJoin={stillJoin && !camera.problem}
          retry={() => void local.setMicrophone(true)}
        />
      )}
      {camera.problem && (
        <Advice kind="camera" problem={camera.problem} stillJoin={stillJoin} retry={() => void local.setCamera(true)} />
      )}
    </>
  );
}

interface AdviceProps {
  kind: 'microphone' | 'camera';
  problem: DeviceProblem;
  stillJoin: boolean;
  retry: () => void;
}

function Advice({ kind, problem, stillJoin, retry }: AdviceProps) {
  const { t } = useTranslation('live');
  const family = browserFamily(navigator.userAgent, navigator.maxTouchPoints);
  return (
    <div className={styles.advice} role="status">
      <WarningIcon />
      <div>
        <strong>{t(`problem.${kind}.${problem}`)}</strong>
        <p>{problem === 'denied' ? t(`problem.fix.denied.${family}`) : t(`problem.fix.${problem}`)}</p>
        {stillJoin && <p>{t('problem.stillJoin')}</p>}
        {problem !== 'insecure' && problem !== 'unsupported' && (
          <button type="button" className="hall-button" onClick={retry}>
            {t('tryAgain')}
          </button>
        )}
      </div>
    </div>
  );
}
