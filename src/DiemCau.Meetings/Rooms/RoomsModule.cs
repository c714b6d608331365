using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts.Administration;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Rooms;

/// <summary>Self-service rooms: created, listed, shared, invited to.</summary>
internal static class RoomsModule
{
    public static IServiceCollection AddRooms(this IServiceCollection services)
    {
        services.AddOptions<RoomsOptions>().BindConfiguration("Rooms");
        services.AddSingleton<RoomPassword>().AddSingleton<IOccasions, RoomOccasions>().AddSingleton<RoomCreation>()
            .AddSingleton<IUnitEvents, RoomsOfUnits>().AddSingleton<IAccountUnitEvents, RoomsOfAccounts>().AddSingleton<InvitationLimits>()
            .AddSingleton<ITaskSource, RoomRequestTasks>();
        services.Configure<RequestRateOptions>(rates => rates.PerMinute[RoomDoor.Lookups] = RoomDoor.LookupsPerMinute);
        return services;
    }

    public static void MapRooms(this IEndpointRouteBuilder api)
    {
        var rooms = api.MapGroup("/rooms").ForSignedIn("rooms have passwords, and only owners change them");
        RoomList.Map(rooms);
        RoomJoining.Map(rooms);
        RoomCreation.Map(rooms);
        RoomUpkeep.Map(rooms);
        RoomDoor.Map(rooms);
        RoomInvitations.Map(rooms);
        RoomRequests.Map(api);
    }
}
