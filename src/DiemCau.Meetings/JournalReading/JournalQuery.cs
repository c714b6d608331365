using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;

namespace DiemCau.Meetings.JournalReading;

/// <summary>
/// The newest lines that a reader may see and asks for. Whoever reads the journal of the whole installation sees all of it, anybody else
/// the lines of the units below and of the meetings that these hold; and of a meeting with state secrets only who may see it.
/// </summary>
/// <remarks>
/// Millions of lines, of which somebody may see a handful: read backwards by time until a page is full, they would be read to the end.
/// Where a filter names no single thing, each of the few actions, degrees or units in question is asked for its own newest lines by its own
/// index, and the newest of these are the page.
/// </remarks>
internal sealed class JournalQuery(DiemCauDb db)
{
    /// <summary>More actions than any area has; beyond it, they are most of what there is.</summary>
    private const int MostApart = 40;

    /// <summary>So many units have few enough lines to be looked through for whatever is asked.</summary>
    private const int FewUnits = 10;

    /// <returns>Ordered, the newest first; at most <paramref name="count"/>.</returns>
    public async Task<IReadOnlyList<JournalEntry>> NewestAsync(
        SignedInAccount reader, JournalFilter filter, (DateTimeOffset At, Guid Id)? after, int count, CancellationToken cancellation)
    {
        if (filter.Actions is { Count: 0 })
        {
            return [];
        }

        var units = await Rights.UnitsWhere(db, reader.Id, Permission.ViewJournal).ToListAsync(cancellation);
        var all = units.Contains(Unit.Whole);
        var hidden = await HiddenAsync(reader, cancellation);
        var narrowed = Narrowed(filter, after);
        // Of older lines, and of those that are about several things, the subject says which meeting it was.
        var subjects = Array.ConvertAll(hidden, meeting => meeting.ToString());
        var lines = hidden.Length == 0 ? narrowed : narrowed.Where(line =>
            (line.MeetingId == null || !hidden.Contains(line.MeetingId.Value)) && (line.Subject == null || !subjects.Contains(line.Subject)));
        var held = db.Meetings.Where(meeting => units.Contains(meeting.UnitId));
        var own = all ? lines : lines.Where(line =>
            units.Contains(line.UnitId!.Value) || held.Any(meeting => meeting.Id == line.MeetingId));
        if (filter.NamesOne)
        {
            return await TopAsync([Asked(own, filter.Actions, filter.Severities)], count, cancellation);
        }

        // A unit has hundreds of lines, a frequent action a hundred thousand of others.
        if (!all && units.Count <= FewUnits)
        {
            return await TopAsync([LinesByUnit.In(db, [.. units], filter, after, hidden, count)], count, cancellation);
        }

        if (filter.Actions is { Count: <= MostApart } actions)
        {
            return await TopAsync([.. actions.Select(action => Asked(own, null, filter.Severities).Where(line => line.Action == action))], count, cancellation);
        }

        if (filter.Severities is { } severities)
        {
            return await TopAsync(
                [.. severities.Select(severity => Asked(own, filter.Actions, null).Where(line => line.Severity == severity))], count, cancellation);
        }

        return await TopAsync(
            [all || filter.Words is not null ? own : LinesByUnit.In(db, [.. units], filter, after, hidden, count)], count, cancellation);
    }

    private IQueryable<JournalEntry> Narrowed(JournalFilter filter, (DateTimeOffset At, Guid Id)? after)
    {
        var lines = db.Journal.AsNoTracking();
        if (filter.From?.ToUniversalTime() is { } from)
        {
            lines = lines.Where(line => line.At >= from);
        }

        if (filter.To?.ToUniversalTime() is { } to)
        {
            lines = lines.Where(line => line.At < to);
        }

        if (after is { } end)
        {
            // The first condition says nothing new, but leaves out the months that follow.
            lines = lines.Where(line => line.At <= end.At
                && EF.Functions.LessThan(ValueTuple.Create(line.At, line.Id), ValueTuple.Create(end.At, end.Id)));
        }

        lines = filter.MeetingId is { } meeting ? lines.Where(line => line.MeetingId == meeting) : lines;
        lines = filter.ConferenceId is { } conference ? lines.Where(line => line.ConferenceId == conference) : lines;
        lines = filter.UnitId is { } unit ? lines.Where(line => line.UnitId == unit) : lines;
        lines = filter.SiteId is { } site ? lines.Where(line => line.SiteId == site) : lines;
        lines = filter.ActorId is { } actor ? lines.Where(line => line.ActorId == actor) : lines;
        return filter.Words is { } words
            ? lines.Where(line => EF.Property<NpgsqlTsVector>(line, JournalEntryConfiguration.Words).Matches(EF.Functions.ToTsQuery("simple", words)))
            : lines;
    }

    /// <summary>The meetings with state secrets that the reader may not see.</summary>
    private Task<Guid[]> HiddenAsync(SignedInAccount reader, CancellationToken cancellation) =>
        SecretMeetings.HiddenFrom(db, reader.Id).ToArrayAsync(cancellation);

    private static IQueryable<JournalEntry> Asked(
        IQueryable<JournalEntry> lines, IReadOnlyList<string>? actions, IReadOnlyList<JournalSeverity>? severities)
    {
        lines = actions is null ? lines : lines.Where(line => actions.Contains(line.Action));
        return severities is null ? lines : lines.Where(line => severities.Contains(line.Severity));
    }

    /// <summary>Of several queries, which may find the same line, the newest lines.</summary>
    private static async Task<IReadOnlyList<JournalEntry>> TopAsync(
        IReadOnlyList<IQueryable<JournalEntry>> queries, int count, CancellationToken cancellation)
    {
        List<JournalEntry> found = [];
        foreach (var query in queries)
        {
            found.AddRange(await query.OrderByDescending(line => line.At).ThenByDescending(line => line.Id).Take(count)
                .Select(line => new JournalEntry
                {
                    Id = line.Id, At = line.At, Severity = line.Severity, Action = line.Action, ActorId = line.ActorId, Actor = line.Actor,
                    MeetingId = line.MeetingId, ConferenceId = line.ConferenceId, SiteId = line.SiteId, UnitId = line.UnitId,
                    ParticipantId = line.ParticipantId, Subject = line.Subject, Detail = line.Detail, Address = line.Address,
                }).ToListAsync(cancellation));
        }

        return [.. found.DistinctBy(line => line.Id).OrderByDescending(line => line.At).ThenByDescending(line => line.Id).Take(count)];
    }
}
