using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DiemCau.Meetings.Resources;

/// <summary>The administrator's list of media nodes, and the numbers that needs are computed with.</summary>
internal static class Nodes
{
    internal sealed record MediaNodeView(
        Guid Id, string Name, int Ports, int Streams, int Mbps, bool InService, double? PacketsPerSecond, DateTimeOffset? MeasuredAt);

    internal sealed record MediaNodeFields(string? Name, int Ports, int Streams, int Mbps, bool InService);

    internal sealed record CapacityRuleView(
        int StreamsPerSite, int KbpsPerStream, int HoldBeforeMinutes, int HoldAfterMinutes,
        TimeOnly DayBegins, TimeOnly MorningEnds, TimeOnly AfternoonBegins, TimeOnly DayEnds);

    public static void Map(IEndpointRouteBuilder resources)
    {
        resources.MapGet("/nodes", ListAsync).WithName("ListMediaNodes").NeedsSomewhere(Permission.AllocateCapacity);
        resources.MapPost("/nodes", AddAsync).WithName("AddMediaNode").NeedsEverywhere(Permission.ManageInstallation);
        resources.MapPut("/nodes/{id:guid}", ChangeAsync).WithName("ChangeMediaNode").NeedsEverywhere(Permission.ManageInstallation);
        resources.MapDelete("/nodes/{id:guid}", RemoveAsync).WithName("RemoveMediaNode").NeedsEverywhere(Permission.ManageInstallation);
        resources.MapPost("/nodes/{id:guid}/measurement", MeasureAsync).WithName("MeasureMediaNode").NeedsEverywhere(Permission.ManageInstallation);
        resources.MapGet("/rule", RuleAsync).WithName("GetCapacityRule").NeedsSomewhere(Permission.AllocateCapacity);
        resources.MapPut("/rule", ChangeRuleAsync).WithName("ChangeCapacityRule").NeedsEverywhere(Permission.ManageInstallation);
    }

    private static async Task<Ok<List<MediaNodeView>>> ListAsync(DiemCauDb db, CancellationToken cancellation) =>
        TypedResults.Ok((await db.MediaNodes.AsNoTracking().OrderBy(node => node.Name).ToListAsync(cancellation)).ConvertAll(View));

    private static async Task<Results<Created<MediaNodeView>, Refusal>> AddAsync(
        MediaNodeFields fields, DiemCauDb db, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var node = new MediaNode { Id = Guid.CreateVersion7(now), Name = "", CreatedAt = now };
        db.MediaNodes.Add(node);
        return await SaveAsync(db, node, fields, journal, "media_node.added", cancellation) is { } refusal
            ? refusal
            : TypedResults.Created($"/api/resources/nodes/{node.Id}", View(node));
    }

    /// <summary>Less than what has been allocated already is allowed: the timeline shows it, and nothing new is added.</summary>
    private static async Task<Results<Ok<MediaNodeView>, Refusal>> ChangeAsync(
        Guid id, MediaNodeFields fields, DiemCauDb db, JournalWriter journal, CancellationToken cancellation)
    {
        if (await db.MediaNodes.SingleOrDefaultAsync(known => known.Id == id, cancellation) is not { } node)
        {
            return Refusals.NotFound;
        }

        return await SaveAsync(db, node, fields, journal, "media_node.changed", cancellation) is { } refusal ? refusal : TypedResults.Ok(View(node));
    }

    private static async Task<Results<NoContent, Refusal>> RemoveAsync(
        Guid id, DiemCauDb db, JournalWriter journal, CancellationToken cancellation)
    {
        if (await db.MediaNodes.SingleOrDefaultAsync(known => known.Id == id, cancellation) is not { } node)
        {
            return Refusals.NotFound;
        }

        db.MediaNodes.Remove(node);
        journal.Add(db, "media_node.removed", id.ToString(), new { node.Name });
        return await TrySaveAsync(db, cancellation) is { } refusal ? refusal : TypedResults.NoContent();
    }

    /// <summary>Measures the machine that answers; what it finds takes the place of what was entered.</summary>
    private static async Task<Results<Ok<MediaNodeView>, Refusal>> MeasureAsync(
        Guid id, DiemCauDb db, IMediaGauge gauge, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        if (await db.MediaNodes.SingleOrDefaultAsync(known => known.Id == id, cancellation) is not { } node)
        {
            return Refusals.NotFound;
        }

        var measure = await gauge.MeasureAsync(cancellation);
        (node.Ports, node.Streams, node.Mbps) = NodeMeasurement.Capacity(measure, await CapacityRule.CurrentAsync(db, cancellation));
        (node.PacketsPerSecond, node.MeasuredAt) = (measure.PacketsPerSecond, time.GetUtcNow());
        journal.Add(db, "media_node.measured", id.ToString(), new { node.Ports, node.Streams, node.Mbps, node.PacketsPerSecond });
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Ok(View(node));
    }

