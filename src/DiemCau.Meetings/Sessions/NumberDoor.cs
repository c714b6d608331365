using System.Security.Cryptography;
using System.Text;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Joining;
using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Sessions;

/// <summary>
/// The meeting's number and password, typed from a letter or from the phone: whoever has them comes in as one of its sites, or as somebody of
/// it. Passwords are guessed slowly: by address and meeting, so that one's guesser shuts out no other's sites.
/// </summary>
internal sealed class NumberDoor(MeetingPasses passes, TimeProvider time)
{
    public const string Lookups = "sessions.lookups";
    private const int LookupsPerMinute = 600;
    private const int WrongAtOnce = 12;
    private static readonly TimeSpan WrongRefill = TimeSpan.FromSeconds(6);

    private readonly WrongTries<(string Address, long Number)> _wrong = new(WrongAtOnce, WrongRefill, time);

    /// <param name="Number">Of the meeting.</param>
    /// <param name="Password">As the letter says it; spaces do not matter.</param>
    internal sealed record MeetingNumber(long Number, [property: Secret] string? Password);

    internal sealed record MeetingNumberJoin(long Number, [property: Secret] string? Password, MeetingJoin Join);

    public static void Map(IEndpointRouteBuilder api)
    {
        var door = api.MapGroup("/meeting-door").WithTags("Sessions").OpenToAll("the meeting's number and its password").LimitedTo(Lookups);
        door.MapPost("", ShowAsync).WithName("FindMeetingDoor");
        door.MapPost("/participants", JoinAsync).WithName("JoinByNumber").WithMetadata(new RequestSizeLimitAttribute(Entering.LargestRequest));
    }

    public static IServiceCollection Limit(IServiceCollection services) => services.Configure<RequestRateOptions>(rates => rates.PerMinute[Lookups] = LookupsPerMinute);

    private static async Task<Results<Ok<MeetingDoorView>, Refusal>> ShowAsync(
        MeetingNumber typed, HttpContext http, DiemCauDb db, NumberDoor numbers, MeetingDoor door, CancellationToken cancellation)
    {
        var (meeting, refusal) = await numbers.FindAsync(db, typed.Number, typed.Password, http, cancellation);
        return meeting is null ? refusal! : TypedResults.Ok(await door.ShowAsync(
            db, meeting, OffersOf(meeting), http.Connection.RemoteIpAddress, cancellation));
    }

    private static async Task<Results<Created<JoinAnswer>, Accepted<WaitAnswer>, Refusal>> JoinAsync(
        MeetingNumberJoin typed, HttpContext http, DiemCauDb db, NumberDoor numbers, MeetingDoor door, CancellationToken cancellation)
    {
        var (meeting, refusal) = await numbers.FindAsync(db, typed.Number, typed.Password, http, cancellation);
        if (meeting is null)
        {
            return refusal!;
        }

        var stamp = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{meeting.Id:N}|{Plain(typed.Password)}")).AsSpan(0, 8));
        return await door.EnterAsync(db, meeting, OffersOf(meeting), typed.Join, stamp, http, cancellation);
    }

    /// <summary>As one of its sites, or as somebody who sits at one.</summary>
    private static List<CapacityOffer> OffersOf(Meeting meeting)
    {
        var sites = meeting.Sites.OrderBy(site => site.Position).ToList();
        return [.. sites.Select(site => new CapacityOffer(Capacity.Site, site)), .. sites.Select(site => new CapacityOffer(Capacity.Delegate, site))];
    }

    private async Task<(Meeting? Meeting, Refusal? Refusal)> FindAsync(
        DiemCauDb db, long number, string? password, HttpContext http, CancellationToken cancellation)
    {
        var key = (ClientAddress.PartitionOf(http), number);
        if (_wrong.AreUsedUp(key))
        {
            return (null, Refusals.TooManyAttempts(TimeSpan.FromSeconds(30)));
        }

        var id = await db.Meetings.Where(meeting => meeting.Number == number && meeting.Stage != MeetingStage.Draft)
            .Select(meeting => (Guid?)meeting.Id).SingleOrDefaultAsync(cancellation);
        if (id is { } found && await passes.PasswordOfAsync(db, found, cancellation) is { } right
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(right), Encoding.UTF8.GetBytes(Plain(password))))
        {
            return (await MeetingDoor.FindAsync(db, found, cancellation), null);
        }

        _wrong.Count(key);
        return (null, SessionRefusals.DoorWrong);
    }

    private static string Plain(string? password) => new([.. (password ?? "").Where(char.IsAsciiDigit)]);
}
