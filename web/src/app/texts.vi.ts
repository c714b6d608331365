export const vi = {
  loading: 'Đang tải…',
  skip: 'Đến nội dung chính',
  language: 'Ngôn ngữ',
  product: 'Hội nghị truyền hình',
  navigation: 'Các mục chính',
  menu: 'Mở trình đơn',
  nav: {
    home: 'Trang chủ',
    rooms: 'Phòng họp',
    administration: 'Quản trị',
  },
  account: {
    menu: 'Tài khoản {{name}}',
    settings: 'Tài khoản và bảo mật',
    signOut: 'Đăng xuất',
    administrator: 'Quản trị viên',
  },
  offline: 'Máy đang mất kết nối mạng. Trang sẽ tự cập nhật khi có mạng trở lại.',
  notFound: {
    title: 'Không tìm thấy trang này',
    text: 'Đường dẫn có thể đã gõ thiếu, hoặc trang đã được chuyển đi. Hãy kiểm tra lại đường dẫn, hoặc về trang chủ.',
    home: 'Về trang chủ',
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
