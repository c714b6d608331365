using DiemCau.Meetings.Shared;
using DiemCau.Server.Configuration;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace DiemCau.Server.Security;

/// <summary>The keys that protect session cookies, tokens and kept secrets; losing them signs everybody out.</summary>
internal static class DataKeys
{
    public static IServiceCollection AddDataKeys(this IServiceCollection services, Settings settings)
    {
        var folder = PrivateFiles.Folder(Path.Combine(settings.DataFolder, "keys"));
        services.AddDataProtection().SetApplicationName("DiemCau").PersistKeysToFileSystem(folder);
        if (settings.KeysPassphraseFile is { } file)
        {
            var key = new PassphraseKey(KeyWrapping.Read(file));
            KeyWrapping.WrapExisting(folder.FullName, key);
            services.AddSingleton(key).Configure<KeyManagementOptions>(keys => keys.XmlEncryptor = new KeyWrapping.Wrapping(key));
        }

        return services;
    }
}
