using DiemCau.Meetings.Accounts;

namespace DiemCau.Server.Configuration;

/// <summary>One thing that an administrator can set.</summary>
/// <param name="Variable">Its environment variable.</param>
/// <param name="Key">Its key in configuration files, with <c>:</c> between levels.</param>
/// <param name="Default">Used when it is not set; empty means none.</param>
internal sealed record Option(string Variable, string Key, string Default, Bilingual Meaning)
{
    public static readonly Option HttpsPort = new("DIEMCAU_HTTPS_PORT", "DiemCau:HttpsPort", "8443", new(
        "Cổng HTTPS của trang, API và kênh điều khiển (443 hoặc 2443 khi vận hành chính thức)",
        "HTTPS port of pages, API and hub (443 or 2443 in production)"));

    public static readonly Option Bind = new("DIEMCAU_BIND", "DiemCau:Bind", "", new(
        "Địa chỉ IP mà máy chủ lắng nghe HTTPS; để trống: mọi địa chỉ của máy",
        "IP address that HTTPS listens on; empty: every address of the machine"));

    public static readonly Option PublicAddress = new("DIEMCAU_PUBLIC_ADDRESS", "DiemCau:PublicAddress", "", new(
        "Địa chỉ https:// mà trình duyệt dùng, đặt ở đầu mọi đường dẫn trong thư; để trống: https://localhost và cổng HTTPS",
        "The https:// address that browsers use, with which links in mails start; empty: https://localhost and the HTTPS port"));

    public static readonly Option DataFolder = new("DIEMCAU_DATA", "DiemCau:Data", "data", new(
        "Thư mục chứa mọi thứ phải còn lại sau khi khởi động lại: cơ sở dữ liệu, khóa, chứng chỉ, thư",
        "Folder of everything that must survive a restart: database, keys, certificate, mails"));

    public static readonly Option Database = new("DIEMCAU_DATABASE", "ConnectionStrings:DiemCau", "", new(
        "Chuỗi kết nối tới PostgreSQL có sẵn (cũng đọc ConnectionStrings__DiemCau); để trống: máy chủ tự chạy PostgreSQL trong thư mục dữ liệu",
        "Connection string of your own PostgreSQL (ConnectionStrings__DiemCau is read, too); empty: the server runs PostgreSQL itself in the data folder"));

    public static readonly Option MediaPort = new("DIEMCAU_MEDIA_PORT", "DiemCau:Media:Port", "10000", new(
        "Cổng UDP duy nhất của hình và tiếng",
        "The one UDP port of picture and sound"));

    public static readonly Option Announce = new("DIEMCAU_ANNOUNCE", "DiemCau:Media:Announce", "", new(
        "Các địa chỉ IP báo cho máy dự họp gửi hình và tiếng tới, cách nhau bằng dấu phẩy; để trống: mọi địa chỉ của máy trừ loopback",
        "IP addresses that clients are told to send media to, separated by commas; empty: every address of the machine but loopback"));

    public static readonly Option AnnouncePort = new("DIEMCAU_ANNOUNCE_PORT", "DiemCau:Media:AnnouncePort", "", new(
        "Cổng UDP báo cho máy dự họp khi tường lửa chuyển một cổng khác tới cổng hình và tiếng; để trống: cùng cổng",
        "UDP port that clients are told when a firewall forwards another one to the media port; empty: the same"));

    public static readonly Option MediaWorkers = new("DIEMCAU_MEDIA_WORKERS", "DiemCau:Media:Workers", "0", new(
        "Số luồng xử lý gói tin hình và tiếng; 0: mỗi nhân CPU một luồng",
        "Threads that move media packets; 0: one per core"));

    public static readonly Option CameraCodec = new("DIEMCAU_CAMERA_CODEC", "DiemCau:Media:CameraCodec", "VP8", new(
        "Chuẩn nén hình mà mọi camera được yêu cầu gửi: VP8, H264, VP9 hoặc AV1",
        "Codec that every camera is asked to send: VP8, H264, VP9 or AV1"));

    public static readonly Option Certificate = new("DIEMCAU_CERTIFICATE", "DiemCau:Certificate", "", new(
        "Tệp PEM chứa chứng chỉ TLS và các chứng chỉ trung gian; được đọc lại khi thay đổi; để trống: tự tạo chứng chỉ tự ký",
        "PEM file with the TLS certificate and its intermediates; read again when it changes; empty: a self-signed one is generated"));

