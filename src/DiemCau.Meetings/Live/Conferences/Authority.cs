namespace DiemCau.Meetings.Live.Conferences;

/// <summary>
/// Who may do what in a conference: one object, asked by every verb. Whoever presides and whoever operates the whole conference direct it; an
/// operator of a branch looks after the participants of its units; a secretary keeps hands and chat in order; everybody rules over itself.
/// </summary>
internal sealed class Authority(Chairmanship chairmanship)
{
    /// <summary>Floor, podium, layout, door, all microphones, the session's opening and end.</summary>
    public bool Directs(Participant who) => who.Id == chairmanship.ChairId || who.Who is { Capacity: Capacity.Operator, Branch: null };

    /// <summary>The microphone, the hand and the presence of one other person.</summary>
    public bool LooksAfter(Participant who, Participant whose) =>
        Directs(who) || (who.Who is { Capacity: Capacity.Operator, Branch: { } branch } && whose.Who.UnitId is { } unit && branch.Contains(unit));

    /// <summary>Hands of others; not their microphones.</summary>
    public bool KeepsOrder(Participant who, Participant whose) => who.Who.Capacity == Capacity.Secretary || LooksAfter(who, whose);

    /// <summary>Takes the chair by itself.</summary>
    public static bool MayPreside(Participant who) => who.Who.MayPreside;

    /// <summary>Hands the chair on: whoever has it, and an operator while nobody has.</summary>
    public bool AppointsChair(Participant who) => who.Id == chairmanship.ChairId || (chairmanship.ChairId is null && Directs(who));

    /// <summary>What nobody does to whoever presides.</summary>
    public bool IsUntouchable(Participant whose) => whose.Id == chairmanship.ChairId;
}
