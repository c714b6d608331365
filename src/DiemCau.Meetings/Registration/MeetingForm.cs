using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Registration;

/// <summary>A site as a client names it; its name and its unit are the server's to know.</summary>
internal sealed record WrittenSite(Guid SiteId, string? Place = null, [property: Lines] string? Attendees = null, int? People = null);

/// <summary>The form of "Đăng ký cuộc họp", as it stands at the client. In a draft anything may be missing.</summary>
internal sealed record MeetingForm
{
    public MeetingKind? Kind { get; init; }

    public string? Title { get; init; }

    [Lines]
    public string? Purpose { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    [Name]
    public string? ChairName { get; init; }

    public string? ChairPosition { get; init; }

    public MeetingPriority? Priority { get; init; }

    [Lines]
    public string? PriorityReason { get; init; }

    public bool? IsStateSecret { get; init; }

    public WrittenSite? MainSite { get; init; }

    public IReadOnlyList<WrittenSite>? Members { get; init; }

    public IReadOnlyList<ScriptEntry>? Script { get; init; }

    public ContactEntry? Contact { get; init; }

    public OutsideEntry? Outside { get; init; }

    public LetterEntry? Letter { get; init; }

    public Recurrence? Recurrence { get; init; }

    /// <summary>The form that would write this content again.</summary>
    public static MeetingForm Of(MeetingContent content) => new()
    {
        Kind = content.Kind,
        Title = content.Title,
        Purpose = content.Purpose,
        StartsAt = content.StartsAt,
        EndsAt = content.EndsAt,
        ChairName = content.ChairName,
        ChairPosition = content.ChairPosition,
        Priority = content.Priority,
        PriorityReason = content.PriorityReason,
        IsStateSecret = content.IsStateSecret,
        MainSite = content.MainSite is { } main ? Written(main) : null,
        Members = [.. content.Members.Select(Written)],
        Script = content.Script,
        Contact = content.Contact,
        Outside = content.Outside,
        Letter = content.Letter,
        Recurrence = content.Recurrence,
    };

    /// <summary>What the form says, its sites looked up.</summary>
    /// <returns>A refusal when it names a site that is not there.</returns>
    public async Task<(MeetingContent Content, Refusal? Refusal)> ReadAsync(DiemCauDb db, CancellationToken cancellation)
    {
        var members = (Members ?? []).OfType<WrittenSite>().ToList();
        var named = members.Select(site => site.SiteId).Concat(MainSite is { } main ? [main.SiteId] : []).Distinct().ToArray();
        var known = await (
            from site in db.Sites
            join unit in db.Units on site.UnitId equals unit.Id
            where named.Contains(site.Id)
            select new { site.Id, site.UnitId, site.Name, UnitName = unit.Name })
            .AsNoTracking().ToDictionaryAsync(site => site.Id, cancellation);
        if (named.Length > known.Count)
        {
            return (new(), Refusal.Validation(new FieldError("members", "meeting_site_unknown", named.Length - known.Count)));
        }

        return (new()
        {
            Kind = Kind ?? MeetingKind.Planned,
            Title = Title?.Trim() ?? "",
            Purpose = Trimmed(Purpose),
            StartsAt = StartsAt,
            EndsAt = EndsAt,
            ChairName = Trimmed(ChairName),
            ChairPosition = Trimmed(ChairPosition),
            Priority = Priority ?? MeetingPriority.Other,
            PriorityReason = Trimmed(PriorityReason),
            IsStateSecret = IsStateSecret ?? false,
            MainSite = MainSite is { } first ? Entry(first) : null,
            Members = [.. members.Where(site => site.SiteId != MainSite?.SiteId).DistinctBy(site => site.SiteId).Select(Entry)],
            Script = [.. (Script ?? []).OfType<ScriptEntry>().Select(item => item with { Title = item.Title?.Trim() ?? "", Speaker = Trimmed(item.Speaker) })],
            Contact = Contact is { } contact
                ? NullIfEmpty(new ContactEntry(Trimmed(contact.Name), Trimmed(contact.Position), Trimmed(contact.Phone), Trimmed(contact.Zalo), Trimmed(contact.Email)))
                : null,
            Outside = Outside is { } outside ? NullIfEmpty(new OutsideEntry(Trimmed(outside.Organiser), Trimmed(outside.Link), Trimmed(outside.Dial))) : null,
            Letter = Letter is { } letter && (Trimmed(letter.Number), letter.Date) is var (number, date) && (number is not null || date is not null)
                ? new LetterEntry(number, date) : null,
            Recurrence = Recurrence,
        }, null);

        SiteEntry Entry(WrittenSite written)
        {
            var site = known[written.SiteId];
            return new(site.Id, site.UnitId, SiteLabel.Of(site.Name, site.UnitName), Trimmed(written.Place), Trimmed(written.Attendees), written.People);
        }
    }

    private static WrittenSite Written(SiteEntry site) => new(site.SiteId, site.Place, site.Attendees, site.People);

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static ContactEntry? NullIfEmpty(ContactEntry contact) => contact == new ContactEntry(null) ? null : contact;

    private static OutsideEntry? NullIfEmpty(OutsideEntry outside) => outside == new OutsideEntry(null, null, null) ? null : outside;
}
