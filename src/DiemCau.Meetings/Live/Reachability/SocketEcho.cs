using System.Net.WebSockets;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.Live.Reachability;

/// <summary>
/// Repeats what a WebSocket says: a browser cannot tell a refused one from one that a proxy on the way does not understand, so it needs
/// one that everybody may open.
/// </summary>
internal static class SocketEcho
{
    public const string Path = "/api/media/checks/socket";

    private const int LongestMessage = 64;
    private const int MostMessages = 10;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .Map(Path, routes.CreateApplicationBuilder().UseWebSockets().Use(_ => AnswerAsync).Build())
        .LimitedTo(ReachabilityModule.Checks)
        .OpenToAll("gives back what it is sent");

    private static async Task AnswerAsync(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var life = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        life.CancelAfter(Life);
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        try
        {
            await RepeatAsync(socket, life.Token);
        }
        catch (Exception cause) when (cause is OperationCanceledException or WebSocketException or IOException)
        {
            // Gone, or too long here.
        }
    }

    private static async Task RepeatAsync(WebSocket socket, CancellationToken end)
    {
        var buffer = new byte[LongestMessage];
        for (var i = 0; i < MostMessages; i++)
        {
            var message = await socket.ReceiveAsync(buffer, end);
            if (message.MessageType == WebSocketMessageType.Close || !message.EndOfMessage)
            {
                break;
            }

            await socket.SendAsync(buffer.AsMemory(0, message.Count), message.MessageType, endOfMessage: true, end);
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, end);
    }
}
