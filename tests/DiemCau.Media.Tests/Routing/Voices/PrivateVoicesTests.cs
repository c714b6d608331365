using System.Text;
using DiemCau.Media.Observability;
using DiemCau.Media.Rtp;
using DiemCau.Media.Tests.Routing.Direct;

namespace DiemCau.Media.Tests.Routing.Voices;

/// <summary>A word between an operator and a site: nobody else ever receives a packet of it.</summary>
public sealed class PrivateVoicesTests
{
    private const byte Public = 1;
    private const byte Private = 2;
    private const byte Others = 3;

    public static TheoryData<int> Workers => [1, 2, 32];

    [Theory]
    [MemberData(nameof(Workers))]
    public void It_goes_to_its_listener_and_to_nobody_else_whatever_else_is_under_way(int workers)
    {
        using var conference = new DirectConference(workers);
        var @operator = conference.Join(new DirectPlan(Sends: true, Voices: 3));
        var site = conference.Join(new DirectPlan(Sends: true, Voices: 3), workers - 1);
        var others = Enumerable.Range(0, 8).Select(i => conference.Join(new DirectPlan(Sends: true, Voices: 3), i % workers)).ToList();
        var recorder = conference.Join(new DirectPlan(Voices: 8, Podium: true), workers - 1);
        var player = conference.Join(new DirectPlan(Voices: 2, Podium: true), workers - 1);
        var (spoken, chatter) = (new Voice(@operator, 30), new MicrophoneStream(others[0], 40, Others));
        conference.Show();
        Speak(Public, 60);
        Assert.All([site, player, recorder, .. others[1..]], who => Assert.Contains(who.Received, packet => packet.Signature == Public));

        // Packets of both are on their way to other workers when the programme changes.
        spoken.Speak(Public);
        Whisper(site);
        spoken.Speak(Private);
        Speak(Private, 60);
        spoken.Speak(Private);
        conference.Show();
        spoken.Speak(Others); // the last words reach the server after the word that ended it
        conference.Pass(20);
        Assert.True(site.Received.Count(packet => packet.Signature == Private) >= 60);
        Speak(Public, 100);

        Assert.All([recorder, player, .. others], who => Assert.DoesNotContain(who.Received, packet => packet.Payload.Contains(Private)));
        Assert.Equal(Public, site.Received.Last(packet => packet.Signature != Others).Signature); // heard by all again
        Assert.Contains(recorder.Received.TakeLast(50), packet => packet.Signature == Public);
        Assert.Contains(site.Received, packet => packet.Signature == Others); // and meanwhile the conference went on

        void Whisper(DirectParticipant to) => conference.Apply(programme => programme with
        {
            PrivateVoices = new Dictionary<Guid, IReadOnlySet<Guid>> { [@operator.Id] = new HashSet<Guid> { to.Id } },
        });

        void Speak(byte what, int packets)
        {
            for (var i = 0; i < packets; i++)
            {
                spoken.Speak(what);
                chatter.Speak(20);
                conference.Pass(20);
            }
        }
    }

    [Fact]
    public void It_is_no_speech_before_the_conference_and_needs_no_floor()
    {
        using var conference = new DirectConference();
        var (speaker, listener) = (conference.Join(new DirectPlan(Sends: true)), conference.Join(new DirectPlan(Voices: 1)));
        conference.Apply(programme => programme with
        {
            MayBeHeard = new HashSet<Guid>(),
            PrivateVoices = new Dictionary<Guid, IReadOnlySet<Guid>> { [speaker.Id] = new HashSet<Guid> { listener.Id } },
        });
        var voice = new Voice(speaker, 30);
        Say(conference, 100, voice);

        Assert.True(listener.Received.Count > 90);
        Assert.Empty(conference.Told.Speakers);
        Assert.False(speaker.Participant.Microphone.IsAmongLoudest);
    }

    [Fact]
    public void Both_speak_to_each_other_with_all_slots_taken_by_louder_ones()
    {
        using var conference = new DirectConference();
        var @operator = conference.Join(new DirectPlan(Sends: true, Voices: 3));
        var site = conference.Join(new DirectPlan(Sends: true, Voices: 3));
        var loud = Enumerable.Range(0, 3).Select(_ => conference.Join(new DirectPlan(Sends: true))).ToList();
        conference.Show();
        var chatter = loud.Select((who, i) => new MicrophoneStream(who, 40 + (uint)i, Others)).ToList();
        var (one, other) = (new Voice(@operator, 30), new Voice(site, 31));
        Talk(50);
        conference.Apply(programme => programme with
        {
            PrivateVoices = new Dictionary<Guid, IReadOnlySet<Guid>>
            {
                [@operator.Id] = new HashSet<Guid> { site.Id },
                [site.Id] = new HashSet<Guid> { @operator.Id },
            },
        });
        Talk(50);

        Assert.All([@operator, site], who =>
        {
            Assert.InRange(who.Received.Count(packet => packet.Signature == Private), 48, 50);
            Assert.Equal(2, who.Transport.Receiver.Slots.Count(slot => loud.Contains(conference.Who(slot.Source)!))); // the others go on
        });

        void Talk(int packets)
        {
            for (var i = 0; i < packets; i++)
            {
                chatter.ForEach(microphone => microphone.Speak(10));
                one.Speak(Private, 60);
                other.Speak(Private, 60);
                conference.Pass(20);
            }
        }
    }

