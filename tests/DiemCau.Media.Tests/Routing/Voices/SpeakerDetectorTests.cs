using DiemCau.Media.Routing.Voices;

namespace DiemCau.Media.Tests.Routing.Voices;

public sealed class SpeakerDetectorTests
{
    private readonly SpeakerDetector _detector = new();
    private readonly Random _random = new(1);
    private long _packet = 20_000;
    private long _now;

    [Fact]
    public void Nobody_is_dominant_in_a_silent_room()
    {
        Play(5_000, _ => 75, _ => 80, _ => 127);
        Assert.Equal(-1, _detector.Dominant);
    }

    [Fact]
    public void Who_speaks_becomes_dominant_within_a_second()
    {
        Play(1_000, _ => 75, _ => 80);
        Play(1_200, Speech, _ => 80);
        Assert.Equal(0, _detector.Dominant);
    }

    [Fact]
    public void A_cough_or_a_slammed_door_changes_nothing()
    {
        Play(1_000, _ => 75, _ => 80);
        Play(4_000, Speech, _ => 80);
        Play(160, Speech, _ => 10);
        Play(3_000, Speech, _ => 80);
        Assert.Equal(0, _detector.Dominant);
        Play(160, _ => 75, _ => 10);
        Play(600, _ => 75, _ => 80);
        Assert.Equal(0, _detector.Dominant);
    }

    [Fact]
    public void A_cough_in_a_long_pause_changes_nothing_either()
    {
        Play(1_000, _ => 75, _ => 80);
        Play(4_000, Speech, _ => 80);
        Play(3_000, _ => 75, _ => 80);
        Play(240, _ => 75, _ => 10);
        Play(2_000, _ => 75, _ => 80);
        Assert.Equal(0, _detector.Dominant);
    }

    [Fact]
    public void After_a_long_silence_nobody_is_dominant()
    {
        Play(4_000, Speech, _ => 80);
        Play(29_000, _ => 75, _ => 80);
        Assert.Equal(0, _detector.Dominant);
        Play(2_000, _ => 75, _ => 80);
        Assert.Equal(-1, _detector.Dominant);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(120)]
    public void Packets_of_other_lengths_are_heard_as_well(int packetMillis)
    {
        _packet = packetMillis * 1_000;
        Play(1_000, _ => 75, _ => 80);
        Play(1_500, _ => 75, _ => 25);
        Assert.Equal(1, _detector.Dominant);
        Play(3_000, _ => 75, _ => 25);
        Play(1_500, _ => 25, _ => 75);
        Assert.Equal(0, _detector.Dominant);
    }

    [Fact]
    public void A_steady_fan_is_no_speaker()
    {
        Play(1_000, _ => 75, _ => 40);
        Play(3_000, Speech, _ => 40);
        Assert.Equal(0, _detector.Dominant);
        Play(6_000, _ => 75, _ => 40);
        Assert.Equal(0, _detector.Dominant);
    }

    [Fact]
    public void The_floor_passes_within_about_a_second()
    {
        Play(1_000, _ => 75, _ => 80);
        Play(5_000, Speech, _ => 80);
        Assert.Equal(0, _detector.Dominant);
        Play(1_300, _ => 75, Speech);
        Assert.Equal(1, _detector.Dominant);
        Play(5_000, _ => 75, Speech);
        Play(1_300, Speech, _ => 80);
        Assert.Equal(0, _detector.Dominant);
    }

    [Theory]
    [InlineData(75)]  // an air-conditioned room
    [InlineData(127)] // a muted microphone
    public void Read_vietnamese_takes_the_floor_within_a_second(int otherwise)
    {
        for (var round = 0; round < 4; round++)
        {
            var speaker = round % 2;
            var speech = speaker == 0 ? SpokenVietnamese.Chair : SpokenVietnamese.Site;
            for (var i = 0; i < speech.Length; i++, _now += _packet)
            {
                _detector.OnLevel(speaker, speech[i], _now);
                _detector.OnLevel(1 - speaker, (byte)(otherwise - (otherwise < 127 ? _random.Next(6) : 0)), _now);
                _detector.Tick(_now);
                Assert.True(i < 50 || _detector.Dominant == speaker, $"{i * 20} ms into round {round}");
            }
        }
    }

    [Fact]
    public void A_room_that_is_loud_after_unmuting_keeps_nobody_out()
    {
        Play(1_000, _ => 127, _ => 127);
        Play(3_000, Speech, _ => 127);
        Assert.Equal(0, _detector.Dominant);
        Play(1_300, _ => 56, Speech);
        Assert.Equal(1, _detector.Dominant);
    }

    [Fact]
    public void A_pause_between_sentences_keeps_the_speaker()
    {
        Play(1_000, _ => 75, _ => 80);
        Play(3_000, Speech, _ => 80);
        Play(2_000, _ => 75, _ => 80);
        Assert.Equal(0, _detector.Dominant);
    }

    [Fact]
    public void Who_stops_sending_is_taken_over()
    {
        Play(3_000, Speech, _ => 127);
        Play(1_500, null, Speech);
        Assert.Equal(1, _detector.Dominant);
    }

    [Fact]
    public void Who_may_not_be_heard_any_more_is_not_dominant()
    {
        Play(3_000, Speech, _ => 80);
        _detector.Remove(0);
        Assert.Equal(-1, _detector.Dominant);
    }

    /// <summary>Syllables of 160 ms at 20–35 dB below full scale with 60 ms between them.</summary>
    private int Speech(long at) => at / 20_000 % 11 < 8 ? 20 + _random.Next(15) : 60;

    private void Play(int millis, params Func<long, int>?[] sources)
    {
        for (var end = _now + (millis * 1_000L); _now < end; _now += _packet)
        {
            for (var i = 0; i < sources.Length; i++)
            {
                if (sources[i] is { } level)
                {
                    _detector.OnLevel(i, (byte)level(_now), _now);
                }
            }

            _detector.Tick(_now);
        }
    }
}
