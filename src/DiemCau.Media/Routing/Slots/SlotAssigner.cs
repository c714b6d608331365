namespace DiemCau.Media.Routing.Slots;

/// <summary>
/// Decides whose picture or voice goes into which slot of one receiver. Nobody gets their own; whoever is in a slot stays there, so that
/// nothing jumps when others come and go.
/// </summary>
internal static class SlotAssigner
{
    public static void Assign(Receiver receiver, IReadOnlyList<Source> voices)
    {
        var feeds = receiver.Participant.Conference.Feeds;
        AssignVoices(
            receiver,
            receiver.Participant.Conference.PrivateVoices.For(receiver.Participant),
            voices,
            feeds.For(receiver.Participant, SlotKind.Podium).Source?.Owner);
        var view = receiver.View;
        var tile = 0;
        foreach (var slot in receiver.Slots)
        {
            switch (slot.Kind)
            {
                case SlotKind.Audio:
                    break;
                case SlotKind.Tile:
                    tile++;
                    break;
                default:
                    var size = view is null ? Full : SizeOf(slot.Kind, view) ?? default;
                    slot.Want(feeds.For(receiver.Participant, slot.Kind), size, feeds.AppliedAt);
                    break;
            }
        }

        if (tile > 0)
        {
            AssignTiles(receiver, view?.Tiles ?? []);
        }
    }

    /// <summary>Players that never say what they show (WHEP) get the best picture.</summary>
    private static ViewSize Full => new(int.MaxValue, int.MaxValue);

    private static ViewSize? SizeOf(SlotKind feed, ReceiverView view) => feed switch
    {
        SlotKind.Podium => view.Podium,
        SlotKind.Screen => view.Screen,
        _ => view.ChairScreen,
    };

    private static void AssignTiles(Receiver receiver, IReadOnlyList<ViewTile> wishes)
    {
        var conference = receiver.Participant.Conference;
        foreach (var slot in receiver.Slots)
        {
            if (slot.Kind == SlotKind.Tile && (slot.Source is null || !Wishes(wishes, slot.Source.Owner.Id, out _)))
            {
                slot.Want(null, default);
            }
        }

        for (var i = 0; i < wishes.Count; i++)
        {
            var wish = wishes[i];
            if (conference.Find(wish.ParticipantId) is not { } participant || participant == receiver.Participant)
            {
                continue;
            }

            if ((Holder(receiver, SlotKind.Tile, participant.Camera) ?? Free(receiver, SlotKind.Tile)) is not { } slot)
            {
                break;
            }

            slot.Want(participant.Camera, new ViewSize(wish.Width, wish.Height), priority: i);
        }
    }

    /// <summary>
    /// Who speaks to this receiver alone is heard first, in the place of one of the others where all are taken. The first voice slot shares
    /// its media stream with the podium, so that browsers keep lips and voice together: the podium's voice goes there when it is free.
    /// </summary>
    /// <param name="words">The private ones for this receiver.</param>
    private static void AssignVoices(Receiver receiver, IReadOnlyList<Source> words, IReadOnlyList<Source> voices, Participant? podium)
    {
        foreach (var slot in receiver.Slots)
        {
            if (slot.Kind == SlotKind.Audio && slot.Source is { } held
                && !words.Contains(held) && (!voices.Contains(held) || IsPrivate(held)))
            {
                slot.Want(null, default);
            }
        }

        foreach (var word in words)
        {
            if (word.Owner != receiver.Participant && Holder(receiver, SlotKind.Audio, word) is null)
            {
                (Free(receiver, SlotKind.Audio) ?? LastOf(receiver, SlotKind.Audio, static held => !IsPrivate(held)))?.Want(word, default);
            }
        }

        if (podium is not null && voices.Contains(podium.Microphone))
        {
            Place(podium.Microphone);
        }

        foreach (var voice in voices)
        {
            Place(voice);
        }

        void Place(Source voice)
        {
            if (voice.Owner != receiver.Participant && !IsPrivate(voice) && Holder(receiver, SlotKind.Audio, voice) is null)
            {
                Free(receiver, SlotKind.Audio)?.Want(voice, default);
            }
        }
    }

    private static bool IsPrivate(Source voice) => voice.Audience.Listeners is not null;

    private static ReceiveSlot? LastOf(Receiver receiver, SlotKind kind, Func<Source, bool> holding)
    {
        ReceiveSlot? last = null;
        foreach (var slot in receiver.Slots)
        {
            last = slot.Kind == kind && slot.Source is { } held && holding(held) ? slot : last;
        }

        return last;
    }

    private static bool Wishes(IReadOnlyList<ViewTile> wishes, Guid participant, out ViewTile wish)
    {
        foreach (var candidate in wishes)
        {
            if (candidate.ParticipantId == participant)
            {
                wish = candidate;
                return true;
            }
        }

        wish = default;
        return false;
    }

    private static ReceiveSlot? Holder(Receiver receiver, SlotKind kind, Source source)
    {
        foreach (var slot in receiver.Slots)
        {
            if (slot.Kind == kind && slot.Source == source)
            {
                return slot;
            }
        }

        return null;
    }

    private static ReceiveSlot? Free(Receiver receiver, SlotKind kind)
    {
        foreach (var slot in receiver.Slots)
        {
            if (slot.Kind == kind && slot.Source is null)
            {
                return slot;
            }
        }

        return null;
    }
}