    public static readonly Option CertificateKey = new("DIEMCAU_CERTIFICATE_KEY", "DiemCau:CertificateKey", "", new(
        "Tệp PEM chứa khóa riêng của chứng chỉ; để trống: khóa nằm trong tệp chứng chỉ",
        "PEM file with the certificate's private key; empty: it is in the certificate's file"));

    public static readonly Option Name = new("DIEMCAU_NAME", "DiemCau:Name", "DiemCau", new(
        "Tên hệ thống hiện trên trang và trong thư",
        "Name of the installation in headings and mails"));

    public static readonly Option Language = new("DIEMCAU_LANGUAGE", "DiemCau:Language", "vi", new(
        "Ngôn ngữ mặc định của trang và thư: vi hoặc en",
        "Default language of pages and mails: vi or en"));

    public static readonly Option TimeZone = new("DIEMCAU_TIME_ZONE", "DiemCau:TimeZone", "Asia/Ho_Chi_Minh", new(
        "Múi giờ (theo tên IANA) dùng để hiển thị thời gian",
        "Time zone (IANA name) in which times are shown"));

    public static readonly Option PublicMeetings = new("DIEMCAU_PUBLIC_MEETINGS", "DiemCau:PublicMeetings", "signed-in", new(
        "Ai xem được lịch họp công khai (tên, thời gian, đơn vị của các cuộc họp đã duyệt): nobody (không ai), signed-in (người đã đăng nhập) hoặc everyone (mọi người)",
        "Who may read the public list (titles, times and units of approved meetings): nobody, signed-in or everyone"));

    public static readonly Option MailDomains = new("DIEMCAU_MAIL_DOMAINS", "DiemCau:Mail:Domains", "", new(
        "Các tên miền thư công vụ được phép đăng ký, cách nhau bằng dấu phẩy; chỉ dùng ở lần khởi động đầu, sau đó quản trị viên quản lý",
        "Mail domains that may register, separated by commas; used at the first start only, afterwards the administrator's list counts"));

    public static readonly Option SecondFactorRoles = new("DIEMCAU_SECOND_FACTOR_ROLES", "Accounts:SecondFactorRoles", AccountsOptions.PrivilegedRoles, new(
        "Các vai trò bắt buộc xác thực hai bước, cách nhau bằng dấu phẩy; none: không vai trò nào",
        "Roles whose accounts must have a second factor, separated by commas; none: no role"));

    public static readonly Option SecondFactorGrace = new("DIEMCAU_SECOND_FACTOR_GRACE", "Accounts:SecondFactorGrace", "14", new(
        "Số ngày gia hạn, tính từ khi được giao vai trò, trước khi tài khoản chưa bật xác thực hai bước chỉ còn làm được việc đó",
        "Days from being given such a role until an account without a second factor can do nothing but set one up"));

    public static readonly Option MailServer = new("DIEMCAU_MAIL_SERVER", "DiemCau:Mail:Server", "", new(
        "Máy chủ thư SMTP, dạng tên:cổng (cổng mặc định 587); để trống: thư được giữ trong thư mục dữ liệu",
        "SMTP server as host:port (default port 587); empty: mails are kept in the data folder"));

    public static readonly Option MailUser = new("DIEMCAU_MAIL_USER", "DiemCau:Mail:User", "", new(
        "Tên đăng nhập máy chủ thư; để trống: không đăng nhập",
        "User name at the mail server; empty: no sign-in"));

    public static readonly Option MailPassword = new("DIEMCAU_MAIL_PASSWORD", "DiemCau:Mail:Password", "", new(
        "Mật khẩu đăng nhập máy chủ thư",
        "Password at the mail server"));

    public static readonly Option MailFrom = new("DIEMCAU_MAIL_FROM", "DiemCau:Mail:From", "", new(
        "Người gửi, ví dụ: DiemCau <hnth@tinh.gov.vn>; bắt buộc khi có máy chủ thư",
        "The sender, such as DiemCau <hnth@tinh.gov.vn>; required with a mail server"));

