namespace DiemCau.Meetings.Lifecycle;

/// <summary>What people (or the live session) do to a meeting.</summary>
internal enum MeetingVerb
{
    /// <summary>Gửi đăng ký (planned); thông báo ngay (ad-hoc, outside).</summary>
    Submit,

    /// <summary>Rút lại</summary>
    Withdraw,

    /// <summary>Trả lại</summary>
    Return,

    /// <summary>Từ chối</summary>
    Reject,

    /// <summary>Duyệt</summary>
    Approve,

    /// <summary>Ban hành thông báo</summary>
    Notify,

    /// <summary>Bắt đầu chuẩn bị</summary>
    Prepare,

    /// <summary>Bắt đầu kiểm tra kỹ thuật</summary>
    Check,

    /// <summary>Xác nhận sẵn sàng: the technical check is done; of other kinds than planned ones, the preparation.</summary>
    DeclareReady,

    /// <summary>Bắt đầu kết nối</summary>
    Connect,

    /// <summary>Xác nhận đủ điểm cầu: all that have to be are connected, and those that speak were heard.</summary>
    ConfirmConnected,

    /// <summary>Khai mạc</summary>
    Open,

    /// <summary>Kết thúc</summary>
    End,

    /// <summary>Tổng hợp</summary>
    Summarise,

    /// <summary>Tạm hoãn</summary>
    Postpone,

    /// <summary>Nhường cho cuộc họp ưu tiên hơn</summary>
    Displace,

    /// <summary>Hủy</summary>
    Cancel,

    /// <summary>Sửa</summary>
    Rewrite,

    /// <summary>Sửa what was approved, so that it has to be approved anew.</summary>
    Reconsider,

    /// <summary>Rút lại quyết định: it waits again as though it had been neither returned nor refused.</summary>
    TakeBack,

    /// <summary>Miễn thời hạn</summary>
    Exempt,
}
