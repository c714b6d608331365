namespace DiemCau.Meetings.Live.Whip;

/// <summary>Relays as headers of an answer (RFC 9725 section 4.6): <c>Link: &lt;turn:…&gt;; rel="ice-server"; username="…"; credential="…"</c>.</summary>
internal static class IceServerLinks
{
    public static string[] Of(IEnumerable<IceServer> servers) =>
    [
        .. servers.SelectMany(server => server.Urls.Select(url =>
            $"<{url}>; rel=\"ice-server\"; username=\"{server.Username}\"; credential=\"{server.Credential}\"; credential-type=\"password\"")),
    ];
}
