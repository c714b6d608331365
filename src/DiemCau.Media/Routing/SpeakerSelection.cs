using DiemCau.Media.Workers;

namespace DiemCau.Media.Routing;

/// <summary>
/// Decides, on the conference's home worker, which microphones are forwarded and who is the active speaker. Publishers' workers only
/// leave their levels; receivers' workers only read the outcome.
/// </summary>
internal sealed class SpeakerSelection(Conference conference) : ITicking
{
    /// <summary>How many voices anybody hears at once; more is noise.</summary>
    public const int MaxVoices = 3;

    /// <summary>Microphones of one conference: twice the largest one designed for.</summary>
    private const int MaxMicrophones = 512;

    private readonly SpeakerDetector detector = new(MaxMicrophones);
    private readonly LoudestSources loudest = new(MaxMicrophones, MaxVoices);
    private readonly Source?[] microphones = new Source?[MaxMicrophones];
    private readonly bool[] isCounted = new bool[MaxMicrophones];
    private int end;
    private Source? activeSpeaker;

    public void Add(Source microphone)
    {
        var index = Array.IndexOf(microphones, null);
        if (index >= 0)
        {
            microphones[index] = microphone;
            end = Math.Max(end, index + 1);
        }
    }

    public void Remove(Source microphone)
    {
        var index = Array.IndexOf(microphones, microphone);
        if (index >= 0)
        {
            Forget(index);
            microphones[index] = null;
            PublishVoices();
        }
    }

    public void Tick(long now)
    {
        var changed = false;
        for (var index = 0; index < end; index++)
        {
            if (microphones[index] is { } microphone)
            {
                changed |= Listen(index, microphone, now);
            }
        }

        if (loudest.Update(now) || changed)
        {
            PublishVoices();
        }

        detector.Tick(now);
        var speaker = detector.Dominant >= 0 ? microphones[detector.Dominant] : null;
        if (speaker != activeSpeaker)
        {
            activeSpeaker = speaker;
            conference.ActiveSpeakerChanged(speaker);
        }
    }

    /// <returns>True when the microphone was just forbidden and may have held a place.</returns>
    private bool Listen(int index, Source microphone, long now)
    {
        var isAllowed = microphone.IsAllowed;
        while (microphone.Levels.TryRead(out var level))
        {
            if (isAllowed)
            {
                isCounted[index] = true;
                detector.OnLevel(index, level, now);
                loudest.OnLevel(index, level, now);
            }
        }

        if (isAllowed || !isCounted[index])
        {
            return false;
        }

        Forget(index);
        return true;
    }

    private void Forget(int index)
    {
        isCounted[index] = false;
        detector.Remove(index);
        loudest.Remove(index);
    }

    private void PublishVoices()
    {
        var voices = new List<Source>(MaxVoices);
        foreach (var index in loudest.Selected)
        {
            if (index >= 0 && microphones[index] is { } microphone)
            {
                voices.Add(microphone);
            }
        }

        for (var index = 0; index < end; index++)
        {
            if (microphones[index] is { } microphone)
            {
                microphone.IsAmongLoudest = voices.Contains(microphone);
            }
        }

        conference.VoicesChanged([.. voices]);
    }
}
