using System.Text.Json.Serialization;

namespace DiemCau.Meetings.Live.Wire;

/// <summary>Họp thảo luận, Đào tạo, Hội nghị truyền hình.</summary>
[JsonConverter(typeof(CamelCaseEnum<ConferenceMode>))]
internal enum ConferenceMode
{
    /// <summary>Everybody may open microphone and camera.</summary>
    Discussion,

    /// <summary>One speaks at a time besides the chair; the others ask.</summary>
    Training,

    /// <summary>Only the chair and those given the floor are heard.</summary>
    Conference,
}

[JsonConverter(typeof(CamelCaseEnum<ParticipantRole>))]
internal enum ParticipantRole
{
    Chair,
    Member,
    Guest,
}

[JsonConverter(typeof(CamelCaseEnum<ConferenceLayout>))]
internal enum ConferenceLayout
{
    Podium,
    Grid,
}

[JsonConverter(typeof(CamelCaseEnum<ConnectionState>))]
internal enum ConnectionState
{
    Joining,
    Connected,
    Reconnecting,
    NoMedia,
}

[JsonConverter(typeof(CamelCaseEnum<ConnectionQuality>))]
internal enum ConnectionQuality
{
    Unknown,
    Good,
    Fair,
    Poor,
}

[JsonConverter(typeof(CamelCaseEnum<NetworkKind>))]
internal enum NetworkKind
{
    Unknown,
    Wired,
    Wifi,
    Cellular,
}

[JsonConverter(typeof(CamelCaseEnum<WaitingFor>))]
internal enum WaitingFor
{
    Chair,
    Admission,
}
