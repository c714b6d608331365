using System.CommandLine;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;

namespace DiemCau.Server.CommandLine;

/// <summary>All commands of the program. A command is a file of its own that adds itself here in one line.</summary>
internal static class CommandTree
{
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "In kết quả dạng JSON ra stdout, nhật ký ra stderr. / Print the result as JSON on stdout, logs on stderr.",
        Recursive = true,
    };

    public static async Task<int> RunAsync(string[] args)
    {
        var serve = ServeCommand.Create();
        var root = new RootCommand("DiemCau: máy chủ hội nghị truyền hình. / DiemCau: a video conferencing server.")
        {
            serve,
            OpenApiCommand.Create(),
            AccountCommands.CreateAdmin(),
            AccountCommands.CreateAccount(),
            MailCommands.Create(),
            RoomCommands.Create(),
            MeetingCommands.CreateMeeting(),
            MeetingCommands.CreateConference(),
            TechnicalCheckCommands.Create(),
            ProvinceCommands.Create(),
        };
        root.Options.Add(Json);
        root.Action = serve.Action;

        if (Arguments.Take(args, out var taken) is { } refused)
        {
            foreach (var language in (string[])[Language.Vietnamese, Language.English])
            {
                await Console.Error.WriteLineAsync($"{refused.Number}: {Texts.Get(language, $"field.{TextErrors.CodeOf(refused.Fault)}")}");
            }

            return ExitCode.WrongOptions;
        }

        // The host has its own orderly way to end; this library's would cut it off after two seconds.
        return await root.Parse(taken).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }
}
