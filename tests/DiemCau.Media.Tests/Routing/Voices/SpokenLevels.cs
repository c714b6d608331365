namespace DiemCau.Media.Tests.Routing.Voices;

/// <summary>
/// RFC 6464 levels (−dBov per 20 ms) of five people who read for some twenty seconds each, measured on speech of espeak-ng: four with
/// Vietnamese voices, one with an English one. A room's noise is added as it would be heard with them.
/// </summary>
internal static class SpokenLevels
{
    public static readonly IReadOnlyList<byte[]> All =
        [.. new[] { "chair", "district", "agriculture", "english", "conclusion" }.Select(Read)];

    /// <summary>Nothing at all.</summary>
    public static byte[] Nothing(int packets) => Enumerable.Repeat((byte)127, packets).ToArray();

    /// <summary>The same, louder or not at all, for so long.</summary>
    public static byte[] Repeat(byte[] speech, int packets) => [.. Enumerable.Range(0, packets).Select(i => speech[i % speech.Length])];

    /// <summary>What comes back of a voice by a loudspeaker and a microphone elsewhere.</summary>
    public static byte[] Echo(byte[] speech, int delayMs, int attenuation) =>
        [.. Nothing(delayMs / 20), .. speech.Select(level => (byte)Math.Min(127, level + attenuation))];

    /// <summary>Hands that clap: a rise, then noise that moves by a decibel or two.</summary>
    public static byte[] Applause(int startMs, int milliseconds, Random random)
    {
        return [.. Enumerable.Range(0, (startMs + milliseconds) / 20).Select(At)];

        byte At(int packet)
        {
            var since = (packet * 20) - startMs;
            return (byte)(since < 0 ? 127 : 22 + (Math.Max(0, 600 - since) / 15) + random.Next(-2, 3));
        }
    }

    /// <summary>Together as one microphone hears them.</summary>
    public static byte Mix(params ReadOnlySpan<double> levels)
    {
        double power = 0;
        foreach (var level in levels)
        {
            power += Math.Pow(10, -level / 10);
        }

        return (byte)Math.Clamp(Math.Round(-10 * Math.Log10(power)), 0, 127);
    }

    public static double Noise(double level, Random random) => level + random.Next(-2, 3);

    private static byte[] Read(string name)
    {
        using var stream = typeof(SpokenLevels).Assembly.GetManifestResourceStream($"speech/{name}")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(byte.Parse)];
    }
}
