import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { ProblemCode } from '../../rtc/check/measurement';
import { MeasuringFailed } from '../../rtc/check/measuringFailed';
import { checkPresentation } from '../../rtc/check/presentationCheck';
import { SiteCheck, type SiteCheckState } from '../../rtc/check/siteCheck';
import { deviceProblem } from '../../rtc/deviceProblems';

/** A check with the elements that it looks and paints on. */
export function makeSiteCheck(): { check: SiteCheck; video: HTMLVideoElement } {
  const video = document.createElement('video');
  video.muted = video.playsInline = true;
  return { check: new SiteCheck({ video, canvas: document.createElement('canvas') }), video };
}

export interface SelfCheck {
  state: SiteCheckState;
  video: HTMLVideoElement;
  /** 0–1, for a meter that draws itself. */
  level: () => number;
  run: () => void;
}

export function useSelfCheck(): SelfCheck & { check: SiteCheck } {
  const [{ check, video }] = useState(makeSiteCheck);
  useEffect(() => () => check.stop(), [check]);
  const state = useSyncExternalStore(check.state.subscribe, check.state.get);
  const level = useCallback(() => check.level(), [check]);
  const run = useCallback(() => void check.run(), [check]);
  return { check, state, video, level, run };
}

export interface PresentationTry {
  isRunning: boolean;
  problem: ProblemCode | null;
  start: () => void;
}

/** Shares a window and looks whether it comes back; whoever closes the browser's question has decided not to. */
export function usePresentationTry(check: SiteCheck): PresentationTry {
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<ProblemCode | null>(null);
  const [abort] = useState(() => new AbortController());
  useEffect(() => () => abort.abort(), [abort]);
  const start = useCallback(() => {
    setRunning(true);
    setProblem(null);
    checkPresentation(abort.signal)
      .then(
        (presentation) => check.notePresentation(presentation),
        (error: unknown) => {
          const code = error instanceof MeasuringFailed ? error.code : deviceProblem(error);
          if (code === 'denied' || code === 'dismissed') check.notePresentation({ isOffered: false, isSeen: false });
          else setProblem(code);
        },
      )
      .finally(() => setRunning(false));
  }, [check, abort]);
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
