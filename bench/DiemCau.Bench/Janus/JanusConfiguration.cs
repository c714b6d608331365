using System.Net;

namespace DiemCau.Bench.Janus;

/// <summary>
/// The settings that were found to cost Janus least: a fixed number of event loops instead of a thread per peer, nothing loaded but
/// VideoRoom and WebSockets, hardly any log. Everything it reads is written into one folder of its own.
/// </summary>
internal static class JanusConfiguration
{
    private const string Plugin = "libjanus_videoroom.so";
    private const string Transport = "libjanus_websockets.so";

    /// <param name="address">Of an interface that is not the loopback one, which Janus passes over when it gathers candidates.</param>
    /// <param name="eventLoops">0: a thread per peer, as it comes.</param>
    public static void Write(string folder, IPAddress address, int webSocketPort, (int First, int Last) mediaPorts, int eventLoops)
    {
        var installed = InstalledFolder();
        var loops = eventLoops > 0 ? $"event_loops = {eventLoops}" : "";
        File.WriteAllText(Path.Combine(folder, "janus.jcfg"), $$"""
            general: {
                configs_folder = "{{folder}}"
                plugins_folder = "{{installed}}/plugins"
                transports_folder = "{{installed}}/transports"
                events_folder = "{{folder}}"
                loggers_folder = "{{folder}}"
                debug_level = 3
                debug_colors = false
                {{loops}}
            }
            certificates: { }
            media: {
                rtp_port_range = "{{mediaPorts.First}}-{{mediaPorts.Last}}"
            }
            nat: {
                nice_debug = false
                ice_tcp = false
                ice_enforce_list = "{{address}}"
            }
            plugins: { disable = "{{Others(installed, "plugins", Plugin)}}" }
            transports: { disable = "{{Others(installed, "transports", Transport)}}" }
            loggers: { }
            events: { broadcast = false }
            """);
        File.WriteAllText(Path.Combine(folder, "janus.transport.websockets.jcfg"), $$"""
            general: {
                json = "compact"
                ws = true
                ws_port = {{webSocketPort}}
                ws_ip = "127.0.0.1"
                wss = false
            }
            admin: { admin_ws = false, admin_wss = false }
            """);
        File.WriteAllText(Path.Combine(folder, "janus.plugin.videoroom.jcfg"), "general: { events = false }\n");
    }

    private static string InstalledFolder() =>
        Directory.EnumerateDirectories("/usr/lib").Select(architecture => Path.Combine(architecture, "janus")).FirstOrDefault(Directory.Exists)
        ?? throw new DirectoryNotFoundException("Janus is not installed: apt-get install janus");

    private static string Others(string installed, string kind, string kept) =>
        string.Join(',', Directory.EnumerateFiles(Path.Combine(installed, kind), "*.so").Select(Path.GetFileName).Where(name => name != kept));
}
