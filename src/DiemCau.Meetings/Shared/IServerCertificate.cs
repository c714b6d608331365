namespace DiemCau.Meetings.Shared;

/// <summary>What those who administer the installation are told of the certificate that its pages are shown with.</summary>
public interface IServerCertificate
{
    /// <summary>Made by the server itself: browsers warn of it.</summary>
    bool IsSelfSigned { get; }
}
