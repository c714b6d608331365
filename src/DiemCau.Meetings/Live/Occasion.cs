using System.Text.Json.Serialization;
using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Live;

/// <summary>What a conference is held for: one living conference at most for each.</summary>
/// <param name="Id">Of the room, the meeting or the check run.</param>
internal readonly record struct Occasion(OccasionKind Kind, Guid Id)
{
    public static Occasion OfRoom(Guid id) => new(OccasionKind.Room, id);

    public static Occasion OfMeeting(Guid id) => new(OccasionKind.Meeting, id);
}

[JsonConverter(typeof(CamelCaseEnum<OccasionKind>))]
internal enum OccasionKind
{
    /// <summary>Phòng họp</summary>
    Room,

    /// <summary>Cuộc họp đã đăng ký</summary>
    Meeting,

    /// <summary>Đợt kiểm tra kỹ thuật</summary>
    CheckRun,
}
