using System.Text.Json;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Live.Running;

/// <summary>Live conferences in the database: opened, written through, found again after a restart.</summary>
internal sealed class ConferenceStore(IDbContextFactory<DiemCauDb> contexts, IEnumerable<IOccasions> occasions, TimeProvider time)
{
    private readonly Dictionary<OccasionKind, IOccasions> _occasions = occasions.ToDictionary(kind => kind.Kind);

    /// <summary>
    /// Opens a conference for an occasion, with all that its occasion does about it in the same transaction. Of two that try at once, one
    /// finds the other's conference in its place.
    /// </summary>
    /// <returns>All null: there is no such occasion, or it has a living conference already.</returns>
    public async Task<(Conference? Conference, Refusal? Refusal)> TryOpenAsync(Occasion occasion, CancellationToken cancellation)
    {
        var kind = _occasions[occasion.Kind];
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await kind.TermsAsync(db, occasion.Id, cancellation) is not { } terms)
        {
            return (null, null);
        }

        var now = time.GetUtcNow();
        var conference = new Conference(new(Guid.CreateVersion7(now), occasion, now), terms, now);
        var (id, name, state) = (conference.Identity.ConferenceId, occasion.Kind.ToString(), StoredConference.Write(conference.Capture(), 0));
        var rows = await db.Database.ExecuteSqlAsync(
            $"""
            insert into conferences (id, occasion_kind, occasion_id, terms, opened_at, participants, state, written_at)
            values ({id}, {name}, {occasion.Id}, {ConferenceRowConfiguration.Written(terms)}::jsonb, {now}, 0, {state}::jsonb, {now})
            on conflict do nothing
            """,
            cancellation);
        if (rows == 0)
        {
            return (null, null);
        }

        if (await kind.OpeningAsync(db, occasion.Id, cancellation) is { } refusal)
        {
            return (null, refusal);
        }

        await WriteJournalAsync(db, conference.Identity, conference.TakeJournal(), cancellation);

