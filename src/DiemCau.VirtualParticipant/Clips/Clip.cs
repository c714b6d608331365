using System.Globalization;
using System.Text.Json;

namespace DiemCau.VirtualParticipant.Clips;

/// <summary>A site's picture and voice, made by <c>scripts/media-clips</c>. Many participants may play one clip at once.</summary>
public sealed class Clip
{
    private static readonly string[] Files = ["video-320.ivf", "video-640.ivf", "video-1280.ivf"];

    private Clip(string name, int color, VideoSource video, VoiceSource voice)
    {
        Name = name;
        Color = color;
        Video = video;
        Voice = voice;
    }

    /// <summary>Shown in the picture: an office, never a person.</summary>
    public string Name { get; }

    /// <summary>The picture's base colour, 0xRRGGBB.</summary>
    public int Color { get; }

    internal VideoSource Video { get; }

    internal VoiceSource Voice { get; }

    /// <param name="folder">One site's folder.</param>
    /// <exception cref="IOException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static Clip Load(string folder)
    {
        using var description = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "clip.json")));
        var root = description.RootElement;
        var layers = Files.Select(file => IvfReader.Parse(File.ReadAllBytes(Path.Combine(folder, file)))).ToArray();
        var voice = OggOpusReader.Parse(File.ReadAllBytes(Path.Combine(folder, "voice.ogg")));
        var levels = File.ReadLines(Path.Combine(folder, "levels.txt")).Select(line => byte.Parse(line, CultureInfo.InvariantCulture));
        return new Clip(
            root.GetProperty("name").GetString()!,
            int.Parse(root.GetProperty("color").GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            new RecordedVideo(layers),
            new RecordedVoice(voice, [.. levels]));
    }

    /// <summary>All sites in a folder of clips, in the order of their numbers.</summary>
    public static IReadOnlyList<Clip> LoadAll(string folder) =>
        [.. Directory.EnumerateDirectories(folder, "site-*")
            .Where(site => File.Exists(Path.Combine(site, "clip.json")))
            .OrderBy(site => site.Length).ThenBy(site => site, StringComparer.Ordinal)
            .Select(Load)];

    /// <summary>
    /// A clip without files: coded frames that receivers can check bit by bit and whose way through a server they can time.
    /// </summary>
    /// <param name="source">Tells this clip's frames from others'.</param>
    /// <param name="kilobitsPerSecond">Per simulcast layer, the smallest first; at most three.</param>
    public static Clip Synthetic(uint source, params IReadOnlyList<int> kilobitsPerSecond) =>
        new($"#{source}", 0, new SyntheticVideo(source, kilobitsPerSecond), new SyntheticVoice(source));

    /// <summary>A synthetic clip as browsers send: key frames only when somebody asks for one, and pictures of one size.</summary>
    public static Clip Even(uint source, int kilobitsPerSecond) =>
        new($"#{source}", 0, new SyntheticVideo(source, [kilobitsPerSecond], keyFrameFactor: 1, onlyWhenAsked: true), new SyntheticVoice(source));
}
