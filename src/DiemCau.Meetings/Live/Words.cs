using System.Text.Json.Serialization;
using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Live;

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

[JsonConverter(typeof(CamelCaseEnum<ConferenceLayout>))]
internal enum ConferenceLayout
{
    Podium,
    Grid,

    /// <summary>The shared screen large.</summary>
    Content,

    /// <summary>The podium and the shared screen side by side.</summary>
    PodiumAndContent,
}

/// <summary>Who may be heard when the conference begins.</summary>
[JsonConverter(typeof(CamelCaseEnum<MutePolicy>))]
internal enum MutePolicy
{
    /// <summary>Everybody opens and closes the own microphone.</summary>
    Open,

    /// <summary>Microphones are closed on entering, and opened by those who speak.</summary>
    MutedOnEntry,

    /// <summary>Closed until the chair or the operator gives the floor.</summary>
    ByFloor,
}

/// <summary>As what somebody takes part.</summary>
[JsonConverter(typeof(CamelCaseEnum<Capacity>))]
internal enum Capacity
{
    /// <summary>Khách: by a room's password, without an account.</summary>
    Guest,

    /// <summary>Signed in, in a room that is another's.</summary>
    Member,

    /// <summary>Điểm cầu: a machine of a site that takes part in the meeting.</summary>
    Site,

    /// <summary>Đại biểu: somebody of a site, by its link.</summary>
    Delegate,

    /// <summary>Chủ trì: may preside.</summary>
    Chair,

    /// <summary>Cán bộ kỹ thuật: directs the conference, or the sites of its branch.</summary>
    Operator,

    /// <summary>Thư ký</summary>
    Secretary,

    /// <summary>An encoder, a player, a recorder.</summary>
    Service,
}

/// <summary>By which line somebody comes, measured from the address and not declared.</summary>
[JsonConverter(typeof(CamelCaseEnum<LineClass>))]
internal enum LineClass
{
    /// <summary>The address is in no known range.</summary>
    Unknown,

    /// <summary>The state's dedicated data network.</summary>
    Slcd,

    Internet,

    /// <summary>The site's backup line.</summary>
    Backup,

    Mobile,
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

/// <summary>
/// How a client's media gets to the server, the best first: directly, or over the HTTPS port where its network lets nothing else through.
/// </summary>
[JsonConverter(typeof(CamelCaseEnum<ConnectionWay>))]
internal enum ConnectionWay
{
    Udp,

    /// <summary>ICE-TCP, RFC 6544.</summary>
    Tcp,

    /// <summary>The relay, over TCP.</summary>
    Turn,

    /// <summary>The relay, inside TLS.</summary>
    Turns,
}

[JsonConverter(typeof(CamelCaseEnum<NetworkKind>))]
internal enum NetworkKind
{
    Unknown,
    Wired,
    Wifi,
    Cellular,
}

