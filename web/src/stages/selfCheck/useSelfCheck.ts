import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { ProblemCode } from '../../rtc/check/measurement';
import { MeasuringFailed } from '../../rtc/check/measuringFailed';
import { checkPresentation } from '../../rtc/check/presentationCheck';
import { SiteCheck, type SiteCheckState } from '../../rtc/check/siteCheck';
import { deviceProblem } from '../../rtc/deviceProblems';
import { type Judging, useJudging } from './useJudging';

export interface MadeCheck {
  check: SiteCheck;
  video: HTMLVideoElement;
}

/** A check with the elements that it looks and paints on. */
function makeSiteCheck(): MadeCheck {
  const video = document.createElement('video');
  video.muted = video.playsInline = true;
  return { check: new SiteCheck({ video, canvas: document.createElement('canvas') }), video };
}

export interface SelfCheck extends MadeCheck {
  state: SiteCheckState;
  /** 0–1, for a meter that draws itself. */
  level: () => number;
  judging: Judging;
  run: () => void;
}

/** @param siteId where it is kept and judged; null: only shown */
export function useSelfCheck(siteId: string | null, meetingId: string | null): SelfCheck {
  const [{ check, video }] = useState(makeSiteCheck);
  useEffect(() => () => check.stop(), [check]);
  const state = useSyncExternalStore(check.state.subscribe, check.state.get);
  const level = useCallback(() => check.level(), [check]);
  const judging = useJudging(siteId, meetingId);
  const { forget, judge } = judging;
  const run = useCallback(() => {
    forget();
    void check.run().then((measurement) => judge(measurement, check.state.get().still));
  }, [check, forget, judge]);
  return { check, state, video, level, judging, run };
}

export interface PresentationTry {
  isRunning: boolean;
  problem: ProblemCode | null;
  start: () => void;
}

/** Shares a window and looks whether it comes back; whoever closes the browser's question has decided not to. */
export function usePresentationTry({ check, judging }: SelfCheck): PresentationTry {
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<ProblemCode | null>(null);
  const [abort] = useState(() => new AbortController());
  useEffect(() => () => abort.abort(), [abort]);
  const { judge } = judging;
  const start = useCallback(() => {
    setRunning(true);
    setProblem(null);
    checkPresentation(abort.signal)
      .then(
        (presentation) => {
          check.notePresentation(presentation);
          const { measurement, still, endedAt, isRunning } = check.state.get();
          // Together with what was measured before: the server judges a site as a whole.
          if (endedAt !== null && !isRunning) void judge(measurement, still);
        },
        (error: unknown) => {
          const code = error instanceof MeasuringFailed ? error.code : deviceProblem(error);
          if (code === 'denied' || code === 'dismissed') check.notePresentation({ isOffered: false, isSeen: false });
          else setProblem(code);
        },
      )
      .finally(() => setRunning(false));
  }, [check, abort, judge]);
  return { isRunning, problem, start };
}

/** An address of a picture in memory, as long as somebody looks at it. */
export function useBlobAddress(blob: Blob | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = blob && URL.createObjectURL(blob);
    setAddress(made);
    return () => {
      if (made) URL.revokeObjectURL(made);
    };
  }, [blob]);
  return address;
}
