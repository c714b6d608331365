using System.Text;

namespace DiemCau.Meetings.Organisation.Exchange;

/// <summary>What makes two names one, the same as the database's <c>name_key</c>.</summary>
internal static class UnitName
{
    public static string KeyOf(string name) =>
        string.Join(' ', name.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
}
