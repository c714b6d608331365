namespace DiemCau.Meetings.TechnicalCheck.Items;

/// <summary>What a site is checked for: the columns of the summary sheet in their order, then what the script asks for.</summary>
internal enum CheckItem
{
    /// <summary>Âm thanh chiều đi: the site's microphones, as the others hear them.</summary>
    SoundOut,

    /// <summary>Âm thanh chiều về: what the site hears of the others.</summary>
    SoundBack,

    /// <summary>Hình ảnh</summary>
    Picture,

    /// <summary>Trình chiếu</summary>
    Presentation,

    /// <summary>Đường truyền SLCD</summary>
    Line,

    /// <summary>Internet dự phòng</summary>
    BackupLine,

    /// <summary>Pin micro</summary>
    MicrophoneBatteries,

    /// <summary>Ánh sáng</summary>
    Light,

    /// <summary>Vị trí camera theo kịch bản</summary>
    CameraPositions,
}

/// <summary>What an item is to a site.</summary>
internal enum ItemNeed
{
    /// <summary>The site has nothing of it. Who writes something down about it all the same is taken by the word.</summary>
    None,

    /// <summary>The site passes without it, but not when it was tried and failed.</summary>
    Voluntary,

    /// <summary>The site passes only when this has passed.</summary>
    Required,
}
