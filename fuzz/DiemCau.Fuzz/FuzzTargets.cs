using DiemCau.Fuzz.Targets;

namespace DiemCau.Fuzz;

internal static class FuzzTargets
{
    public static IReadOnlyList<IFuzzTarget> All { get; } = 
    [
        new StunTarget(), new RtpTarget(), new RtcpTarget(), new CodecTarget(), new DependencyTarget(), new SdpTarget(), new TurnTarget(),
        new XlsxTarget(), new CsvTarget(),
    ];
}
