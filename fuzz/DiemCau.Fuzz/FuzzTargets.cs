using DiemCau.Fuzz.Targets;

namespace DiemCau.Fuzz;

internal static class FuzzTargets
{
    public static IReadOnlyList<IFuzzTarget> All { get; } =
    [
        new StunTarget(), new RtpTarget(), new RtcpTarget(), new CodecTarget(), new DependencyTarget(), new SrtpTarget(), new SdpTarget(),
        new WhipTarget(), new TurnTarget(), new IceTcpTarget(), new HubTarget(), new JsonTarget(), new TextTarget(), new FieldsTarget(),
        new XlsxTarget(), new CsvTarget(), new CalendarTarget(), new BounceTarget(),
    ];
}