    public static readonly Option MailStartTls = new("DIEMCAU_MAIL_STARTTLS", "DiemCau:Mail:StartTls", "true", new(
        "true: chuyển sang TLS trước khi đăng nhập máy chủ thư; false: không mã hóa",
        "true: upgrade to TLS before signing in at the mail server; false: not encrypted"));

    public static readonly Option MailAuthority = new("DIEMCAU_MAIL_AUTHORITY", "DiemCau:Mail:Authority", "", new(
        "Tệp PEM chứa chứng chỉ của cơ quan chứng thực nội bộ đã cấp chứng chỉ cho máy chủ thư; chỉ cơ quan này được tin; để trống: các cơ quan mà máy này tin",
        "PEM file with the certificate of the private authority that has issued the mail server's; only it is believed; empty: the authorities that this machine trusts"));

    public static readonly Option MailTrustAnyCertificate = new("DIEMCAU_MAIL_TRUST_ANY_CERTIFICATE", "DiemCau:Mail:TrustAnyCertificate", "false", new(
        "true: không kiểm tra chứng chỉ của máy chủ thư (không an toàn, nhật ký cảnh báo mỗi lần khởi động); nên dùng DIEMCAU_MAIL_AUTHORITY",
        "true: the mail server's certificate is not checked at all (unsafe, the log warns at each start); DIEMCAU_MAIL_AUTHORITY is better"));

    public static readonly Option MailBounces = new("DIEMCAU_MAIL_BOUNCES", "DiemCau:Mail:Bounces", "", new(
        "Máy chủ IMAP của hộp thư người gửi, dạng tên:cổng (cổng mặc định 993), để đọc báo cáo thư không đến được; để trống: không đọc",
        "IMAP server of the sender's mailbox as host:port (default port 993), read for reports of mails that did not arrive; empty: it is not read"));

    public static readonly Option MailBouncesUser = new("DIEMCAU_MAIL_BOUNCES_USER", "DiemCau:Mail:BouncesUser", "", new(
        "Tên đăng nhập hộp thư đó; để trống: như máy chủ thư",
        "User name at that mailbox; empty: as at the mail server"));

    public static readonly Option MailBouncesPassword = new("DIEMCAU_MAIL_BOUNCES_PASSWORD", "DiemCau:Mail:BouncesPassword", "", new(
        "Mật khẩu hộp thư đó; để trống: như máy chủ thư",
        "Password at that mailbox; empty: as at the mail server"));

    public static readonly Option TrustedProxies = new("DIEMCAU_TRUSTED_PROXIES", "DiemCau:TrustedProxies", "", new(
        "Địa chỉ IP các proxy ngược mà X-Forwarded-For và X-Forwarded-Proto của chúng được tin, cách nhau bằng dấu phẩy; để trống: không tin proxy nào",
        "IP addresses of reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, separated by commas; empty: none"));

    public static readonly Option KeepJournalMonths = new("DIEMCAU_KEEP_JOURNAL_MONTHS", "DiemCau:Keep:JournalMonths", "24", new(
        "Số tháng lưu nhật ký, ít nhất 12; tháng cũ hơn được xóa trọn tháng và việc xóa được ghi lại",
        "Months for which the journal is kept, at least 12; older ones are removed as whole months, and that is noted"));

    public static readonly Option KeepChatDays = new("DIEMCAU_KEEP_CHAT_DAYS", "DiemCau:Keep:ChatDays", "90", new(
        "Số ngày lưu tin nhắn trong phòng họp sau khi cuộc họp kết thúc",
        "Days for which a conference's chat is kept after its end"));

    public static readonly Option ConnectionsOfAddress = new("DIEMCAU_CONNECTIONS_PER_ADDRESS", "DiemCau:ConnectionsPerAddress", "4000", new(
        "Số kết nối HTTPS mở cùng lúc tối đa của một địa chỉ IP (cả tỉnh có thể ở sau một địa chỉ); proxy ngược được tin thì không giới hạn; 0: không giới hạn",
        "HTTPS connections that one IP address may have open at once (a whole province may stand behind one); trusted proxies have no bound; 0: none for anybody"));

