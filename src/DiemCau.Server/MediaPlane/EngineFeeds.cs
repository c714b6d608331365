using DiemCau.Media;
using DiemCau.Meetings.Live;

namespace DiemCau.Server.MediaPlane;

/// <summary>A conference's programme in the engine's words: feeds by name, and who is shown which.</summary>
internal static class EngineFeeds
{
    private const string Podium = "podium";
    private const string Screen = "screen";

    private static readonly FeedChoice Everybody = new(Podium, Screen);

    public static Programme Of(MediaProgramme programme)
    {
        var feeds = new List<Feed>
        {
            new(Podium, programme.Podium, SourceKind.Camera),
            new(Screen, programme.Screen, SourceKind.Screen),
        };
        var choices = new Dictionary<Guid, FeedChoice>();
        foreach (var (receiver, shown) in programme.PodiumInstead)
        {
            var name = $"podium of {receiver}";
            feeds.Add(new Feed(name, shown, SourceKind.Camera));
            choices[receiver] = Everybody with { Podium = name };
        }

        return new Programme(programme.MayBeHeard, programme.MayBeSeen, feeds, Everybody, choices, programme.PrivateVoices);
    }

    /// <param name="feed">Null: a voice's.</param>
    public static MediaSlotKind Slot(string? feed) => feed switch
    {
        null => MediaSlotKind.Audio,
        Screen => MediaSlotKind.Screen,
        _ => MediaSlotKind.Podium,
    };
}
