using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.Live.Reachability;

internal sealed record IceServersAnswer(IReadOnlyList<IceServer> IceServers);

/// <summary>
/// Relays for a client that has not joined yet. A browser wants them before it makes its offer, and joining is to stay one round trip,
/// so the lobby asks while its visitor looks into the camera. Open to everybody: they lead to the media engine only.
/// </summary>
internal static class IceServerList
{
    public static void Map(IEndpointRouteBuilder media) => media
        .MapGet("/ice-servers", (IMediaPlane plane, HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            return TypedResults.Ok(new IceServersAnswer(plane.IceServers()));
        })
        .WithName("GetIceServers");
}
