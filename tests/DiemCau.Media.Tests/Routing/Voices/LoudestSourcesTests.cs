using DiemCau.Media.Routing.Voices;

namespace DiemCau.Media.Tests.Routing.Voices;

public sealed class LoudestSourcesTests
{
    private const long Packet = 20_000;
    private readonly LoudestSources _loudest = new(3);
    private long _now = 1_000_000;
    private int _changes;

    [Fact]
    public void Silence_takes_no_place()
    {
        Play(1_000, 127, 90, 80);
        Assert.Equal([-1, -1, -1], _loudest.Selected.ToArray());
    }

    [Fact]
    public void The_first_syllable_gets_a_free_place()
    {
        Play(20, 127, 127, 30);
        Assert.Contains(2, _loudest.Selected.ToArray());
    }

    [Fact]
    public void Of_four_talking_the_three_loudest_are_forwarded()
    {
        Play(3_000, 30, 45, 25, 20);
        Assert.Equal([0, 2, 3], _loudest.Selected.ToArray().Order());
    }

    [Fact]
    public void Two_about_as_loud_do_not_take_turns()
    {
        Play(1_000, 20, 20, 30);
        _changes = 0;
        for (var i = 0; i < 20; i++)
        {
            Play(500, 20, 20, 30, 29);
            Play(500, 20, 20, 30, 31);
        }

        Assert.Equal(0, _changes);
    }

    [Fact]
    public void A_pause_keeps_the_place_as_long_as_nobody_needs_it()
    {
        Play(1_000, 30);
        Play(10_000, 127);
        Assert.Contains(0, _loudest.Selected.ToArray());
    }

    [Fact]
    public void Who_has_long_been_silent_gives_way_to_a_quiet_voice()
    {
        Play(1_000, 20, 20, 20);
        Play(3_000, 20, 20, 127);
        Play(200, 20, 20, 127, 50);
        Assert.Equal([0, 1, 3], _loudest.Selected.ToArray().Order());
    }

    [Fact]
    public void A_place_is_free_at_once_when_its_source_may_not_be_heard_any_more()
    {
        Play(1_000, 20, 20, 20, 30);
        _loudest.Remove(1);
        Assert.DoesNotContain(1, _loudest.Selected.ToArray());
        Assert.True(_loudest.Update(_now));
        Assert.Equal([0, 2, 3], _loudest.Selected.ToArray().Order());
    }

    [Fact]
    public void Who_stays_keeps_the_same_place()
    {
        Play(1_000, 20, 20, 20);
        var place = _loudest.Selected.IndexOf(2);
        _loudest.Remove(0);
        Play(1_000, 127, 20, 20, 20, 20);
        Assert.Equal(2, _loudest.Selected[place]);
    }

    private void Play(int millis, params int[] levels)
    {
        for (var end = _now + (millis * 1_000L); _now < end; _now += Packet)
        {
            for (var i = 0; i < levels.Length; i++)
            {
                _loudest.OnLevel(i, (byte)levels[i], _now);
            }

            _changes += _loudest.Update(_now) ? 1 : 0;
        }
    }
}
