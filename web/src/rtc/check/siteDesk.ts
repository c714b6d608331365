import { api } from '../../api/client';
import type { components } from '../../api/schema';
import type { CheckDesk } from './askedCheck';
import type { SiteMeasurement } from './measurement';

export type Judged = components['schemas']['JudgedMeasurement'];
export type JudgedItem = components['schemas']['JudgedItem'];

/** A site's place at the server: what it is asked, and where what it has measured is judged. Nothing here throws. */
export class SiteDesk implements CheckDesk {
  readonly siteId: string;

  constructor(siteId: string) {
    this.siteId = siteId;
  }

  async asks() {
    const answer = await api
      .GET('/api/sites/{siteId}/check/asks', { params: { path: { siteId: this.siteId } } })
      .catch(gone);
    return answer.data ?? null;
  }

  async take(askId: string): Promise<boolean> {
    const path = { siteId: this.siteId, askId };
    const answer = await api.POST('/api/sites/{siteId}/check/asks/{askId}/take', { params: { path } }).catch(gone);
    return answer.response?.ok ?? false;
  }

  /** @param meetingId null: alone, kept as the site's last self-check */
  async report(measurement: SiteMeasurement, still: Blob | null, meetingId: string | null): Promise<Judged | null> {
    const answer = await api
      .POST('/api/sites/{siteId}/check/measurements', {
        params: { path: { siteId: this.siteId } },
        body: { measurement, meetingId },
      })
      .catch(gone);
    if (!answer.data) return null;
    if (still) await this.#addPicture(answer.data.id, still);
    return answer.data;
  }

  /** As evidence; a measurement without its picture is still one. */
  async #addPicture(measurementId: string, still: Blob): Promise<void> {
    await api
      .PUT('/api/sites/{siteId}/check/measurements/{measurementId}/picture', {
        params: { path: { siteId: this.siteId, measurementId } },
        body: still as unknown as string,
        bodySerializer: (body: unknown) => body as Blob,
        headers: { 'Content-Type': 'image/jpeg' },
      })
      .catch(gone);
  }
}

const gone = (): { data?: undefined; response?: undefined } => ({});
