/**
 * Which chapter of the guide tells about which page: the one table behind every "Hướng dẫn". A test compares it with the routes and with
 * the guide. The value is the chapter's file without ".md", with the heading where it begins; '' is the table of contents.
 */
export const guideChapters: Record<string, string> = {
  '/': 'trang-chu-va-lich#trang-chu',
  '/dang-nhap': 'dang-ky-tai-khoan#nhung-lan-sau',
  '/dang-ky': 'dang-ky-tai-khoan#1-dang-ky',
  '/links/:token': 'dang-ky-tai-khoan#2-mo-thu',
  '/kich-hoat/:token': 'dang-ky-tai-khoan#3-kich-hoat-tai-khoan',
  '/quan-tri-dau-tien/:token': 'to-chuc',
  '/quen-mat-khau': 'dang-ky-tai-khoan#nhung-lan-sau',
  '/dat-lai-mat-khau/:token': 'dang-ky-tai-khoan#nhung-lan-sau',
  '/tai-khoan': 'dang-ky-tai-khoan#nhung-lan-sau',
  '/lich-hop': 'trang-chu-va-lich#lich-hop',
  '/lich-cong-khai': 'trang-chu-va-lich#lich-hop-cong-khai',
  '/phong-hop': 'tao-phong',
  '/phong-hop/:roomId': 'tao-phong#2-gui-cho-cac-diem-cau',
  '/r/:roomId': 'tham-gia-hop',
  '/p/:slug': 'tham-gia-hop',
  '/hop/:meetingId': 'tham-gia-hop',
  '/h/:secret': 'tham-gia-hop',
  '/vao-hop': 'tham-gia-hop',
  '/tu-kiem-tra': 'kiem-tra-ky-thuat#tu-kiem-tra',
  '/kiem-tra-ket-noi': 'khac-phuc-su-co#mat-ket-noi-may-chu',
  '/cuoc-hop': 'dang-ky-cuoc-hop',
  '/cuoc-hop/dang-ky': 'dang-ky-cuoc-hop#1-mo-trang-dang-ky',
  '/cuoc-hop/:meetingId': 'dang-ky-cuoc-hop#5-theo-doi',
  '/cuoc-hop/:meetingId/gio-khac': 'phe-duyet',
  '/cuoc-hop/:meetingId/chuan-bi': 'chuan-bi',
  '/cuoc-hop/:meetingId/phien-hop': 'tham-gia-hop',
  '/cuoc-hop/:meetingId/kiem-tra': 'kiem-tra-ky-thuat',
  '/cuoc-hop/:meetingId/diem-danh': 'sau-cuoc-hop',
  '/cuoc-hop/:meetingId/tong-hop': 'sau-cuoc-hop#tong-hop',
  '/cuoc-hop/:meetingId/thong-bao': 'thong-bao#gui-thong-bao-don-vi-diem-cau-chinh',
  '/phe-duyet': 'phe-duyet',
  '/danh-ba': 'diem-cau#danh-ba',
  '/diem-cau': 'diem-cau',
  '/may-diem-cau': 'diem-cau#may-diem-cau',
  '/cac-may-diem-cau': 'diem-cau#may-diem-cau',
  '/diem-cau/nhap': 'diem-cau#nhap-va-xuat-bang-excel',
  '/diem-cau/:siteId': 'diem-cau',
  '/hop-thong-bao': 'thong-bao#nhan-va-xac-nhan-diem-cau-thanh-vien',
  '/thong-bao/:noticeId': 'thong-bao#nhan-va-xac-nhan-diem-cau-thanh-vien',
  '/nhat-ky': 'nhat-ky',
  '/quan-tri': 'to-chuc',
  '/quan-tri/don-vi': 'to-chuc#1-cay-don-vi',
  '/quan-tri/don-vi/nhap': 'to-chuc#2-nhap-tu-tep-excel',
  '/quan-tri/tai-khoan': 'to-chuc#3-tai-khoan-va-vai-tro',
  '/quan-tri/lich-lam-viec': 'to-chuc',
  '/quan-tri/thoi-han': 'to-chuc',
  '/quan-tri/bi-mat-nha-nuoc': 'to-chuc#6-bi-mat-nha-nuoc',
  '/quan-tri/mo-hinh-phong-hop': 'chuan-bi#quan-tri',
  '/quan-tri/danh-muc-chuan-bi': 'chuan-bi#quan-tri',
  '/quan-tri/may-chu': 'to-chuc#4-may-chu-suc-chua-va-dai-dia-chi-mang',
  '/quan-tri/dai-dia-chi': 'to-chuc#4-may-chu-suc-chua-va-dai-dia-chi-mang',
  '/quan-tri/ho-tro': 'to-chuc#7-dau-moi-ho-tro',
  '/quan-tri/ten-mien-thu': 'to-chuc#3-tai-khoan-va-vai-tro',
  '/quan-tri/thu-giu-lai': 'to-chuc#3-tai-khoan-va-vai-tro',
  '/quan-tri/chan-doan': 'khac-phuc-su-co',
  '/quan-tri/chan-doan/:conferenceId': 'khac-phuc-su-co',
  '/huong-dan/:slug?': '',
  '*': '',
};

// Whole words before parameters: /cuoc-hop/dang-ky is not a meeting.
const patterns = Object.keys(guideChapters)
  .filter((route) => route !== '*')
  .map((route) => ({ route, pattern: new RegExp(`^${route.replace(/:\w+/g, '[^/]+').replace(/\/$/, '')}/?$`) }))
  .sort((a, b) => parameters(a.route) - parameters(b.route));

function parameters(route: string): number {
  return route.split(':').length;
}

/** Where the guide tells about the page at an address. */
export function guideOf(pathname: string): string {
  const route = patterns.find(({ pattern }) => pattern.test(pathname))?.route ?? '*';
  const chapter = guideChapters[route];
  return chapter ? `/huong-dan/${chapter}` : '/huong-dan';
}
