using DiemCau.Meetings.Shared.Problems;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace DiemCau.Meetings.Live.Running;

/// <summary>
/// The places of this server, counted where they are taken. What is held for a meeting is the meeting's; everybody else takes from what is
/// left. One lock for all conferences, so that two who come at once do not both get the last place; taken when somebody comes or goes, never
/// for a packet.
/// </summary>
internal sealed class ServerPlaces(IServerCapacity capacity, LiveCounters counters, TimeProvider time)
{
    /// <summary>A plan is older than that only while the database does not answer: then the last one counts.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    /// <summary>Nobody waits longer at a door for a plan.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Taken> _byConference = [];
    private ServerCapacity? _plan;
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <summary>Machines that are connected now.</summary>
    public int InUse
    {
        get
        {
            lock (_gate)
            {
                return _byConference.Values.Sum(taken => taken.Who.Count);
            }
        }
    }

    /// <summary>Looks at the plan again when it is old. A database that does not answer keeps nobody out.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (now - _readAt < Fresh)
            {
                return;
            }

            _readAt = now;
        }

        try
        {
            var plan = await capacity.NowAsync(cancellation).WaitAsync(Patience, time, cancellation);
            lock (_gate)
            {
                _plan = plan;
            }
        }
        catch (Exception failure) when (failure is NpgsqlException or RetryLimitExceededException or TimeoutException)
        {
            // The last plan counts on.
        }
    }

    /// <summary>Somebody wants sound and picture. Who has a place keeps it.</summary>
    /// <param name="isExpected">One of those for whom the meeting was approved: it gets in even when more came than were planned for.</param>
    public Refusal? Take(Guid conferenceId, Occasion occasion, Guid who, bool isExpected)
    {
        lock (_gate)
        {
            var taken = _byConference.GetValueOrDefault(conferenceId) ?? new(occasion, []);
            if (!taken.Who.Contains(who) && !isExpected && _plan is { } plan && !Fits(plan, taken))
            {
                counters.Full();
                return LiveRefusals.ServerFull(plan);
            }

            taken.Who.Add(who);
            _byConference[conferenceId] = taken;
            return null;
        }
    }

    public bool Has(Guid conferenceId, Guid who)
    {
        lock (_gate)
        {
            return _byConference.TryGetValue(conferenceId, out var taken) && taken.Who.Contains(who);
        }
    }

    public void Give(Guid conferenceId, Guid who)
    {
        lock (_gate)
        {
            if (_byConference.TryGetValue(conferenceId, out var taken) && taken.Who.Remove(who) && taken.Who.Count == 0)
            {
                _byConference.Remove(conferenceId);
            }
        }
    }

    /// <summary>The conference has ended, and all its places are free.</summary>
    public void GiveAll(Guid conferenceId)
    {
        lock (_gate)
        {
            _byConference.Remove(conferenceId);
        }
    }

    /// <summary>Whether one more fits: into what is held for this conference, or beside what is held or used by all.</summary>
    private bool Fits(ServerCapacity plan, Taken conference)
    {
        var held = plan.Held.ToDictionary(places => places.Occasion, places => places.Count);
        if (conference.Who.Count < held.GetValueOrDefault(conference.Occasion))
        {
            return true;
        }

        var bespoken = held.Values.Sum() + _byConference.Values.Sum(other => Math.Max(0, other.Who.Count - held.GetValueOrDefault(other.Occasion)));
        return bespoken < plan.Places;
    }

    private sealed record Taken(Occasion Occasion, HashSet<Guid> Who);
}
