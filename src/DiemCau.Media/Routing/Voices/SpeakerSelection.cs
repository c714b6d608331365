using DiemCau.Media.Workers;

namespace DiemCau.Media.Routing.Voices;

/// <summary>
/// Decides, on the conference's home worker, which microphones are forwarded and who is the active speaker, and has all of them watched.
/// Publishers' workers only leave their levels; receivers' workers only read the outcome.
/// </summary>
internal sealed class SpeakerSelection(Conference conference) : ITicking
{
    /// <summary>How many voices anybody hears at once; more is noise.</summary>
    public const int MaxVoices = 3;

    private readonly SpeakerDetector _detector = new();
    private readonly LoudestSources _loudest = new(MaxVoices);
    private readonly SoundWatch _sounds = new(conference);

    /// <summary>Those that have sent, each at the index it keeps; whoever only listens takes none.</summary>
    private readonly List<Source?> _microphones = [];
    private readonly List<bool> _isCounted = [];
    private Source? _activeSpeaker;

    /// <summary>A microphone begins to send.</summary>
    public void Add(Source microphone)
    {
        if (_microphones.Contains(microphone))
        {
            return; // it sends by another transport
        }

        var index = _microphones.IndexOf(null);
        if (index >= 0)
        {
            _microphones[index] = microphone;
        }
        else
        {
            _microphones.Add(microphone);
            _isCounted.Add(false);
        }
    }

    public void Remove(Source microphone)
    {
        var index = _microphones.IndexOf(microphone);
        if (index >= 0)
        {
            Forget(index);
            _microphones[index] = null;
            PublishVoices();
        }
    }

    public void Tick(long now)
    {
        var changed = false;
        for (var index = 0; index < _microphones.Count; index++)
        {
            if (_microphones[index] is { } microphone)
            {
                changed |= Listen(index, microphone, now);
            }
        }

        if (_loudest.Update(now) || changed)
        {
            PublishVoices();
        }

        _detector.Tick(now);
        var speaker = _detector.Dominant >= 0 ? _microphones[_detector.Dominant] : null;
        if (speaker != _activeSpeaker)
        {
            _activeSpeaker = speaker;
            conference.ActiveSpeakerChanged(speaker, now);
        }

        _sounds.Tick(_microphones, speaker, now);
    }

    /// <returns>True when the microphone is no more among those that all may hear, and may have held a place.</returns>
    private bool Listen(int index, Source microphone, long now)
    {
        var isCommon = microphone.Audience.IsCommon(now);
        while (microphone.Levels.TryRead(out var level, out var at))
        {
            microphone.Sound.OnLevel(level, at, microphone.HasLevels);
            if (isCommon)
            {
                _isCounted[index] = true;
                _detector.OnLevel(index, level, now);
                _loudest.OnLevel(index, level, now);
            }
        }

        if (isCommon || !_isCounted[index])
        {
            return false;
        }

        Forget(index);
        return true;
    }

    private void Forget(int index)
    {
        _isCounted[index] = false;
        _detector.Remove(index);
        _loudest.Remove(index);
    }

    private void PublishVoices()
    {
        var voices = new List<Source>(MaxVoices);
        foreach (var index in _loudest.Selected)
        {
            if (index >= 0 && _microphones[index] is { } microphone)
            {
                voices.Add(microphone);
            }
        }

        for (var index = 0; index < _microphones.Count; index++)
        {
            if (_microphones[index] is { } microphone)
            {
                microphone.IsAmongLoudest = voices.Contains(microphone);
            }
        }

        conference.VoicesChanged([.. voices]);
    }
}
