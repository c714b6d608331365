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

    private readonly SpeakerDetector detector = new();
    private readonly LoudestSources loudest = new(MaxVoices);
    private readonly List<Source> microphones = [];
    private Source[] voices = [];
    private Source? activeSpeaker;

    public void Add(Source microphone) => microphones.Add(microphone);

    public void Remove(Source microphone)
    {
        microphones.Remove(microphone);
    }

    public void Tick(long now)
    {
    }
}
