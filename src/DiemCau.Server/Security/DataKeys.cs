using DiemCau.Server.Configuration;
using Microsoft.AspNetCore.DataProtection;

namespace DiemCau.Server.Security;

/// <summary>The keys that protect session cookies, tokens and kept secrets; losing them signs everybody out.</summary>
internal static class DataKeys
{
    public static IServiceCollection AddDataKeys(this IServiceCollection services, Settings settings)
    {
        var folder = Directory.CreateDirectory(
            Path.Combine(settings.DataFolder, "keys"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        services.AddDataProtection().SetApplicationName("DiemCau").PersistKeysToFileSystem(folder);
        return services;
    }
}