        await transaction.CommitAsync(cancellation);
        return (conference, null);
    }

    public async Task<RestoredConference?> FindByOccasionAsync(Occasion occasion, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await RestoreAsync(db, db.Conferences.Living(occasion.Kind).Where(row => row.OccasionId == occasion.Id), cancellation);
    }

    public async Task<RestoredConference?> FindAsync(Guid conferenceId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await RestoreAsync(db, db.Conferences.Where(row => row.Id == conferenceId && row.EndedAt == null), cancellation);
    }

    /// <summary>The conferences that had not ended when a server was last here.</summary>
    public async Task<IReadOnlyList<Guid>> LiveAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Conferences.Where(row => row.EndedAt == null).Select(row => row.Id).ToListAsync(cancellation);
    }

    /// <summary>Whether what somebody came with still lets it in.</summary>
    public async Task<bool> StillAdmitsAsync(Occasion occasion, Newcomer who, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await _occasions[occasion.Kind].StillAdmitsAsync(db, occasion.Id, who, cancellation);
    }

    /// <summary>Of some links, appointments and tokens of an occasion, those that let nobody in any more.</summary>
    public async Task<IReadOnlySet<Guid>> RevokedAsync(Occasion occasion, IReadOnlyCollection<Guid> passes, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return (await _occasions[occasion.Kind].RevokedAsync(db, occasion.Id, passes, cancellation)).ToHashSet();
    }

    /// <summary>State, journal and what the occasion makes of it: all or nothing.</summary>
    public async Task WriteAsync(ConferenceIdentity conference, ConferenceChange change, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await WriteStateAsync(db, conference.ConferenceId, change, cancellation);
        await WriteJournalAsync(db, conference, change.Journal, cancellation);
        await _occasions[conference.Occasion.Kind].HappenedAsync(db, conference, change.Journal, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>
    /// The same piece by piece, each in a transaction of its own, when the database will never take all of it: what it refuses is given up,
    /// everything else is kept.
    /// </summary>
    /// <param name="onRefused">Called for each piece that the database refuses for good.</param>
    public async Task WriteApartAsync(
        ConferenceIdentity conference, ConferenceChange change, Action<Exception> onRefused, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (!await TryAsync(() => WriteStateAsync(db, conference.ConferenceId, change, cancellation)))
        {
            // A conference that is over is over, whatever cannot be kept of it.
            await TryAsync(() => db.Conferences.Where(row => row.Id == conference.ConferenceId)
                .ExecuteUpdateAsync(row => row.SetProperty(written => written.EndedAt, change.EndedAt), cancellation));
        }

        foreach (var line in change.Journal)
        {
            await TryAsync(() => WriteJournalAsync(db, conference, [line], cancellation));
        }

        await TryAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await _occasions[conference.Occasion.Kind].HappenedAsync(db, conference, change.Journal, cancellation);
            await transaction.CommitAsync(cancellation);
        });

        async Task<bool> TryAsync(Func<Task> piece)
        {
            try
            {
                await piece();
                return true;
            }
            catch (Exception failure) when (PoisonousWrite.Is(failure))
            {
                db.ChangeTracker.Clear();
                onRefused(failure);
                return false;
            }
        }
    }

    private Task<int> WriteStateAsync(DiemCauDb db, Guid conferenceId, ConferenceChange change, CancellationToken cancellation)
    {
        var state = StoredConference.Write(change.State, change.Version);
        var participants = change.State.Participants.Count;
        return db.Conferences.Where(row => row.Id == conferenceId).ExecuteUpdateAsync(
            row => row
                .SetProperty(written => written.State, state)
                .SetProperty(written => written.Participants, participants)
                .SetProperty(written => written.EndedAt, written => written.EndedAt ?? change.EndedAt) // an end is final
                .SetProperty(written => written.WrittenAt, time.GetUtcNow()),
            cancellation);
    }

    /// <summary>Messages in their order, all or nothing. A write whose answer was lost is repeated; a message is never kept twice.</summary>
    public async Task WriteChatAsync(Guid conferenceId, IReadOnlyList<ChatMessage> said, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into conference_chat (id, conference_id, participant_id, display_name, text, at)
            select id, {conferenceId}, participant_id, display_name, text, at from unnest(
              {said.Select(message => message.Id).ToArray()}, {said.Select(message => message.ParticipantId).ToArray()},
              {said.Select(message => message.DisplayName).ToArray()}, {said.Select(message => message.Text).ToArray()},
              {said.Select(message => message.At).ToArray()})
              with ordinality as said (id, participant_id, display_name, text, at, position)
            order by position
            on conflict do nothing
            """,
            cancellation);
    }

    private static Task WriteJournalAsync(
        DiemCauDb db, ConferenceIdentity conference, IReadOnlyList<JournalLine> lines, CancellationToken cancellation) =>
        JournalWriter.WriteAsync(db, [.. lines.Select(line => EntryOf(conference, line))], cancellation);

    private static JournalEntry EntryOf(ConferenceIdentity conference, JournalLine line) => new()
    {
        Id = line.Id,
        At = line.At,
        Severity = line.Event is JournalEvent.Lost or JournalEvent.ChairAway ? JournalSeverity.Warning : JournalSeverity.Info,
        Action = "conference." + JsonNamingPolicy.SnakeCaseLower.ConvertName(line.Event.ToString()),
        ActorId = line.By?.AccountId,
        Actor = line.By?.DisplayName,
        MeetingId = conference.Occasion.Kind == OccasionKind.Meeting ? conference.Occasion.Id : null,
        ConferenceId = conference.ConferenceId,
        SiteId = line.Who?.SiteId,
        UnitId = line.Who?.UnitId ?? line.By?.UnitId,
        ParticipantId = line.Who?.ParticipantId,
        Subject = line.Who?.DisplayName,
        Detail = JournalWriter.DetailOf(line.Who is null && line.By is null && line.Reason is null ? null : new
        {
            line.Who?.Capacity, line.Who?.Line, line.Who?.Way, By = line.By?.ParticipantId, line.Reason,
        }),
    };

    private async Task<RestoredConference?> RestoreAsync(DiemCauDb db, IQueryable<ConferenceRow> one, CancellationToken cancellation)
    {
        if (await one.AsNoTracking().SingleOrDefaultAsync(cancellation) is not { } row)
        {
            return null;
        }

        var chat = await db.ConferenceChat.Where(said => said.ConferenceId == row.Id)
            .OrderByDescending(said => said.Position).Take(Chat.Kept).AsNoTracking().ToListAsync(cancellation);
        chat.Reverse();
        var stored = StoredConference.Read(row.State);
        var state = stored?.ToState() ?? new ConferenceState { WaitingRoom = row.Terms.WaitingRoom, Layout = row.Terms.Layout };
        var conference = Conference.Restore(
            new(row.Id, row.Occasion, row.OpenedAt), row.Terms, state, chat.Select(said => said.ToMessage()), time.GetUtcNow());
        // One version ahead, so that no client takes this state for the one it already has.
        return new(conference, (stored?.Version ?? 0) + 1);
    }
}

/// <param name="Version">Of the views that clients are told from now on.</param>
internal sealed record RestoredConference(Conference Conference, long Version);
