using System.Net;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Sessions;

/// <summary>By which lines sites may take part: a standing rule of the installation, which one meeting may make stricter. The laxest first.</summary>
internal enum LinePolicy
{
    /// <summary>Any line; it is measured and noted.</summary>
    InternetAllowed,

    /// <summary>Whoever does not come by the dedicated line waits until the chair agrees.</summary>
    AskTheChair,

    /// <summary>The dedicated line (SLCD) alone.</summary>
    SlcdOnly,
}

internal sealed class LinePolicyRule
{
    /// <summary>There is one row, or none.</summary>
    public int Id { get; init; } = 1;

    public LinePolicy Policy { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public string ChangedBy { get; set; } = "";
}

/// <summary>The same for one meeting. It counts where it is stricter than the installation's rule, which no meeting loosens.</summary>
internal sealed class MeetingLinePolicy
{
    public Guid MeetingId { get; init; }

    public LinePolicy Policy { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public required string ChangedBy { get; set; }
}

internal sealed class LinePolicyConfiguration : IEntityTypeConfiguration<LinePolicyRule>, IEntityTypeConfiguration<MeetingLinePolicy>
{
    public void Configure(EntityTypeBuilder<MeetingLinePolicy> builder)
    {
        builder.ToTable("meeting_line_policies");
        builder.HasKey(rule => rule.MeetingId);
        builder.Property(rule => rule.Policy).HasConversion<string>();
        builder.HasOne<Meeting>().WithMany().HasForeignKey(rule => rule.MeetingId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<LinePolicyRule> builder)
    {
        builder.ToTable("line_policy");
        builder.Property(rule => rule.Id).ValueGeneratedNever();
        builder.Property(rule => rule.Policy).HasConversion<string>();
    }
}

/// <summary>The line at the door: measured from the address, held against the policy.</summary>
internal static class LineAtTheDoor
{
    /// <returns>The newcomer with its line, or why it may not come in by it.</returns>
    public static async Task<(Newcomer Who, Refusal? Refusal)> MeasureAsync(
        DiemCauDb db, Guid meetingId, Newcomer who, IPAddress? address, CancellationToken cancellation)
    {
        var line = address is null ? null : await NetworkRange.LineOfAsync(db, address, who.Site?.Id, cancellation);
        var measured = who with
        {
            Line = line switch
            {
                LineKind.Slcd => LineClass.Slcd,
                LineKind.Internet => LineClass.Internet,
                LineKind.Backup => LineClass.Backup,
                LineKind.Mobile => LineClass.Mobile,
                _ => LineClass.Unknown,
            },
        };
        // People without a site's machine (a chair on the way, an operator at home) are not what the rule is about.
        if (measured.Capacity != Capacity.Site || measured.Line == LineClass.Slcd)
        {
            return (measured, null);
        }

        return await PolicyAsync(db, meetingId, cancellation) switch
        {
            LinePolicy.SlcdOnly => (measured, SessionRefusals.LineNotSlcd),
            LinePolicy.AskTheChair => (measured with { NeedsConsent = true }, null),
            _ => (measured, null),
        };
    }

    /// <summary>The stricter one of the installation's and the meeting's.</summary>
    public static async Task<LinePolicy> PolicyAsync(DiemCauDb db, Guid meetingId, CancellationToken cancellation)
    {
        var installation = await db.Set<LinePolicyRule>().Select(rule => rule.Policy).SingleOrDefaultAsync(cancellation);
        var own = await db.Set<MeetingLinePolicy>().Where(rule => rule.MeetingId == meetingId).Select(rule => rule.Policy).SingleOrDefaultAsync(cancellation);
        return own > installation ? own : installation;
    }
}

/// <summary>The administrator's setting of it.</summary>
internal static class LinePolicySetting
{
    internal sealed record LinePolicySettingView(LinePolicy Policy, DateTimeOffset? ChangedAt, string? ChangedBy);

    internal sealed record LinePolicyChange(LinePolicy Policy);

    public static void Map(IEndpointRouteBuilder api)
    {
        var policy = api.MapGroup("/line-policy").WithTags("Sessions");
        policy.MapGet("", ShowAsync).WithName("GetLinePolicy").ForSignedIn("every site has to know by which line it may take part");
        policy.MapPut("", ChangeAsync).WithName("ChangeLinePolicy").NeedsEverywhere(Permission.ManageInstallation);
    }