    public static readonly Option KeysPassphraseFile = new("DIEMCAU_KEYS_PASSPHRASE_FILE", "DiemCau:KeysPassphraseFile", "", new(
        "Tệp chứa cụm mật khẩu dùng để mã hóa các khóa trong thư mục dữ liệu (ví dụ credential của systemd); để trống: khóa không được mã hóa thêm",
        "File with the passphrase that the keys in the data folder are wrapped with (such as a systemd credential); empty: they are not wrapped"));

    public static readonly Option PapersOfUnit = new("DIEMCAU_PAPERS_PER_UNIT", "DiemCau:PapersPerUnit", "5120", new(
        "Dung lượng tài liệu tối đa của một đơn vị, tính bằng MB; 0: không giới hạn",
        "MB of papers that one unit may keep; 0: no bound"));

    public static readonly Option MetricsToken = new("DIEMCAU_METRICS_TOKEN", "DiemCau:Metrics:Token", "", new(
        "Mã (Bearer) cho phép máy khác đọc /metrics; để trống: chỉ máy này đọc được",
        "Bearer token with which other machines may read /metrics; empty: this machine only"));

    public static readonly Option MetricsAddress = new("DIEMCAU_METRICS_ADDRESS", "DiemCau:Metrics:Address", "", new(
        "Địa chỉ IP và cổng riêng (HTTPS) chỉ dành cho /metrics, ví dụ 10.20.0.5:9464; khi đặt, cổng HTTPS chính không còn /metrics; để trống: dùng chung cổng HTTPS",
        "IP address and port of their own (HTTPS) for the metrics alone, such as 10.20.0.5:9464; the HTTPS port has none then; empty: on the HTTPS port"));

    public static readonly Option OtlpEndpoint = new("OTEL_EXPORTER_OTLP_ENDPOINT", "DiemCau:Metrics:OtlpEndpoint", "", new(
        "Địa chỉ http:// hoặc https:// của bộ thu OpenTelemetry nhận số liệu qua OTLP; để trống: không gửi",
        "The http:// or https:// address of an OpenTelemetry collector that gets the metrics by OTLP; empty: none"));

    public static readonly Option Drain = new("DIEMCAU_DRAIN", "DiemCau:Drain", "0", new(
        "Khi được yêu cầu dừng, máy chủ chờ các cuộc họp kết thúc lâu nhất bao nhiêu giây; 0: dừng ngay, máy dự họp tự kết nối lại sau khi khởi động",
        "Told to stop, the server waits at most so many seconds for its meetings to end; 0: it stops at once, and clients come back by themselves after a restart"));

    public static readonly Option LogLevel = new("DIEMCAU_LOG_LEVEL", "DiemCau:LogLevel", "Information", new(
        "Mức nhật ký: Debug, Information, Warning hoặc Error",
        "Log level: Debug, Information, Warning or Error"));

    public static readonly Option WebClient = new("DIEMCAU_WEB_CLIENT", "DiemCau:WebClient", "", new(
        "Thư mục trang web đã dựng; để trống: thư mục wwwroot cạnh chương trình, hoặc web/dist khi phát triển",
        "Folder of the built web client; empty: wwwroot beside the program, or web/dist in development"));

    public static readonly Option ConfigurationFile = new("DIEMCAU_CONFIG", "DiemCau:Config", "", new(
        "Tệp JSON chứa các tùy chọn này; biến môi trường được ưu tiên hơn tệp",
        "JSON file with these options; environment variables win over it"));

    /// <summary>Every option, in the order in which the documentation lists them.</summary>
    public static IReadOnlyList<Option> All { get; } =
    [
        HttpsPort, Bind, PublicAddress, DataFolder, Database,
        MediaPort, Announce, AnnouncePort, MediaWorkers, CameraCodec,
        Certificate, CertificateKey,
        Name, Language, TimeZone,
        PublicMeetings, MailDomains, SecondFactorRoles, SecondFactorGrace, MailServer, MailUser, MailPassword, MailFrom, MailStartTls, MailAuthority, MailTrustAnyCertificate,
        MailBounces, MailBouncesUser, MailBouncesPassword,
        KeepJournalMonths, KeepChatDays, TrustedProxies, ConnectionsOfAddress, KeysPassphraseFile, PapersOfUnit,
        MetricsToken, MetricsAddress, OtlpEndpoint, Drain, LogLevel, WebClient, ConfigurationFile,
    ];
}
