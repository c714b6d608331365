using System.Buffers;
using System.Reflection;
using DiemCau.Meetings.Live.Signalling;
using DiemCau.Meetings.Shared.Intake;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace DiemCau.Fuzz.Targets;

/// <summary>Messages to the hub, read as the server does: by SignalR's protocol, with the types of the verbs' parameters and our converters.</summary>
internal sealed class HubTarget : IFuzzTarget
{
    private const char End = '\u001e';

    /// <summary>Half a surrogate pair in a verb's name, or a kind of message that is no whole number: SignalR reads both before anything of ours.</summary>
    private const string FrameworkReader = "System.Text.Json.Rethrowable";

    private static readonly Verbs s_verbs = new();
    private readonly JsonHubProtocol _protocol;

    public HubTarget()
    {
        var options = new JsonHubProtocolOptions();
        JsonIntake.Guard(options.PayloadSerializerOptions);
        _protocol = new JsonHubProtocol(Options.Create(options));
    }

    public string Name => "hub";

    public IReadOnlyList<Type> Parsers { get; } = [typeof(ReceivedTextConverter), typeof(JsonIntake)];

    public IReadOnlyList<byte[]> Samples { get; } =
    [
        Message("""{"type":1,"invocationId":"7","target":"SendChat","arguments":["Xin chào\r\n\u00e0 b\u0000\ud800"]}"""),
        Message("""{"type":1,"target":"SetView","arguments":[{"podium":{"width":1280,"height":720},"screen":null,"tiles":[{"participantId":"01a22837-74ee-7000-8000-000000000000","width":320,"height":180}]}]}"""),
        Message("""{"type":1,"target":"SetLayout","arguments":["grid"]}"""),
        Message("""{"arguments":[{"rttMs":1.5,"network":"wifi"}],"target":"ReportQuality","type":1}"""),
        [.. Message("""{"type":6}"""), .. Message("""{"type":7,"error":"x","allowReconnect":true}""")],
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        var rest = new ReadOnlySequence<byte>(input.ToArray());
        try
        {
            while (_protocol.TryParseMessage(ref rest, s_verbs, out var message))
            {
                foreach (var text in (message as InvocationMessage)?.Arguments.OfType<ReceivedText>() ?? [])
                {
                    if (text.Fault is null && (TextFromPeople.Take(text.Text, TextKind.Lines, out var again) is not null || again != text.Text))
                    {
                        throw new InvalidOperationException("A text was taken that is not as it should be.");
                    }
                }
            }
        }
        catch (Exception refused) when (refused is InvalidDataException or { Source: FrameworkReader })
        {
            // The connection that sent it is closed, and no other.
        }
    }

    private static byte[] Message(string json) => System.Text.Encoding.UTF8.GetBytes(json + End);

    private sealed class Verbs : IInvocationBinder
    {
        private readonly Dictionary<string, Type[]> _parameters = typeof(ConferenceHub)
            .GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(method => !method.Name.StartsWith("On", StringComparison.Ordinal))
            .ToDictionary(
                method => method.Name, method => method.GetParameters().Select(parameter => parameter.ParameterType).ToArray(), StringComparer.OrdinalIgnoreCase);

        public IReadOnlyList<Type> GetParameterTypes(string methodName) =>
            _parameters.TryGetValue(methodName, out var types) ? types : throw new HubException("No such verb."); // as SignalR's own

        public Type GetReturnType(string invocationId) => typeof(object);

        public Type GetStreamItemType(string streamId) => typeof(object);
    }
}
