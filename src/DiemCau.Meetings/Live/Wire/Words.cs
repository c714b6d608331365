using System.Text.Json.Serialization;
using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Live.Wire;

/// <summary>What a participant is to the others: whoever presides is the chair, everybody else what it came as.</summary>
[JsonConverter(typeof(CamelCaseEnum<ParticipantRole>))]
internal enum ParticipantRole
{
    Chair,
    Operator,
    Secretary,
    Site,
    Delegate,
    Member,
    Guest,
    Service,
}

[JsonConverter(typeof(CamelCaseEnum<WaitingFor>))]
internal enum WaitingFor
{
    Chair,
    Admission,
}