    private static async Task<Ok<LinePolicySettingView>> ShowAsync(DiemCauDb db, CancellationToken cancellation)
    {
        var rule = await db.Set<LinePolicyRule>().AsNoTracking().SingleOrDefaultAsync(cancellation);
        return TypedResults.Ok(new LinePolicySettingView(rule?.Policy ?? default, rule?.ChangedAt, rule?.ChangedBy));
    }

    private static async Task<Ok<LinePolicySettingView>> ChangeAsync(
        LinePolicyChange change, HttpContext http, DiemCauDb db, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        var rule = await db.Set<LinePolicyRule>().SingleOrDefaultAsync(cancellation);
        if (rule is null)
        {
            db.Add(rule = new());
        }

        (rule.Policy, rule.ChangedAt, rule.ChangedBy) = (change.Policy, time.GetUtcNow(), SignedInAccount.Required(http.User).Name);
        journal.Add(db, "line_policy.changed", null, new { rule.Policy });
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Ok(new LinePolicySettingView(rule.Policy, rule.ChangedAt, rule.ChangedBy));
    }
}

/// <summary>What holds for one meeting: shown to whoever takes part, set by its chair and operators.</summary>
internal static class MeetingLinePolicySetting
{
    /// <param name="Policy">What holds: the stricter one of the two.</param>
    /// <param name="Own">The meeting's; null: it has none, the installation's holds.</param>
    /// <param name="MayChange">The reader directs the meeting.</param>
    internal sealed record MeetingLinePolicyView(
        LinePolicy Policy, LinePolicy Installation, LinePolicy? Own, bool MayChange, DateTimeOffset? ChangedAt, string? ChangedBy);

    /// <param name="Policy">Null: as the installation.</param>
    internal sealed record MeetingLinePolicyChange(LinePolicy? Policy);

    public static void Map(IEndpointRouteBuilder meeting)
    {
        meeting.MapGet("/line-policy", ShowAsync).WithName("GetMeetingLinePolicy").Needs(Permission.ViewMeetings, MeetingRights.TakingPart);
        meeting.MapPut("/line-policy", ChangeAsync).WithName("ChangeMeetingLinePolicy").ForSignedIn("the chair and the operators of the meeting; others are refused");
    }

    private static async Task<Results<Ok<MeetingLinePolicyView>, Refusal>> ShowAsync(
        Guid id, HttpContext http, DiemCauDb db, Rights rights, CancellationToken cancellation) =>
        await MeetingDoor.FindAsync(db, id, cancellation) is { } meeting
            ? TypedResults.Ok(await ViewAsync(db, id, await SessionVerbs.DirectsAsync(db, rights, http, meeting, cancellation), cancellation))
            : Refusals.NotFound;

    private static async Task<Results<Ok<MeetingLinePolicyView>, Refusal>> ChangeAsync(
        Guid id, MeetingLinePolicyChange change, HttpContext http, DiemCauDb db, Rights rights, JournalWriter journal, TimeProvider time,
        CancellationToken cancellation)
    {
        if (await MeetingDoor.FindAsync(db, id, cancellation) is not { } meeting || !await SessionVerbs.DirectsAsync(db, rights, http, meeting, cancellation))
        {
            return Refusals.Forbidden;
        }

        var own = await db.Set<MeetingLinePolicy>().SingleOrDefaultAsync(rule => rule.MeetingId == id, cancellation);
        var (now, by) = (time.GetUtcNow(), SignedInAccount.Required(http.User));
        if (change.Policy is not { } policy)
        {
            if (own is not null)
            {
                db.Remove(own);
            }
        }
        else if (own is null)
        {
            db.Add(new MeetingLinePolicy { MeetingId = id, Policy = policy, ChangedAt = now, ChangedBy = by.UnitName ?? by.Name });
        }
        else
        {
            (own.Policy, own.ChangedAt, own.ChangedBy) = (policy, now, by.UnitName ?? by.Name);
        }

        journal.Add(db, "meeting_line_policy.changed", id.ToString(), new { change.Policy }, new(MeetingId: id));
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await ViewAsync(db, id, true, cancellation));
    }

    private static async Task<MeetingLinePolicyView> ViewAsync(DiemCauDb db, Guid id, bool mayChange, CancellationToken cancellation)
    {
        var installation = await db.Set<LinePolicyRule>().Select(rule => rule.Policy).SingleOrDefaultAsync(cancellation);
        var own = await db.Set<MeetingLinePolicy>().AsNoTracking().SingleOrDefaultAsync(rule => rule.MeetingId == id, cancellation);
        return new(
            own?.Policy > installation ? own.Policy : installation, installation, own?.Policy, mayChange, own?.ChangedAt, own?.ChangedBy);
    }
}
