namespace DiemCau.Media.Routing.Voices;

/// <summary>
/// Looks at each microphone of a conference once a second, a few at each tick: what comes of it, and whether it sends back the voice of who
/// is speaking. On the home worker, for 250 microphones that all speak half a percent of a core (docs/media/told.md).
/// </summary>
internal sealed class SoundWatch(Conference conference)
{
    private const long Round = 1_000_000;

    /// <summary>A worker that was late does not catch up at once, with packets waiting.</summary>
    private const int MostAtOnce = 16;

    /// <summary>What has come by then is compared; the newest may still be on its way.</summary>
    private const int Settled = 5;

    private readonly EchoSearch _search = new();
    private double _due;
    private long _lookedAt;
    private int _next;

    /// <param name="microphones">Those that have sent.</param>
    /// <param name="speaker">Who is the active speaker.</param>
    public void Tick(IReadOnlyList<Source?> microphones, Source? speaker, long now)
    {
        _due = Math.Min(MostAtOnce, _due + ((double)microphones.Count * (now - _lookedAt) / Round));
        _lookedAt = now;
        for (; _due >= 1 && microphones.Count > 0; _due--)
        {
            _next = (_next + 1) % microphones.Count;
            if (microphones[_next] is { } microphone)
            {
                Look(microphone, speaker, now);
            }
        }
    }

    private void Look(Source microphone, Source? speaker, long now)
    {
        var sound = microphone.Sound;
        if (speaker is not null && speaker != microphone && sound.HasSignal)
        {
            LookForEcho(sound, speaker, LevelEnvelope.BinOf(now) - Settled);
        }

        if (sound.Look(now))
        {
            conference.MicrophoneChanged(microphone, sound.Report!);
        }
    }

    private void LookForEcho(MicrophoneWatch sound, Source speaker, long end)
    {
        if (_search.HasSpeech(speaker.Sound.Envelope, end))
        {
            _search.Compare(speaker.Sound.Envelope, sound.Envelope, end, out var lag);
            sound.LookForEcho(lag, speaker.Owner.Id);
        }
    }
}
