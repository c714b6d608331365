import { useEffect, useRef } from 'react';
import { markOnce } from '../../rtc/timings';

interface VideoViewProps {
  stream: MediaStream | null;
  className?: string | undefined;
  mirrored?: boolean;
  /** Whether the first frame shown here ends the measured time to join. */
  remote?: boolean;
  /** There is a first frame of this stream. */
  onFrame?: (stream: MediaStream) => void;
}

/** One element for the life of a tile; what it shows changes by its stream. Sound never comes from here. */
export function VideoView({ stream, className, mirrored = false, remote = false, onFrame }: VideoViewProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    if (element.srcObject !== stream) element.srcObject = stream;
    if (!stream) return;
    // Muted elements may play without a click; a page that is being closed may refuse, which is no fault.
    void element.play().catch(() => undefined);
    if (!remote || !('requestVideoFrameCallback' in element)) return;
    const handle = element.requestVideoFrameCallback(() => markOnce('join:first-frame'));
    return () => element.cancelVideoFrameCallback(handle);
  }, [stream, remote]);
  return (
    <video
      ref={video}
      className={className}
      data-mirrored={mirrored || undefined}
      muted
      autoPlay
      playsInline
      disablePictureInPicture
      tabIndex={-1}
      aria-hidden="true"
      onLoadedData={() => stream && onFrame?.(stream)}
    />
  );
}