    /// <summary>
    /// A packet repeats the words before it (RFC 2198): the first public ones would bring the last private ones to everybody.
    /// </summary>
    [Fact]
    public void Copies_of_it_in_later_packets_reach_nobody()
    {
        using var conference = new DirectConference();
        var speaker = conference.Join(new DirectPlan(Sends: true, Redundancy: true));
        var (listener, other) = (conference.Join(new DirectPlan(Voices: 1)), conference.Join(new DirectPlan(Voices: 1, Redundancy: true)));
        var voice = new Voice(speaker, 30) { CopiesFrom = 60 };
        conference.Apply(programme => programme with
        {
            PrivateVoices = new Dictionary<Guid, IReadOnlySet<Guid>> { [speaker.Id] = new HashSet<Guid> { listener.Id } },
        });
        Say(conference, 50, voice);
        conference.Show();
        for (var i = 0; i < 100; i++)
        {
            // Each holds a copy of what was said just before it, and the first after the pause one of the last private word.
            voice.Speak(Public, copy: i < 25 ? Private : Public, isLost: i is < 20 or 30 or 31);
            conference.Pass(20);
        }

        Assert.NotEmpty(listener.Received);
        Assert.Contains(other.Received, packet => packet.Signature == Public);
        Assert.DoesNotContain(other.Received, packet => packet.Payload.Contains(Private));
    }

    [Fact]
    public void A_listener_who_joins_it_hears_nothing_of_what_was_said_before()
    {
        using var conference = new DirectConference(2);
        var speaker = conference.Join(new DirectPlan(Sends: true));
        var (first, second) = (conference.Join(new DirectPlan(Voices: 1)), conference.Join(new DirectPlan(Voices: 1), worker: 1));
        var voice = new Voice(speaker, 30);
        foreach (var listeners in new HashSet<Guid>[] { [first.Id], [first.Id, second.Id], [second.Id] })
        {
            conference.Apply(programme => programme with
            {
                PrivateVoices = new Dictionary<Guid, IReadOnlySet<Guid>> { [speaker.Id] = listeners },
            });
            var (before, word) = (first.Received.Count, (byte)(listeners.Contains(first.Id) ? listeners.Count : 3));
            for (var i = 0; i < 60; i++)
            {
                voice.Speak(word);
                conference.Pass(20);
            }

            Assert.Equal(listeners.Contains(first.Id), first.Received.Count > before);
        }

        Assert.Equal([1, 2], first.Received.Select(packet => (int)packet.Signature).Distinct());
        Assert.Equal([2, 3], second.Received.Select(packet => (int)packet.Signature).Distinct());
    }

    [Fact]
    public void Who_leaves_ends_it_and_the_programme_names_whom_it_likes()
    {
        using var conference = new DirectConference();
        var (speaker, listener) = (conference.Join(new DirectPlan(Sends: true)), conference.Join(new DirectPlan(Voices: 1)));
        var stranger = Guid.NewGuid();
        conference.Apply(programme => programme with
        {
            PrivateVoices = new Dictionary<Guid, IReadOnlySet<Guid>>
            {
                [speaker.Id] = new HashSet<Guid> { listener.Id, stranger }, [stranger] = new HashSet<Guid> { listener.Id },
            },
        });
        var voice = new Voice(speaker, 30);
        Say(conference, 20, voice);
        Assert.NotEmpty(listener.Received);
        conference.Conference.Remove(speaker.Id, conference.Now);
        conference.Turn();

        Assert.All(listener.Transport.Receiver.Slots, slot => Assert.Null(slot.Source));
        Assert.Equal(0, conference.Dropped(DropReason.Fault));
    }

    private static void Say(DirectConference conference, int packets, Voice voice)
    {
        for (var i = 0; i < packets; i++)
        {
            voice.Speak(Private);
            conference.Pass(20);
        }
    }

    /// <summary>A voice whose packets say what they hold: their last byte, and that of the copy before it.</summary>
    private sealed class Voice(DirectParticipant owner, uint ssrc)
    {
        private ushort _sequence;
        private uint _timestamp;

        /// <summary>From which packet on they come with a copy of the one before.</summary>
        public int CopiesFrom { get; init; } = int.MaxValue;

        public void Speak(byte what, byte level = 30, byte copy = 0, bool isLost = false)
        {
            _timestamp += 960;
            var room = new byte[200];
            var redundant = _sequence >= CopiesFrom;
            var header = RtpHeader.Write(room, redundant ? DirectPlan.Red : DirectPlan.Opus, false, _sequence++, _timestamp, ssrc);
            var extensions = new RtpExtensionWriter(room, header);
            extensions.Add(DirectPlan.Mid, Encoding.ASCII.GetBytes("m"));
            extensions.AddAudioLevel(DirectPlan.Level, voice: true, level);
            var at = extensions.Finish();
            if (redundant)
            {
                at += RedundantAudio.WriteHeaders(room.AsSpan(at), DirectPlan.Opus, 960, 4);
                room.AsSpan(at, 4).Fill(copy);
                at += 4;
            }

            room[at + 39] = what;
            if (!isLost)
            {
                owner.Send(room[..(at + 40)]);
            }
        }
    }
}
