using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Lifecycle;

/// <summary>
/// "Cuộc họp": a scheduled session with its whole life. Its state changes by its verbs only, each guarded by the rules of
/// <see cref="MeetingWay"/>; what happened is taken by <see cref="MeetingEvents"/>, which saves it.
/// </summary>
internal sealed class Meeting
{
    public const int TitleLength = 500;
    public const int TextLength = 4000;
    public const int LineLength = 300;
    public const int MostSites = 1000;
    public const int MostScriptItems = 200;

    private readonly List<MeetingEvent> _events = [];
    private readonly List<MeetingSite> _sites = [];
    private readonly List<ScriptItem> _script = [];
    private readonly List<StagePassage> _passages = [];
    private readonly List<MeetingExemption> _exemptions = [];

    public Guid Id { get; private init; }

    /// <summary>Running number of the installation, to be read out on the phone.</summary>
    public long Number { get; private init; }

    /// <summary>"Cơ quan chủ trì tham mưu": the unit that registers it.</summary>
    public Guid UnitId { get; private init; }

    public Guid? RegisteredById { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Grows with every change; who writes names the version that was read.</summary>
    public int Version { get; private set; }

    /// <summary>Meetings that were registered together as a recurrence.</summary>
    public Guid? SeriesId { get; private set; }

    public MeetingStage Stage { get; private set; }

    /// <summary>Remarks or reason of the last return, refusal, postponement or cancellation.</summary>
    public string? StageReason { get; private set; }

    public MeetingKind Kind { get; private set; }

    public string Title { get; private set; } = "";

    public string? Purpose { get; private set; }

    public DateTimeOffset? StartsAt { get; private set; }

    public DateTimeOffset? EndsAt { get; private set; }

    public string? ChairName { get; private set; }

    public string? ChairPosition { get; private set; }

    public MeetingPriority Priority { get; private set; }

    public string? PriorityReason { get; private set; }

    public bool IsStateSecret { get; private set; }

    public string? ContactName { get; private set; }

    public string? ContactPosition { get; private set; }

    public string? ContactPhone { get; private set; }

    public string? ContactZalo { get; private set; }

    public string? ContactEmail { get; private set; }

    public string? OutsideOrganiser { get; private set; }

    public string? OutsideLink { get; private set; }

    public string? OutsideDial { get; private set; }

    public string? LetterNumber { get; private set; }

    public DateOnly? LetterDate { get; private set; }

    public Recurrence? Recurrence { get; private set; }

    /// <summary>How many sites take part, the main one included.</summary>
    public int SiteCount { get; private set; }

    /// <summary>Title, chair and purpose as they are searched; the database writes it.</summary>
    public string Search { get; private set; } = "";

    /// <summary>Loaded only where the query includes them, like <see cref="Script"/>, <see cref="Passages"/> and <see cref="Exemptions"/>.</summary>
    public IReadOnlyList<MeetingSite> Sites => _sites;

    public IReadOnlyList<ScriptItem> Script => _script;

    public IReadOnlyList<StagePassage> Passages => _passages;

    public IReadOnlyList<MeetingExemption> Exemptions => _exemptions;

    public static Meeting Draft(Guid unitId, MeetingActor by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        UnitId = unitId,
        RegisteredById = by.Id,
        CreatedAt = now,
        ChangedAt = now,
        Version = 1,
    };

    /// <summary>What is written about it, as it was given. Needs its sites and its script loaded.</summary>
    public MeetingContent Content => new()
    {
        Kind = Kind,
        Title = Title,
        Purpose = Purpose,
        StartsAt = StartsAt,
        EndsAt = EndsAt,
        ChairName = ChairName,
        ChairPosition = ChairPosition,
        Priority = Priority,
        PriorityReason = PriorityReason,
        IsStateSecret = IsStateSecret,
        MainSite = _sites.Find(site => site.Role == SiteRole.Main)?.Entry,
        Members = [.. _sites.Where(site => site.Role == SiteRole.Member).OrderBy(site => site.Position).Select(site => site.Entry)],
        Script = [.. _script.OrderBy(item => item.Position).Select(item => item.Entry)],
        Contact = ContactName is null && ContactPhone is null && ContactPosition is null && ContactZalo is null && ContactEmail is null
            ? null : new(ContactName, ContactPosition, ContactPhone, ContactZalo, ContactEmail),
        Outside = OutsideOrganiser is null && OutsideLink is null && OutsideDial is null
            ? null : new(OutsideOrganiser, OutsideLink, OutsideDial),
        Letter = LetterNumber is null && LetterDate is null ? null : new(LetterNumber, LetterDate),
        Recurrence = Recurrence,
    };

    /// <summary>Others act upon what is written; in a draft, and in what was given back, anything may still be missing.</summary>
    private bool IsBeforeOthers => Stage is not (MeetingStage.Draft or MeetingStage.Returned or MeetingStage.Postponed);

    public Refusal? Can(MeetingVerb verb) => MeetingWay.Next(Kind, Stage, verb) is null ? MeetingRefusals.WrongStage : null;

    public MeetingExemption? ExemptionFrom(MeetingDeadline deadline) => _exemptions.Find(exemption => exemption.Deadline == deadline);

    /// <summary>
    /// Writes what the registering unit (or the approving office) has put into the form. What was approved is approved anew when its time,
    /// its sites' number or its priority change.
    /// </summary>
    public Refusal? Rewrite(MeetingContent content, SubmissionTerms terms, MeetingActor by, DateTimeOffset now)
    {
        if (Can(MeetingVerb.Rewrite) is { } refusal)
        {
            return refusal;
        }

        if (MeetingRules.FormErrors(content) is { Count: > 0 } errors)
        {
            return Refusal.Validation(errors);
        }

        var differences = MeetingDifferences.Between(Content, content);
        if (differences.Count == 0)
        {
            return null;
        }

        if (IsBeforeOthers)
        {
            if (content.Kind != Kind)
            {
                return MeetingRefusals.WrongStage;
            }

            if (content.IsStateSecret && !terms.StateSecretsAllowed)
            {
                return MeetingRefusals.StateSecret;
            }

            if (MeetingRules.Missing(content, terms, now) is { Count: > 0 } missing)
            {
                return Refusal.Validation(missing);
            }
        }

        var needsApproval = MeetingDifferences.NeedApproval(Content, content) && Can(MeetingVerb.Reconsider) is null;
        Write(content);
        return Step(needsApproval ? MeetingVerb.Reconsider : MeetingVerb.Rewrite, by, now, null, differences);
    }

    /// <summary>Gửi đăng ký. An ad-hoc meeting, and one outside the system, is announced by it.</summary>
    public Refusal? Submit(SubmissionTerms terms, MeetingActor by, DateTimeOffset now)
    {
        if (Can(MeetingVerb.Submit) is { } refusal)
        {
            return refusal;
        }

        if (IsStateSecret && !terms.StateSecretsAllowed)
        {
            return MeetingRefusals.StateSecret;
        }

        if (MeetingRules.Missing(Content, terms, now) is { Count: > 0 } missing)
        {
            return Refusal.Validation(missing);
        }

        if (Kind == MeetingKind.Planned && now > terms.RegisterBy && ExemptionFrom(MeetingDeadline.Registration) is null)
        {
            return MeetingRefusals.LateRegistration(terms.RegisterByInWords);
        }

        return Step(MeetingVerb.Submit, by, now);
    }

    /// <summary>Names who has granted that a deadline need not be kept.</summary>
    public Refusal? Exempt(MeetingDeadline deadline, string? grantedBy, string? reason, MeetingActor by, DateTimeOffset now)
    {
        if (Stage is MeetingStage.Rejected or MeetingStage.Cancelled or MeetingStage.Summarised)
        {
            return MeetingRefusals.WrongStage;
        }

        if (MeetingRules.ExemptionErrors(grantedBy, reason) is { Count: > 0 } errors)
        {
            return Refusal.Validation(errors);
        }

        var (name, why) = (grantedBy!.Trim(), reason!.Trim());
        if (ExemptionFrom(deadline) is { } known)
        {
            (known.GrantedBy, known.Reason, known.At, known.ById, known.ByName) = (name, why, now, by.Id, by.Name);
        }
        else
        {
            _exemptions.Add(new() { MeetingId = Id, Deadline = deadline, GrantedBy = name, Reason = why, At = now, ById = by.Id, ByName = by.Name });
        }

        Happened(new(MeetingVerb.Exempt, Stage, Stage, by, now, why, [new("exemption." + deadline, null, name)]));
        return null;
    }

    /// <summary>Rút lại, before anybody has decided.</summary>
    public Refusal? Withdraw(string? reason, MeetingActor by, DateTimeOffset now) => Step(MeetingVerb.Withdraw, by, now, reason);

    /// <summary>Trả lại để hoàn thiện.</summary>
    public Refusal? Return(string? remarks, MeetingActor by, DateTimeOffset now) => StepWithReason(MeetingVerb.Return, remarks, by, now);

    public Refusal? Reject(string? reason, MeetingActor by, DateTimeOffset now) => StepWithReason(MeetingVerb.Reject, reason, by, now);

    public Refusal? Approve(MeetingActor by, DateTimeOffset now, string? remarks = null) => Step(MeetingVerb.Approve, by, now, remarks);

    /// <summary>The office looks again at what it has approved, before anybody was told of it.</summary>
    public Refusal? Reconsider(MeetingActor by, DateTimeOffset now) =>
        Stage == MeetingStage.Approved ? Step(MeetingVerb.Reconsider, by, now) : MeetingRefusals.WrongStage;

    /// <summary>Rút lại, before anybody was told of the return or of the refusal.</summary>
    public Refusal? TakeBack(MeetingActor by, DateTimeOffset now) => Step(MeetingVerb.TakeBack, by, now);

    public Refusal? Notify(MeetingActor by, DateTimeOffset now) => Step(MeetingVerb.Notify, by, now);

    public Refusal? Prepare(MeetingActor by, DateTimeOffset now) => Step(MeetingVerb.Prepare, by, now);

    /// <param name="anyway">Null: the preparation is complete.</param>
    public Refusal? Check(MeetingActor by, DateTimeOffset now, AnywayDecision? anyway = null) => StepOrAnyway(MeetingVerb.Check, anyway, by, now);

    /// <param name="anyway">Null: the check is done; of other kinds than planned ones, the preparation is complete.</param>
    public Refusal? DeclareReady(MeetingActor by, DateTimeOffset now, AnywayDecision? anyway = null) =>
        StepOrAnyway(MeetingVerb.DeclareReady, anyway, by, now);

    public Refusal? Connect(MeetingActor by, DateTimeOffset now) => Step(MeetingVerb.Connect, by, now);

    /// <summary>Xác nhận đủ điểm cầu.</summary>
    /// <param name="anyway">Null: every required site is connected and those that speak were heard.</param>
    public Refusal? ConfirmConnected(MeetingActor by, DateTimeOffset now, AnywayDecision? anyway = null) =>
        StepOrAnyway(MeetingVerb.ConfirmConnected, anyway, by, now);

    public Refusal? Open(MeetingActor by, DateTimeOffset now) => Step(MeetingVerb.Open, by, now);

    public Refusal? End(MeetingActor by, DateTimeOffset now) => Step(MeetingVerb.End, by, now);

    public Refusal? Summarise(MeetingActor by, DateTimeOffset now) => Step(MeetingVerb.Summarise, by, now);

    public Refusal? Postpone(string? reason, MeetingActor by, DateTimeOffset now) => StepWithReason(MeetingVerb.Postpone, reason, by, now);

    /// <summary>Makes room for a meeting of higher priority; it waits, postponed, for another time.</summary>
    public Refusal? Displace(string? reason, MeetingActor by, DateTimeOffset now) => StepWithReason(MeetingVerb.Displace, reason, by, now);

    public Refusal? Cancel(string? reason, MeetingActor by, DateTimeOffset now) => StepWithReason(MeetingVerb.Cancel, reason, by, now);

    /// <summary>Makes it one of the meetings that were registered together.</summary>
    public void JoinSeries(Guid series) => SeriesId = series;

    /// <summary>What has happened since the last call.</summary>
    public IReadOnlyList<MeetingEvent> TakeEvents()
    {
        MeetingEvent[] taken = [.. _events];
        _events.Clear();
        return taken;
    }

    private Refusal? StepWithReason(MeetingVerb verb, string? reason, MeetingActor by, DateTimeOffset now) =>
        Can(verb) ?? (MeetingRules.ReasonError(reason) is { } error ? Refusal.Validation(error) : Step(verb, by, now, reason!.Trim()));

    private Refusal? StepOrAnyway(MeetingVerb verb, AnywayDecision? anyway, MeetingActor by, DateTimeOffset now) =>
        anyway is null ? Step(verb, by, now)
        : Can(verb) ?? (MeetingRules.ReasonError(anyway.Reason) is { } error
            ? Refusal.Validation(error) : Step(verb, by, now, anyway.Reason!.Trim(), isAnyway: true));

    private Refusal? Step(
        MeetingVerb verb, MeetingActor by, DateTimeOffset now, string? reason = null, IReadOnlyList<Difference>? differences = null,
        bool isAnyway = false)
    {
        if (MeetingWay.Next(Kind, Stage, verb) is not { } to)
        {
            return MeetingRefusals.WrongStage;
        }

        var from = Stage;
        if (verb != MeetingVerb.Rewrite)
        {
            StageReason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
            _passages.Add(new()
            {
                Id = TimeOrderedId.New(now),
                MeetingId = Id,
                Verb = verb,
                From = from,
                To = to,
                At = now,
                ById = by.Id,
                ByName = by.Name,
                Reason = StageReason,
                IsAnyway = isAnyway,
            });
        }

        Stage = to;
        Happened(new(verb, from, to, by, now, verb == MeetingVerb.Rewrite ? null : StageReason, differences ?? [])
        {
            IsAnyway = isAnyway,
        });
        return null;
    }

    private void Happened(MeetingEvent happened)
    {
        ChangedAt = happened.At;
        Version++;
        _events.Add(happened);
    }

    private void Write(MeetingContent content)
    {
        Kind = content.Kind;
        Title = content.Title;
        Purpose = content.Purpose;
        (StartsAt, EndsAt) = (content.StartsAt?.ToUniversalTime(), content.EndsAt?.ToUniversalTime());
        (ChairName, ChairPosition) = (content.ChairName, content.ChairPosition);
        (Priority, PriorityReason) = (content.Priority, content.PriorityReason);
        IsStateSecret = content.IsStateSecret;
        (ContactName, ContactPosition, ContactPhone, ContactZalo, ContactEmail) =
            (content.Contact?.Name, content.Contact?.Position, content.Contact?.Phone, content.Contact?.Zalo, content.Contact?.Email);
        (OutsideOrganiser, OutsideLink, OutsideDial) = (content.Outside?.Organiser, content.Outside?.Link, content.Outside?.Dial);
        (LetterNumber, LetterDate) = (content.Letter?.Number, content.Letter?.Date);
        Recurrence = content.Recurrence;
        WriteSites(content);
        WriteScript(content.Script);
    }

    private void WriteSites(MeetingContent content)
    {
        var written = new Dictionary<Guid, (SiteEntry Entry, SiteRole Role, int Position)>();
        if (content.MainSite is { } main)
        {
            written[main.SiteId] = (main, SiteRole.Main, 0);
        }

        foreach (var member in content.Members)
        {
            written.TryAdd(member.SiteId, (member, SiteRole.Member, written.Count + 1));
        }

        _sites.RemoveAll(site => !written.ContainsKey(site.SiteId));
        var known = _sites.ToDictionary(site => site.SiteId);
        foreach (var (entry, role, position) in written.Values)
        {
            if (!known.TryGetValue(entry.SiteId, out var site))
            {
                _sites.Add(site = new() { MeetingId = Id, SiteId = entry.SiteId });
            }

            (site.UnitId, site.Role, site.Position, site.Name) = (entry.UnitId, role, position, entry.Name);
            (site.Place, site.Attendees, site.People) = (entry.Place, entry.Attendees, entry.People);
        }

        SiteCount = _sites.Count;
    }

    private void WriteScript(IReadOnlyList<ScriptEntry> script)
    {
        _script.Sort((one, other) => one.Position.CompareTo(other.Position));
        if (_script.Count > script.Count)
        {
            _script.RemoveRange(script.Count, _script.Count - script.Count);
        }

        for (var position = 0; position < script.Count; position++)
        {
            if (position == _script.Count)
            {
                _script.Add(new() { Id = Guid.CreateVersion7(ChangedAt), MeetingId = Id });
            }

            var (item, entry) = (_script[position], script[position]);
            item.Position = position;
            (item.Title, item.Minutes, item.SpeakingSiteId, item.Cue, item.Speaker) =
                (entry.Title, entry.Minutes, entry.SpeakingSiteId, entry.Cue, entry.Speaker);
        }
    }
}
