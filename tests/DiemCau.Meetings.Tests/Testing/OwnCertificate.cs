using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Tests.Testing;

/// <summary>A certificate that the server has made for itself.</summary>
internal sealed class OwnCertificate : IServerCertificate
{
    public bool IsSelfSigned => true;
}