    private static async Task<Ok<CapacityRuleView>> RuleAsync(DiemCauDb db, CancellationToken cancellation) =>
        TypedResults.Ok(View(await CapacityRule.CurrentAsync(db, cancellation)));

    /// <summary>Counts for what is allocated from now on.</summary>
    private static async Task<Results<Ok<CapacityRuleView>, Refusal>> ChangeRuleAsync(
        CapacityRuleView wish, DiemCauDb db, JournalWriter journal, CancellationToken cancellation)
    {
        FieldError?[] errors =
        [
            Range("streamsPerSite", wish.StreamsPerSite, 1, 50), Range("kbpsPerStream", wish.KbpsPerStream, 50, 20_000),
            Range("holdBeforeMinutes", wish.HoldBeforeMinutes, 0, 24 * 60), Range("holdAfterMinutes", wish.HoldAfterMinutes, 0, 24 * 60),
            wish.DayBegins < wish.MorningEnds && wish.MorningEnds <= wish.AfternoonBegins && wish.AfternoonBegins < wish.DayEnds
                ? null : new("dayEnds", "capacity_day"),
        ];
        if (errors.OfType<FieldError>().ToArray() is { Length: > 0 } wrong)
        {
            return Refusal.Validation(wrong);
        }

        var rule = await db.Set<CapacityRule>().SingleOrDefaultAsync(cancellation) ?? db.Add(new CapacityRule()).Entity;
        (rule.StreamsPerSite, rule.KbpsPerStream) = (wish.StreamsPerSite, wish.KbpsPerStream);
        (rule.HoldBeforeMinutes, rule.HoldAfterMinutes) = (wish.HoldBeforeMinutes, wish.HoldAfterMinutes);
        (rule.DayBegins, rule.MorningEnds) = (wish.DayBegins, wish.MorningEnds);
        (rule.AfternoonBegins, rule.DayEnds) = (wish.AfternoonBegins, wish.DayEnds);
        journal.Add(db, "capacity_rule.changed", null, wish);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Ok(View(rule));
    }

    private static async Task<Refusal?> SaveAsync(
        DiemCauDb db, MediaNode node, MediaNodeFields fields, JournalWriter journal, string action, CancellationToken cancellation)
    {
        const int Most = 1_000_000;
        var name = fields.Name?.Trim() ?? "";
        FieldError?[] errors =
        [
            name.Length == 0 ? new("name", "required") : name.Length > MediaNode.NameLength ? new("name", "too_long", MediaNode.NameLength) : null,
            Range("ports", fields.Ports, 0, Most), Range("streams", fields.Streams, 0, Most), Range("mbps", fields.Mbps, 0, Most),
        ];
        if (errors.OfType<FieldError>().ToArray() is { Length: > 0 } wrong)
        {
            return Refusal.Validation(wrong);
        }

        (node.Name, node.Ports, node.Streams, node.Mbps, node.InService) = (name, fields.Ports, fields.Streams, fields.Mbps, fields.InService);
        journal.Add(db, action, node.Id.ToString(), fields);
        return await TrySaveAsync(db, cancellation);
    }

    private static async Task<Refusal?> TrySaveAsync(DiemCauDb db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return null;
        }
        catch (DbUpdateException failure) when (failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return ResourceRefusals.NodeNameTaken;
        }
        catch (DbUpdateException failure) when (failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation })
        {
            return ResourceRefusals.NodeInUse;
        }
    }

    private static FieldError? Range(string field, int value, int least, int most) =>
        value < least || value > most ? new(field, "out_of_range", least, most) : null;

    private static MediaNodeView View(MediaNode node) =>
        new(node.Id, node.Name, node.Ports, node.Streams, node.Mbps, node.InService, node.PacketsPerSecond, node.MeasuredAt);

    private static CapacityRuleView View(CapacityRule rule) =>
        new(rule.StreamsPerSite, rule.KbpsPerStream, rule.HoldBeforeMinutes, rule.HoldAfterMinutes,
            rule.DayBegins, rule.MorningEnds, rule.AfternoonBegins, rule.DayEnds);
}
