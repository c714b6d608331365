using System.Net;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
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

/// <summary>By which lines sites may take part; a standing rule of the installation.</summary>
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

internal sealed class LinePolicyConfiguration : IEntityTypeConfiguration<LinePolicyRule>
{
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
        DiemCauDb db, Newcomer who, IPAddress? address, CancellationToken cancellation)
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

        return await PolicyAsync(db, cancellation) switch
        {
            LinePolicy.SlcdOnly => (measured, SessionRefusals.LineNotSlcd),
            LinePolicy.AskTheChair => (measured with { NeedsConsent = true }, null),
            _ => (measured, null),
        };
    }

    public static Task<LinePolicy> PolicyAsync(DiemCauDb db, CancellationToken cancellation) =>
        db.Set<LinePolicyRule>().Select(rule => rule.Policy).SingleOrDefaultAsync(cancellation);
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
