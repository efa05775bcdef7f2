/** Words of the survey pages in Vietnamese; a file of their own, so that they travel with those pages and not with the map. */
export const surveysVi = {
  state: {
    'has-issues': 'Cần sửa',
    received: 'Chưa trình',
    submitted: 'Chờ duyệt',
    approved: 'Đã duyệt',
    rejected: 'Trả lại',
    superseded: 'Đã thay',
  },
  list: {
    title: 'Khảo sát',
    filter: 'Lọc phiếu',
    all: 'Tất cả',
    mine: 'Của tôi',
    rows: 'Danh sách phiếu khảo sát, mới nhất trước',
    features: (count: string) => `${count} đối tượng`,
    errors: (count: string) => `${count} lỗi`,
    none: 'Chưa có phiếu nào.',
    noneMore: 'Thả tệp từ máy đo vào bất cứ đâu trên màn hình này, hoặc bấm “Gửi khảo sát”.',
    noneOfState: 'Không có phiếu nào ở trạng thái này.',
    more: 'Xem thêm',
    failed: 'Không đọc được danh sách phiếu.',
  },
  page: {
    back: 'Về danh sách phiếu',
    missing: 'Không có phiếu này, hoặc tài khoản không được xem.',
    failed: 'Không đọc được phiếu.',
    sentBy: (author: string, moment: string) => `${author} gửi ${moment}`,
  },
  failure: {
    unreachable: 'Không liên lạc được với máy chủ. Việc này chưa được làm.',
    unknown: 'Không làm được, không rõ vì sao. Hãy thử lại.',
  },
};
