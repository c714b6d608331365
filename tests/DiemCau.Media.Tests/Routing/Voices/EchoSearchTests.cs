using DiemCau.Media.Interop.Libc;
using DiemCau.Media.Routing.Voices;
using Xunit.Abstractions;
using static DiemCau.Media.Tests.Routing.Voices.SpokenLevels;

namespace DiemCau.Media.Tests.Routing.Voices;

/// <summary>
/// Two microphones as their levels come in, one looked at for the voice of the other once a second, as <see cref="SoundWatch"/> does.
/// </summary>
public sealed class EchoSearchTests(ITestOutputHelper output)
{
    private const int SpeakersRoom = 68;
    private const int OtherRoom = 66;

    public static TheoryData<int, int, int> Echoes
    {
        get
        {
            var all = new TheoryData<int, int, int>();
            foreach (var delay in (int[])[80, 200, 400, 800, 1_200, 1_500])
            {
                foreach (var attenuation in (int[])[6, 15, 25, 32])
                {
                    all.Add(delay, attenuation, (delay / 10) + attenuation);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Echoes))]
    public void A_voice_that_comes_back_is_found_within_seconds(int delay, int attenuation, int seed)
    {
        foreach (var speech in All)
        {
            var looks = Listen(speech, Echo(speech, delay, attenuation), seed, out var lags);
            Assert.InRange(looks, 1, 8);
            Assert.InRange(lags[^1] * 20, delay - 40, delay + 60);
        }
    }

    [Fact]
    public void It_is_found_although_somebody_speaks_there_now_and_then()
    {
        var local = Nothing(100).Concat(All[1].Take(75)).Concat(Nothing(150)).Concat(All[2].Take(75)).Concat(Nothing(800)).ToArray();
        var echo = Echo(All[0], 360, 15);
        Assert.InRange(Listen(All[0], [.. echo.Zip(local, (one, other) => Mix(one, other))], 7, out _), 1, 12);
    }

    [Fact]
    public void People_who_speak_over_each_other_are_no_echo()
    {
        for (var one = 0; one < All.Count; one++)
        {
            for (var other = 0; other < All.Count; other++)
            {
                // The same person at another place of the text is somebody else, too.
                var against = one == other ? [.. All[other].Skip(500), .. All[other].Take(500)] : All[other];
                Assert.Equal(0, Listen(All[one], against, (10 * one) + other, out _));
            }
        }
    }

    [Fact]
    public void People_who_speak_in_turn_are_no_echo()
    {
        byte[] Turns(byte[] who, bool isFirst) =>
            [.. Enumerable.Range(0, who.Length).Select(i => i / 75 % 2 == (isFirst ? 0 : 1) ? who[i] : (byte)127)];
        for (var one = 0; one < All.Count; one++)
        {
            for (var other = 0; other < All.Count; other++)
            {
                if (one != other)
                {
                    Assert.Equal(0, Listen(Turns(All[one], true), Turns(All[other], false), one + other, out _));
                }
            }
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(400)]
    [InlineData(1_000)]
    public void Applause_at_two_sites_is_no_echo(int behind)
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            Assert.Equal(0, Listen(Applause(3_000, 8_000, random), Applause(3_000 + behind, 8_000, random), seed, out _));
        }
    }

    [Fact]
    public void Silence_and_a_muted_microphone_are_no_echo()
    {
        Assert.Equal(0, Listen(All[0], Nothing(All[0].Length), 1, out _));
        Assert.Equal(0, Listen(Nothing(1_000), Nothing(1_000), 2, out _));
        Assert.Equal(0, Listen(All[0], Nothing(All[0].Length), 3, out _, otherRoom: 127));
    }

    [Fact]
    public void A_voice_that_comes_before_it_is_spoken_is_no_echo() =>
        Assert.Equal(0, Listen(Echo(All[0], 500, 20), All[0], 1, out _));

    /// <summary>What it costs to look at 250 microphones that all send speech; most of a meeting's are silent and cost nothing.</summary>
    [Fact]
    public void Looking_at_two_hundred_and_fifty_takes_a_small_part_of_a_second()
    {
        var search = new EchoSearch();
        var envelopes = Enumerable.Range(0, 250).Select(i => Filled(All[i % All.Count])).ToList();
        var speaker = Filled(All[0]);
        Round(20); // compiled
        var started = ThreadTime.Now;
        Round(20);
        var each = (ThreadTime.Now - started) / 20.0;
        output.WriteLine($"{each:0} µs for 250 microphones, {each / 250:0.0} µs each");
        Assert.InRange(each, 0, 50_000);

        void Round(int times)
        {
            for (var i = 0; i < times; i++)
            {
                foreach (var envelope in envelopes)
                {
                    search.Compare(speaker, envelope, 400 + i, out _);
                }
            }
        }
    }

    private static LevelEnvelope Filled(byte[] speech)
    {
        var envelope = new LevelEnvelope();
        for (var i = 0; i < 450; i++)
        {
            envelope.Add(speech[i], i * LevelEnvelope.BinMicros);
        }

        return envelope;
    }

    /// <returns>Seconds until it was suspected; 0: it was not.</returns>
    private static int Listen(byte[] speaker, byte[] other, int seed, out List<int> lags, int otherRoom = OtherRoom)
    {
        var (search, suspicion, random) = (new EchoSearch(), new EchoSuspicion(), new Random(seed));
        var (one, two) = (new LevelEnvelope(), new LevelEnvelope());
        lags = [];
        var length = Math.Min(Math.Max(speaker.Length, other.Length), 1_100);
        for (var i = 0; i < length; i++)
        {
            one.Add(Mix(At(speaker, i), Noise(SpeakersRoom, random)), Come(i));
            two.Add(otherRoom == 127 ? (byte)127 : Mix(At(other, i), Noise(otherRoom, random)), Come(i));
            if (i % 50 != 49)
            {
                continue;
            }

            if (search.HasSpeech(one, i - 5))
            {
                search.Compare(one, two, i - 5, out var lag);
                suspicion.Look(lag);
                if (suspicion.Lag != 0)
                {
                    lags.Add(suspicion.Lag);
                    return (i / 50) + 1;
                }
            }
        }

        return 0;

        static double At(byte[] levels, int i) => i < levels.Length ? levels[i] : 127;

        // The line's jitter.
        long Come(int i) => (i * LevelEnvelope.BinMicros) + random.Next(0, 18_000);
    }
}
