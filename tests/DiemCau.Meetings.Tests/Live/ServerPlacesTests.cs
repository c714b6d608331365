using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Tests.Testing;
using Npgsql;

namespace DiemCau.Meetings.Tests.Live;

public sealed class ServerPlacesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 1, 0, 0, TimeSpan.Zero);

    private readonly Guid _conference = Guid.NewGuid();
    private readonly Occasion _room = Occasion.OfRoom(Guid.NewGuid());
    private readonly Occasion _meeting = Occasion.OfMeeting(Guid.NewGuid());
    private readonly AdjustableTime _time = new();
    private readonly Plan _plan = new() { Capacity = new(281, []) };
    private readonly LiveCounters _counters = new();
    private readonly ServerPlaces _places;

    public ServerPlacesTests() => _places = new(_plan, _counters, _time);

    [Fact]
    public async Task The_282nd_is_refused_with_how_many_there_are_and_comes_in_when_somebody_has_left()
    {
        await _places.RefreshAsync(default);
        var come = Come(281);

        var refusal = _places.Take(_conference, _room, Guid.NewGuid(), isExpected: false);
        _places.Give(_conference, come[0]);

        Assert.Equal("server_full", refusal?.Code);
        Assert.Equal([281], refusal!.Arguments);
        Assert.Equal(1, _counters.RefusedFull);
        Assert.Null(_places.Take(_conference, _room, Guid.NewGuid(), isExpected: false));
        Assert.Equal(281, _places.InUse);
    }

    [Fact]
    public async Task What_is_held_for_a_meeting_is_for_nobody_else_and_who_is_refused_hears_until_when()
    {
        var until = Now.AddHours(3);
        _plan.Capacity = new(10, [new(_meeting, 8, "Sở Y tế", until)]);
        await _places.RefreshAsync(default);
        Come(2);

        var refusal = _places.Take(_conference, _room, Guid.NewGuid(), isExpected: false);

        Assert.Equal("server_full_until", refusal?.Code);
        Assert.Equal([10, "Sở Y tế", until], refusal!.Arguments);
        var meeting = Guid.NewGuid();
        Assert.All(Enumerable.Range(0, 8), _ => Assert.Null(_places.Take(meeting, _meeting, Guid.NewGuid(), isExpected: false)));
        Assert.NotNull(_places.Take(meeting, _meeting, Guid.NewGuid(), isExpected: false));
    }

    [Fact]
    public async Task A_site_of_an_approved_meeting_gets_in_although_the_server_is_full_and_others_do_not_get_its_place()
    {
        await _places.RefreshAsync(default);
        Come(281);
        var (meeting, site) = (Guid.NewGuid(), Guid.NewGuid());

        Assert.Null(_places.Take(meeting, _meeting, site, isExpected: true));
        Assert.Null(_places.Take(meeting, _meeting, site, isExpected: false)); // it has its place
        _places.Give(_conference, Guid.NewGuid()); // who has none gives none
        Assert.NotNull(_places.Take(_conference, _room, Guid.NewGuid(), isExpected: false));

        _places.GiveAll(meeting);
        Assert.Equal(281, _places.InUse);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_leaves_the_last_plan_and_keeps_nobody_out_without_one()
    {
        _plan.Capacity = null;
        await _places.RefreshAsync(default);
        Come(300);
        _plan.Capacity = new(281, []);
        _time.Advance(TimeSpan.FromSeconds(6));
        await _places.RefreshAsync(default);
        Assert.NotNull(_places.Take(_conference, _room, Guid.NewGuid(), isExpected: false));

        _plan.Failure = new NpgsqlException();
        _time.Advance(TimeSpan.FromSeconds(6));
        await _places.RefreshAsync(default);
        Assert.NotNull(_places.Take(_conference, _room, Guid.NewGuid(), isExpected: false));
    }

    [Fact]
    public async Task A_database_that_hangs_holds_nobody_up_at_the_door_for_long()
    {
        _plan.Hanging = new TaskCompletionSource<ServerCapacity?>().Task;

        await _places.RefreshAsync(default).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Null(_places.Take(_conference, _room, Guid.NewGuid(), isExpected: false));
    }

    [Fact]
    public async Task The_last_place_is_taken_once_by_many_who_come_together()
    {
        _plan.Capacity = new(100, []);
        await _places.RefreshAsync(default);
        var taken = 0;

        await Parallel.ForEachAsync(Enumerable.Range(0, 400), (_, _) =>
        {
            if (_places.Take(Guid.NewGuid(), _room, Guid.NewGuid(), isExpected: false) is null)
            {
                Interlocked.Increment(ref taken);
            }

            return ValueTask.CompletedTask;
        });

        Assert.Equal(100, taken);
        Assert.Equal(300, _counters.RefusedFull);
    }

    private List<Guid> Come(int count)
    {
        var come = Enumerable.Range(0, count).Select(_ => Guid.NewGuid()).ToList();
        Assert.All(come, who => Assert.Null(_places.Take(_conference, _room, who, isExpected: false)));
        return come;
    }

    private sealed class Plan : IServerCapacity
    {
        public ServerCapacity? Capacity { get; set; }

        public Exception? Failure { get; set; }

        public Task<ServerCapacity?>? Hanging { get; set; }

        public Task<ServerCapacity?> NowAsync(CancellationToken cancellation) =>
            Hanging ?? (Failure is null ? Task.FromResult(Capacity) : Task.FromException<ServerCapacity?>(Failure));
    }
}
