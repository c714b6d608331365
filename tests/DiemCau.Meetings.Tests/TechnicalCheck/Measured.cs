namespace DiemCau.Meetings.Tests.TechnicalCheck;

/// <summary>What the browser of a healthy site measures, as it is sent; tests plant a fault in a copy.</summary>
internal static class Measured
{
    public static object Microphone { get; } = new { levelDb = -28.0, peakDb = -9.0, noiseDb = -58.0, clippedShare = 0.0, label = "Jabra" };

    public static object Loudspeaker { get; } = new { heardDb = 24.0, delayMs = 90.0 };

    public static object Camera { get; } = new { width = 1280, height = 720, framesPerSecond = 30.0, brightness = 0.45, isFrozen = false, isBlack = false };

    public static object Line(double up = 2100, double down = 4000) =>
        new { way = "udp", upKbps = up, downKbps = down, roundTripMs = 24.0, jitterMs = 3.0, lossUp = 0.0, lossDown = 0.001, seconds = 8.0 };

    public static object Healthy(object? microphone = null, object? camera = null, object? line = null) => new
    {
        microphone = microphone ?? Microphone,
        loudspeaker = Loudspeaker,
        camera = camera ?? Camera,
        line = line ?? Line(),
        devices = new object[] { new { kind = "audioinput", label = "Jabra" } },
        clockOffsetMs = 12.0,
    };
}
