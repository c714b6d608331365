using System.CommandLine;
using DiemCau.Meetings;
using DiemCau.Server.Security;

namespace DiemCau.Server.CommandLine;

/// <summary><c>diemcau serve</c>: the server, until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Chạy máy chủ (lệnh mặc định). / Run the server (the default).");
        command.SetAction((_, cancellation) => Installation.GuardAsync(async () =>
        {
            if (Installation.ReadSettings() is not { } settings)
            {
                return ExitCode.WrongOptions;
            }

            PrivateDataFolder.Close(settings);
            await using var database = await Installation.StartDatabaseAsync(settings, cancellation);
            await using var app = Composition.Build(settings, database.ConnectionString);
            var prepared = await app.Services.PrepareMeetingsAsync(invite: true, cancellation);
            app.Lifetime.ApplicationStarted.Register(() => Welcome.Print(settings, prepared, Console.Out));
            await app.RunAsync();
            return ExitCode.Done;
        }));
        return command;
    }
}
