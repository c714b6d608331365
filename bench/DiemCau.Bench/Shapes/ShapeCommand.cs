using System.CommandLine;
using DiemCau.Bench.Janus;
using DiemCau.Bench.Measurement;
using DiemCau.Bench.Systems;

namespace DiemCau.Bench.Shapes;

/// <summary>Runs shapes of load against DiemCau and Janus in turn, and prints and keeps what was measured.</summary>
internal static class ShapeCommand
{
    private static readonly Shape[] All =
    [
        PodiumShape.Browsers, PodiumShape.Players, new CapacityShape(), AllSeeAllShape.Discussion, AllSeeAllShape.Tiles, new JoinStormShape(), new SwitchShape(), new ChurnShape(),
        new WeakLineShape(), new WeightShape(),
    ];

    private static readonly Option<int> Receivers = new("--receivers") { Description = "0: as many as the shape is defined with" };
    private static readonly Option<int> Seconds = new("--seconds") { DefaultValueFactory = _ => 15, Description = "How long is measured" };
    private static readonly Option<int> Rounds = new("--rounds") { DefaultValueFactory = _ => 2, Description = "Of each system, in turn; medians count" };
    private static readonly Option<string> Only = new("--only") { DefaultValueFactory = _ => "", Description = "diemcau or janus; both if not given" };
    private static readonly Option<int> Rate = new("--kbps") { DefaultValueFactory = _ => 1500, Description = "Of the podium's picture, 30 frames a second" };
    private static readonly Option<int> Threads = new("--threads") { DefaultValueFactory = _ => 1, Description = "Of the load generator" };
    private static readonly Option<int> Workers = new("--workers") { Description = "Media threads of DiemCau; 0: one per core" };
    private static readonly Option<int> Loops = new("--loops") { DefaultValueFactory = _ => 2, Description = "Event loops of Janus; 0: a thread per peer" };
    private static readonly Option<int> Port = new("--port") { DefaultValueFactory = _ => 21680, Description = "The first of three that the servers use" };
    private static readonly Option<double> Scale = new("--scale") { DefaultValueFactory = _ => 1, Description = "Part of the receivers of each shape" };
    private static readonly Option<string?> Trace = new("--trace")
    {
        Description = "A folder for what the server believes of each weak line, ten times a second, a subfolder a round",
    };

    public static IEnumerable<Command> Each() => All.Select(shape => Create(shape.Name, shape.Description, [shape]));

    public static Command Together() => Create("all", "Every shape, one after another", All);

    private static Command Create(string name, string description, Shape[] shapes)
    {
        var command = new Command(name, description) { Receivers, Seconds, Rounds, Only, Rate, Threads, Workers, Loops, Port, Scale, Trace };
        command.SetAction(async (parsed, cancel) =>
        {
            var settings = new RunSettings(parsed.GetValue(Port), parsed.GetValue(Workers), parsed.GetValue(Loops), parsed.GetValue(Threads));
            string[] systems = parsed.GetValue(Only) is { Length: > 0 } one ? [one] : JanusProcess.IsInstalled ? ["diemcau", "janus"] : ["diemcau"];
            List<Comparison> comparisons = [];
            foreach (var shape in shapes)
            {
                var receivers = parsed.GetValue(Receivers) is > 0 and var given ? given : (int)(shape.Receivers * parsed.GetValue(Scale));
                var comparison = new Comparison($"{shape.Name} {receivers}");
                for (var round = 0; round < parsed.GetValue(Rounds); round++)
                {
                    var trace = parsed.GetValue(Trace) is { Length: > 0 } folder ? Path.Combine(folder, $"{round + 1}") : null;
                    var size = new ShapeSize(receivers, TimeSpan.FromSeconds(parsed.GetValue(Seconds)), parsed.GetValue(Rate), trace);
                    foreach (var system in systems)
                    {
                        comparison.Add(system, await RunAsync(shape, system, settings, size, cancel));
                    }
                }

                comparisons.Add(comparison);
                Console.WriteLine(comparison.Table());
            }

            Console.WriteLine(ResultFile.Write(name, comparisons.Select(comparison => comparison.ToJson())));
            return 0;
        });
        return command;
    }

    private static async Task<IReadOnlyList<Figure>> RunAsync(
        Shape shape, string name, RunSettings settings, ShapeSize size, CancellationToken cancel)
    {
        using var network = new LoadNetwork(settings.Threads);
        await using ConferenceSystem system = name == "janus"
            ? await JanusSystem.StartAsync(network, settings, cancel)
            : await DiemCauSystem.StartAsync(network, settings, cancel);
        return await shape.RunAsync(system, size, cancel);
    }
}
