namespace DiemCau.Media.Tests;

/// <summary>SplitMix64: the same numbers from the same seed on every version of .NET.</summary>
internal sealed class SeededRandom(int seed)
{
    private ulong _state = (ulong)seed;

    public int Next(int from, int below)
    {
        ulong z = _state += 0x9E37_79B9_7F4A_7C15;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return from + (int)((z ^ (z >> 31)) % (ulong)(below - from));
    }

    public bool Chance(double probability) => Next(0, 1_000_000) < probability * 1_000_000;
}
