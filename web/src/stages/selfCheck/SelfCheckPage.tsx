import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BrandMark } from '../../ui/BrandMark';
import { HelpLine } from '../../ui/HelpLine';
import { AskedBar } from './AskedBar';
import { CameraCard } from './CameraCard';
import { LineCard } from './LineCard';
import { MachineCard, PresentationCard } from './OtherCards';
import { LoudspeakerCard, MicrophoneCard } from './SoundCards';
import './selfCheck.css';
import './texts';
import { useOwnSite } from './useOwnSite';
import { useSelfCheck } from './useSelfCheck';
import { WhereTo } from './WhereTo';

/** By design: see rtc/check/lineMeasuring.ts, the longest of the parts that run side by side. */
const expectedSeconds = 13;

/** `/tu-kiem-tra`: a site measures itself, with pictures instead of reading. It works for everybody and without a meeting. */
export function SelfCheckPage() {
  const { t } = useTranslation('selfCheck');
  const own = useOwnSite();
  const [meetingId, setMeetingId] = useState<string | null>(null);
  const self = useSelfCheck(own.siteId, meetingId);
  const { state } = self;
  return (
    <main className="self-check">
      <title>{`${t('title')} – DiemCau`}</title>
      <header>
        <BrandMark className="self-check-mark" />
        <div>
          <h1>{t('title')}</h1>
          <p className="self-check-lead">{t('lead')}</p>
        </div>
      </header>
      <div className="self-check-head">
        <button type="button" className="self-check-start" disabled={state.isRunning} onClick={self.run}>
          {t(state.endedAt === null ? 'start' : 'again')}
        </button>
        <Progress self={self} />
      </div>
      <WhereTo own={own} meetingId={meetingId} choose={setMeetingId} />
      {self.judging.hasFailed && <p className="self-check-problem">{t('site.notSent')}</p>}
      <div className="self-check-cards">
        <MicrophoneCard self={self} />
        <LoudspeakerCard self={self} />
        <CameraCard self={self} />
        <LineCard self={self} />
        <PresentationCard self={self} />
        <MachineCard state={state} />
      </div>
      <p className="self-check-links">
        <a href="/kiem-tra-ket-noi">{t('connectivity')}</a>
        <a href="/">{t('home')}</a>
      </p>
      <HelpLine />
      <AskedBar made={self} />
    </main>
  );
}

/** What to do now, and how long it still takes; read out when it changes, but not each second. */
function Progress({ self }: { self: ReturnType<typeof useSelfCheck> }) {
  const { t, i18n } = useTranslation('selfCheck');
  const { isRunning, progress, endedAt } = self.state;
  const seconds = useSecondsLeft(isRunning);
  const time = endedAt && new Date(endedAt).toLocaleTimeString(i18n.language, { hour: '2-digit', minute: '2-digit' });
  return (
    <div className="self-check-progress">
      <p role="status">
        {isRunning && progress.microphone === 'running' && t('speak')}
        {isRunning && progress.microphone !== 'running' && progress.loudspeaker === 'running' && t('listen')}
        {!isRunning && time && t('ready', { time })}
      </p>
      {isRunning && <p>{t('running', { seconds })}</p>}
    </div>
  );
}

function useSecondsLeft(isRunning: boolean): number {
  const [left, setLeft] = useState(expectedSeconds);
  useEffect(() => {
    if (!isRunning) return;
    setLeft(expectedSeconds);
    const timer = setInterval(() => setLeft((before) => Math.max(1, before - 1)), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return left;
}
