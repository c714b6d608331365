export const vi = {
  title: 'Kiểm tra kết nối',
  lead: 'Trang này thử lần lượt các đường mà hình và tiếng có thể đi từ máy này tới máy chủ. Việc kiểm tra mất khoảng mười giây và không ghi lại gì.',
  way: {
    socket: { name: 'Kênh điều khiển', detail: 'WebSocket qua HTTPS: danh sách người dự họp, trò chuyện, giơ tay' },
    udp: { name: 'Hình và tiếng trực tiếp', detail: 'UDP: đường tốt nhất, ít trễ nhất' },
    tcp: { name: 'Hình và tiếng qua cổng HTTPS', detail: 'TCP trên cùng cổng với trang web (ICE-TCP)' },
    turn: { name: 'Chuyển tiếp qua cổng HTTPS', detail: 'TURN qua TCP, chỉ dẫn tới chính máy chủ họp' },
    turns: { name: 'Chuyển tiếp trong HTTPS', detail: 'TURN qua TLS: qua được cả tường lửa kiểm tra nội dung' },
  },
  state: { running: 'Đang thử…', works: 'Đi được', fails: 'Không đi được' },
  column: { way: 'Đường', state: 'Kết quả', connect: 'Nối xong sau', roundTrip: 'Đi và về' },
  milliseconds: '{{value}} ms',
  none: '–',
  verdict: {
    running: { title: 'Đang kiểm tra…', text: 'Hãy để trang này mở.' },
    good: {
      title: 'Máy này họp được với chất lượng tốt nhất',
      text: 'Hình và tiếng đi thẳng bằng UDP. Không cần làm gì thêm.',
    },
    fair: {
      title: 'Máy này họp được, nhưng không phải bằng đường tốt nhất',
      text: 'Mạng đang chặn UDP nên hình và tiếng đi qua cổng HTTPS. Hệ thống tự chọn đường này; khi đường truyền yếu, hình có thể giật và trễ hơn.',
    },
    noMedia: {
      title: 'Vào được phòng họp nhưng sẽ không có hình và tiếng',
      text: 'Trang web mở được nhưng mọi đường của hình và tiếng đều bị chặn. Hãy gửi yêu cầu bên dưới cho quản trị mạng.',
    },
    noControl: {
      title: 'Hình và tiếng đi được nhưng kênh điều khiển bị chặn',
      text: 'Một máy chủ proxy trên đường không cho WebSocket đi qua. Hệ thống vẫn thử cách khác, nhưng danh sách và trò chuyện có thể chậm.',
    },
    nothing: {
      title: 'Không kết nối được máy chủ',
      text: 'Hãy kiểm tra đường truyền của điểm cầu, sau đó gửi yêu cầu bên dưới cho quản trị mạng.',
    },
  },
  request: {
    title: 'Đề nghị gửi quản trị mạng',
    udp: 'Mở chiều đi UDP từ máy dự họp tới {{places}}, và chiều về của các kết nối đó.',
    https: 'Mở chiều đi TCP tới {{host}} và cho WebSocket (RFC 6455) đi qua, không giải mã TLS ở giữa.',
    certificate: 'Nếu chứng chỉ của máy chủ là tự ký, đường TURN qua TLS chỉ đi được khi máy này tin cậy chứng chỉ đó.',
    copy: 'Sao chép kết quả và đề nghị',
    copied: 'Đã sao chép',
  },
  again: 'Kiểm tra lại',
  home: 'Về trang chủ',
};
