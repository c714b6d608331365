/** What happened and what to do, by code; used when the server did not say it itself. */
export const problemsVi = {
  offline: { title: 'Máy đang mất kết nối mạng', advice: 'Kiểm tra dây mạng hoặc Wi-Fi rồi thử lại.' },
  unreachable: {
    title: 'Không kết nối được tới máy chủ',
    advice: 'Máy chủ có thể đang khởi động lại. Đợi ít phút rồi thử lại; nếu vẫn lỗi, báo bộ phận kỹ thuật.',
  },
  validation: { title: 'Thông tin nhập chưa đúng', advice: 'Xem các ô được đánh dấu đỏ và sửa lại.' },
  not_signed_in: { title: 'Phiên đăng nhập đã hết', advice: 'Đăng nhập lại để tiếp tục.' },
  forbidden: {
    title: 'Tài khoản này không có quyền làm việc đó',
    advice: 'Nội dung có thể đã bị xóa. Liên hệ quản trị viên nếu đơn vị cần quyền này.',
  },
  not_found: { title: 'Không tìm thấy', advice: 'Mục này có thể đã được xóa hoặc đường dẫn không đúng.' },
  too_many_attempts: { title: 'Thử quá nhiều lần', advice: 'Đợi ít phút rồi thử lại.' },
  mail_domain_not_allowed: {
    title: 'Địa chỉ thư không thuộc tên miền được phép',
    advice: 'Dùng hộp thư công vụ của đơn vị. Các tên miền được phép ghi ở dưới ô nhập.',
  },
  sign_in_failed: {
    title: 'Địa chỉ thư hoặc mật khẩu không đúng',
    advice: 'Kiểm tra phím Caps Lock và bộ gõ tiếng Việt. Nếu không nhớ mật khẩu, chọn “Quên mật khẩu”.',
  },
  account_locked: {
    title: 'Tài khoản tạm khóa vì nhập sai nhiều lần',
    advice: 'Đợi hết thời gian khóa rồi thử lại, hoặc đặt lại mật khẩu.',
  },
  account_not_activated: {
    title: 'Tài khoản đang chờ kích hoạt',
    advice: 'Mở thư kích hoạt trong hộp thư của đơn vị, hoặc chọn “Đăng ký” để nhận thư mới.',
  },
  second_factor_required: { title: 'Cần mã xác thực', advice: 'Nhập mã 6 số trong ứng dụng xác thực.' },
  second_factor_wrong: {
    title: 'Mã xác thực không đúng',
    advice: 'Mã đổi sau mỗi 30 giây. Kiểm tra giờ của điện thoại rồi nhập mã mới.',
  },
  link_expired: { title: 'Đường dẫn đã hết hạn', advice: 'Yêu cầu gửi đường dẫn mới rồi mở thư mới nhất.' },
  link_used: {
    title: 'Đường dẫn đã được dùng',
    advice: 'Mỗi đường dẫn chỉ dùng một lần. Hãy đăng nhập bằng mật khẩu đã đặt.',
  },
  password_too_weak: { title: 'Mật khẩu chưa đủ mạnh', advice: 'Xem các yêu cầu dưới ô mật khẩu.' },
  room_name_taken: {
    title: 'Đơn vị đã có phòng mang tên này',
    advice: 'Đặt tên khác. Tên phòng phân biệt chữ hoa, chữ thường.',
  },
  room_password_wrong: {
    title: 'Mật khẩu phòng không đúng',
    advice: 'Mật khẩu phân biệt chữ hoa, chữ thường. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt.',
  },
  server_stopping: { title: 'Máy chủ sắp dừng để bảo trì', advice: 'Thử lại sau ít phút.' },
  room_locked: { title: 'Phòng đã khóa', advice: 'Liên hệ chủ trì để được mở phòng.' },
  room_full: { title: 'Phòng đã đủ người', advice: 'Liên hệ chủ trì hoặc bộ phận kỹ thuật.' },
  removed_from_room: { title: 'Chủ trì đã mời anh/chị rời phiên họp', advice: 'Liên hệ chủ trì nếu có nhầm lẫn.' },
  conference_ended: { title: 'Phiên họp đã kết thúc', advice: 'Về trang chủ để chọn phòng khác.' },
  token_expired: { title: 'Quyền vào phòng đã hết hạn', advice: 'Vào lại phòng từ danh sách hoặc đường dẫn.' },
  media_offer_invalid: {
    title: 'Trình duyệt gửi thông số âm thanh, hình ảnh không hợp lệ',
    advice: 'Tải lại trang; nếu vẫn lỗi, cập nhật trình duyệt.',
  },
  state_secret_refused: {
    title: 'Nội dung bí mật nhà nước không được họp trên hệ thống này',
    advice: 'Dùng hệ thống được cấp phép cho nội dung bí mật nhà nước.',
  },
  database_unavailable: {
    title: 'Máy chủ chưa đọc được dữ liệu',
    advice: 'Cơ sở dữ liệu có thể đang khởi động. Đợi ít phút rồi thử lại.',
  },
  internal: { title: 'Máy chủ gặp lỗi', advice: 'Thử lại; nếu vẫn lỗi, báo bộ phận kỹ thuật mã lỗi và giờ xảy ra.' },
  unexpected: { title: 'Có lỗi ngoài dự kiến', advice: 'Tải lại trang rồi thử lại.' },
};
