using DiemCau.Media.Tests.Routing.Direct;

namespace DiemCau.Media.Tests.Routing.Voices;

/// <summary>What a conference is told of its microphones.</summary>
public sealed class SoundWatchTests
{
    [Fact]
    public void A_site_that_sends_the_speaker_back_is_told_with_whose_voice_and_how_late_and_that_it_ended()
    {
        using var conference = new DirectConference();
        var (speaker, site, quiet) = (Join(conference), Join(conference), Join(conference));
        conference.Show(muted: site); // muted or not: once it is called, all will hear it
        var random = new Random(1);
        var speech = SpokenLevels.Repeat(SpokenLevels.All[0], 2_000);
        var echo = SpokenLevels.Echo(speech, 300, 20);
        var microphones = (
            Speaker: new MicrophoneStream(speaker, 30, 1),
            Site: new MicrophoneStream(site, 31, 2),
            Quiet: new MicrophoneStream(quiet, 32, 3));
        Play(0, 600, hasEcho: true);

        var (whose, report) = Assert.Single(conference.Told.Microphones, told => told.Report.EchoOf is not null);
        Assert.Equal((site.Id, speaker.Id), (whose, report.EchoOf!.Value));
        Assert.InRange(report.EchoDelay!.Value.TotalMilliseconds, 260, 340);

        Play(600, 1_400, hasEcho: false); // the loudspeaker was turned down
        Assert.Null(conference.Told.Microphones.Last(told => told.Participant == site.Id).Report.EchoOf);
        var spoke = conference.Told.Microphones
            .Where(told => told.Report.State == MicrophoneState.Speaking)
            .Select(told => told.Participant)
            .ToList();
        Assert.Contains(speaker.Id, spoke);
        Assert.DoesNotContain(quiet.Id, spoke);

        void Play(int from, int to, bool hasEcho)
        {
            for (var i = from; i < to; i++)
            {
                microphones.Speaker.Speak(SpokenLevels.Mix(speech[i], SpokenLevels.Noise(68, random)));
                microphones.Site.Speak(SpokenLevels.Mix(hasEcho ? echo[i] : 127, SpokenLevels.Noise(66, random)));
                microphones.Quiet.Speak((byte)SpokenLevels.Noise(66, random));
                conference.Pass(20);
            }
        }
    }

    [Fact]
    public void However_many_microphones_there_are_each_is_told_of_within_two_seconds_and_seldom()
    {
        using var conference = new DirectConference();
        var sites = Enumerable.Range(0, 60).Select(i => (Site: Join(conference), Seed: new Random(i))).ToList();
        conference.Show();
        var microphones = sites.Select((who, i) => new MicrophoneStream(who.Site, 100 + (uint)i, 1)).ToList();
        for (var i = 0; i < 150; i++)
        {
            for (var who = 0; who < sites.Count; who++)
            {
                microphones[who].Speak((byte)SpokenLevels.Noise(66, sites[who].Seed));
            }

            conference.Pass(20);
        }

        Assert.Equal(60, conference.Told.Microphones.Select(told => told.Participant).Distinct().Count());
        Assert.Equal(60, conference.Told.Microphones.Count); // noise is no news
    }

    private static DirectParticipant Join(DirectConference conference) => conference.Join(new DirectPlan(Sends: true, Voices: 1));
}
