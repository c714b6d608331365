using System.Net;
using System.Text.Json;

namespace DiemCau.VirtualParticipant.Signalling;

/// <summary>The server refused a request with an RFC 9457 problem.</summary>
public sealed class ProblemException(HttpStatusCode status, string? code, string body)
    : Exception($"{(int)status} {code ?? "without a code"}: {body}")
{
    public HttpStatusCode Status { get; } = status;

    /// <summary>The machine code; null when the answer was no problem document.</summary>
    public string? Code { get; } = code;

    internal static async Task ThrowIfRefusedAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var body = await response.Content.ReadAsStringAsync(cancel);
        throw new ProblemException(response.StatusCode, CodeOf(body), body);
    }

    private static string? CodeOf(string body)
    {
        try
        {
            using var problem = JsonDocument.Parse(body);
            return problem.RootElement.ValueKind == JsonValueKind.Object && problem.RootElement.TryGetProperty("code", out var code)
                ? code.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
