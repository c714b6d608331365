using DiemCau.Media.Routing;
using DiemCau.Media.Routing.Voices;
using DiemCau.Media.Tests.Routing.Direct;

namespace DiemCau.Media.Tests.Routing.Voices;

public sealed class SpeakerSelectionTests
{
    [Fact]
    public void Of_four_who_talk_three_are_heard_and_nobody_hears_themselves()
    {
        using var conference = new DirectConference();
        var speakers = Enumerable.Range(0, 4).Select(_ => conference.Join(new DirectPlan(Sends: true, Voices: 3))).ToList();
        var listener = conference.Join(new DirectPlan(Voices: 3));
        conference.Show();
        var microphones = speakers.Select((speaker, i) => new MicrophoneStream(speaker, 30 + (uint)i, (byte)(i + 1))).ToList();
        for (var i = 0; i < 100; i++)
        {
            for (var who = 0; who < microphones.Count; who++)
            {
                microphones[who].Speak((byte)(20 + (10 * who)));
            }

            conference.Pass(20);
        }

        Assert.Equal([1, 2, 3], listener.Received.TakeLast(30).Select(packet => (int)packet.Signature).Distinct().Order());
        Assert.DoesNotContain(speakers[0].Received, packet => packet.Signature == 1);
    }

    [Fact]
    public void A_newcomer_is_heard_however_many_only_listen()
    {
        using var conference = new DirectConference();
        for (var i = 0; i < 600; i++)
        {
            Assert.True(conference.Conference.TrySeat(Guid.NewGuid(), conference.Now));
        }

        var (speaker, listener) = (conference.Join(new DirectPlan(Sends: true)), conference.Join(new DirectPlan(Voices: 1)));
        conference.Show();
        var microphone = new MicrophoneStream(speaker, 30, 9);
        for (var i = 0; i < 50; i++)
        {
            microphone.Speak();
            conference.Pass(20);
        }

        Assert.NotEmpty(listener.Received);
    }

    [Fact]
    public void As_many_microphones_as_there_are_have_a_place_and_give_it_back()
    {
        using var conference = new DirectConference();
        var selection = new SpeakerSelection(conference.Conference);
        var sources = Enumerable.Range(0, 700)
            .Select(_ => new Source(new Participant(Guid.NewGuid(), conference.Conference), SourceKind.Microphone)).ToList();
        sources.ForEach(source => source.Audience.Set(true, null, 0));
        sources.ForEach(selection.Add);
        var now = conference.Now;
        for (var i = 0; i < 50; i++)
        {
            sources[^1].Levels.Write(20, now);
            selection.Tick(now += 20_000);
        }

        Assert.True(sources[^1].IsAmongLoudest);
        selection.Remove(sources[^1]);
        selection.Tick(now + 20_000);
        Assert.DoesNotContain(sources[..^1], source => source.IsAmongLoudest);
    }
}
