export const vi = {
  loading: 'Đang tải…',
  skip: 'Đến nội dung chính',
  product: 'Hệ thống họp trực tuyến',
  navigation: 'Các mục chính',
  menu: 'Mở trình đơn',
  nav: {
    home: 'Trang chủ',
    meetings: 'Cuộc họp',
    calendar: 'Lịch họp',
    rooms: 'Phòng họp',
    sites: 'Điểm cầu',
    approval: 'Phê duyệt',
    journal: 'Nhật ký',
    administration: 'Quản trị',
    more: 'Thêm',
  },
  account: {
    menu: 'Tài khoản {{name}}',
    settings: 'Tài khoản và bảo mật',
    signOut: 'Đăng xuất',
    administrator: 'Quản trị viên',
  },
  lost: {
    signIn: 'Đăng nhập lại',
    text: 'Phiên đăng nhập đã hết. Nội dung trên trang này còn nguyên nhưng chưa lưu được; hãy đăng nhập lại để làm tiếp.',
  },
  secondFactor: {
    due_other:
      'Tài khoản này phải bật xác thực hai bước trước ngày {{day}} (còn {{count}} ngày). <setUp>Bật ngay</setUp>',
    over: 'Đã hết thời gian gia hạn: tài khoản này chỉ làm việc được sau khi bật xác thực hai bước.',
  },
  mailOff: {
    administrator:
      'Chưa có máy chủ thư: thư kích hoạt, thông báo và nhắc việc không đến được ai, chỉ nằm lại ở máy chủ. <kept>Xem thư đang giữ</kept>',
    others: 'Hệ thống chưa có máy chủ thư: không thư nào được gửi đi. Mọi thông báo chỉ hiện trên hệ thống.',
  },
  offline: 'Máy đang mất kết nối mạng. Trang sẽ tự cập nhật khi có mạng trở lại.',
  door: {
    motto: 'Mọi điểm cầu trong một phòng họp.',
    browser: 'Họp ngay trong trình duyệt, không cần cài phần mềm.',
    invite: 'Mời bằng đường dẫn, mã QR hoặc thư kèm lịch họp.',
    inside: 'Máy chủ đặt tại cơ quan, hình và tiếng không đi qua bên thứ ba.',
  },
  notFound: {
    title: 'Không tìm thấy trang này',
    text: 'Đường dẫn có thể đã gõ thiếu, hoặc trang đã được chuyển đi. Hãy kiểm tra lại đường dẫn, hoặc về trang chủ.',
    home: 'Về trang chủ',
  },
  unreachable: {
    title: 'Không kết nối được máy chủ',
    server:
      'Máy này có mạng nhưng máy chủ chưa trả lời. Có thể đường truyền đến trung tâm gián đoạn, hoặc máy chủ đang khởi động lại.',
    network: 'Máy này đang mất kết nối mạng. Kiểm tra dây mạng hoặc Wi-Fi.',
    again: 'Tự thử lại sau {{seconds}} giây. Không cần tải lại trang.',
    trying: 'Đang thử kết nối lại…',
    now: 'Thử lại ngay',
    code: 'Mã lỗi: unreachable',
  },
  crash: {
    title: 'Trang gặp lỗi ngoài dự kiến',
    text: 'Dữ liệu của anh/chị không bị mất. Hãy tải lại trang; nếu lỗi lặp lại, báo cho bộ phận kỹ thuật mã lỗi bên dưới.',
    updatedTitle: 'Hệ thống vừa được cập nhật',
    updatedText: 'Trang đang mở là của phiên bản cũ. Tải lại trang để tiếp tục.',
    reload: 'Tải lại trang',
    home: 'Về trang chủ',
    code: 'Mã lỗi: client_crash',
  },
};
