using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using DiemCau.System.Tests.ServerProcesses;

namespace DiemCau.System.Tests.Weight;

/// <summary>That the administrator's commands stay light: what they cost beside a program that does nothing, on whatever machine this is.</summary>
public sealed class CommandWeightTests
{
    /// <summary>
    /// In processor time of <c>diemcau --version</c>. Measured: 12 as it is, 20 with an entity model found out at each start, 30 with a whole server
    /// made for a list.
    /// </summary>
    private const double MostTimesOfNothing = 17;

    [Fact]
    public async Task A_command_costs_the_processor_time_of_its_work_and_not_of_a_server()
    {
        await using var server = await ServerProcess.StartAsync();

        var nothing = await LeastOfThreeAsync(() => server.ProcessorTimeOfAsync("--version"));

        foreach (var command in new[] { "account list", "mail list", "meeting list", "conference list" })
        {
            var took = await LeastOfThreeAsync(() => server.ProcessorTimeOfAsync(command.Split(' ')));
            Assert.True(took < MostTimesOfNothing * nothing, $"{command}: {took.TotalSeconds:0.00} s, --version: {nothing.TotalSeconds:0.00} s");
        }
    }

    [Theory]
    [InlineData("diemcau")]
    [InlineData("DiemCau.Meetings")]
    [InlineData("DiemCau.Media")]
    [InlineData("Microsoft.EntityFrameworkCore")]
    [InlineData("Microsoft.EntityFrameworkCore.Relational")]
    [InlineData("Npgsql")]
    [InlineData("Npgsql.EntityFrameworkCore.PostgreSQL")]
    [InlineData("System.CommandLine")]
    public void What_every_start_runs_is_built_as_native_code(string assembly)
    {
        var folder = Path.GetDirectoryName(Repository.ServerProgram)!;
        using var file = new PEReader(File.OpenRead(Path.Combine(folder, $"{assembly}.dll")));
        Assert.Equal(!IsForDebugging(folder), file.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0);
    }

    [Fact]
    public void The_entity_model_is_code_of_the_program_and_not_found_out_at_each_start()
    {
        using var file = new PEReader(File.OpenRead(Path.ChangeExtension(Repository.ServerProgram, "dll")));
        var metadata = file.GetMetadataReader();
        var isThere = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
            .Any(type => metadata.GetString(type.Namespace) == "DiemCau.Server.StoredModel" && metadata.GetString(type.Name) == "DiemCauDbModel");
        Assert.Equal(!IsForDebugging(Repository.ServerProgram), isThere);
    }

    private static bool IsForDebugging(string path) => path.Split(Path.DirectorySeparatorChar).Contains("Debug");

    /// <summary>What else runs on the machine only ever adds.</summary>
    private static async Task<TimeSpan> LeastOfThreeAsync(Func<Task<TimeSpan>> measure)
    {
        var least = TimeSpan.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var took = await measure();
            least = took < least ? took : least;
        }

        return least;
    }
}
