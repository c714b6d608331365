using System.CommandLine;
using DiemCau.Bench;
using DiemCau.Bench.Check;
using DiemCau.Bench.Demonstration;
using DiemCau.Bench.Lists;
using DiemCau.Bench.Shapes;
using DiemCau.Bench.Soak;

var root = new RootCommand("Load, measurements and demonstrations of DiemCau with virtual participants")
{
    ShapeCommand.Together(),
    RelayCommand.Create(),
    DemoCommand.Create(),
    SitesCommand.Create(),
    ListsCommand.Create(),
    CheckCommand.Create(),
    SoakCommand.Create(),
};
foreach (var shape in ShapeCommand.Each())
{
    root.Add(shape);
}

// A server that was started is to be stopped in its own time; the library would cut that off after two seconds, and without any
// timeout it would not pass signals on at all.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
