using DiemCau.Media.Routing.Voices;
using static DiemCau.Media.Tests.Routing.Voices.SpokenLevels;

namespace DiemCau.Media.Tests.Routing.Voices;

public sealed class MicrophoneWatchTests
{
    private readonly MicrophoneWatch _watch = new();
    private readonly Random _random = new(1);
    private readonly List<(MicrophoneState State, int At)> _told = [];
    private long _now = 1_000_000;

    [Fact]
    public void Who_speaks_pauses_and_is_silent_is_told_once_each()
    {
        Play(2_000, _ => Room());
        Play(6_000, i => Mix(All[0][i], Room()));
        Play(20_000, _ => Room());

        Assert.Equal(
            [MicrophoneState.Quiet, MicrophoneState.Speaking, MicrophoneState.Quiet, MicrophoneState.Silent],
            _told.Select(told => told.State));
        Assert.InRange(_told[1].At, 2_200, 3_800);
        Assert.InRange(_told[2].At, 9_000, 11_000);
        Assert.InRange(_told[3].At, 17_500, 20_000);
        Assert.InRange(_watch.Report!.Since.TotalMilliseconds, 1_000 + 7_500, 1_000 + 8_100); // since the last sound, not since it was told
    }

    [Fact]
    public void A_whole_speech_with_its_pauses_is_one()
    {
        Play(2_000, _ => Room());
        Play(20_000, i => Mix(All[1][i % All[1].Length], Room()));
        Assert.Equal([MicrophoneState.Quiet, MicrophoneState.Speaking], _told.Select(told => told.State));
    }

    [Fact]
    public void A_cough_is_no_speech_and_the_noise_of_a_loud_hall_is_silence()
    {
        Play(7_000, _ => Noise(42, _random)); // fans
        Play(200, _ => 15);
        Play(11_000, _ => Noise(42, _random));
        Assert.Equal([MicrophoneState.Quiet, MicrophoneState.Silent], _told.Select(told => told.State));
    }

    [Fact]
    public void A_cable_that_is_out_and_a_client_that_sends_nothing_are_told_apart()
    {
        Play(3_000, _ => Room());
        Play(5_000, _ => 127);
        var unplugged = _now;
        Assert.Equal(MicrophoneState.NoSignal, _watch.Report!.State);
        Play(6_000, null);
        Assert.Equal((MicrophoneState.Missing, 127), (_watch.Report!.State, _watch.Level));
        Assert.InRange(_watch.Report.Since.TotalMicroseconds, unplugged - 20_000, unplugged);
        Play(2_000, _ => Room());
        Assert.Equal(MicrophoneState.Silent, _watch.Report.State);
    }

    [Fact]
    public void Silence_with_a_packet_now_and_then_is_not_missing()
    {
        for (var i = 0; i < 30; i++)
        {
            _watch.OnLevel(100, _now, isMeasured: true); // DTX
            Play(400, null);
        }

        Assert.DoesNotContain(_told, told => told.State == MicrophoneState.Missing);
    }

    [Fact]
    public void Changes_are_told_once_a_second_at_most_however_it_rattles()
    {
        for (var i = 0; i < 60; i++)
        {
            Play(250, _ => 20);
            Play(250, null);
        }

        Play(3_200, null);
        Assert.All(_told.Zip(_told.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= 1_000));
        Assert.InRange(_told.Count, 1, 12);
    }

    [Fact]
    public void Of_a_client_that_tells_no_levels_only_that_it_sends_is_known()
    {
        for (var i = 0; i < 1_000; i++)
        {
            _watch.OnLevel(40, _now, isMeasured: false);
            Play(20, null);
        }

        Assert.Equal([MicrophoneState.Quiet], _told.Select(told => told.State));
        Play(4_000, null);
        Assert.Equal(MicrophoneState.Missing, _told[^1].State);
    }

    [Fact]
    public void The_meter_rises_at_once_and_falls_slowly()
    {
        _watch.OnLevel(20, _now, true);
        Assert.Equal(20, _watch.Level);
        for (var i = 1; i <= 10; i++)
        {
            _watch.OnLevel(127, _now + (i * 20_000), true);
        }

        Assert.Equal(30, _watch.Level);
        _watch.OnLevel(10, _now + 220_000, true);
        Assert.Equal(10, _watch.Level);
    }

    private byte Room() => (byte)Noise(66, _random);

    /// <param name="level">By packet; null: nothing comes.</param>
    private void Play(int milliseconds, Func<int, double>? level)
    {
        for (var i = 0; i < milliseconds / 10; i++, _now += 10_000)
        {
            if (i % 2 == 0 && level is not null)
            {
                _watch.OnLevel((byte)level(i / 2), _now, isMeasured: true);
            }

            if (i % 10 == 0 && _watch.Look(_now))
            {
                _told.Add((_watch.Report!.State, (int)((_now - 1_000_000) / 1_000)));
            }
        }
    }
}
