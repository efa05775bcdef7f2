/** Words of work in the field in Vietnamese. */
export const fieldVi = {
  title: 'Ghi tuyến',
  start: 'Ghi tuyến bằng GPS',
  more: 'Vị trí được ghi vào máy này từng điểm một; tắt máy hay mất mạng cũng không mất.',
  pause: 'Tạm dừng',
  resume: 'Ghi tiếp',
  mark: 'Đánh dấu chỗ này',
  markKind: 'Đây là',
  markOnlyNote: 'Chỉ ghi chú (đi cùng vết)',
  markNote: 'Ghi chú',
  unnamedMark: (number: number) => `Điểm dấu ${number}`,
  markKeep: 'Giữ điểm này',
  markNotKept:
    'Máy không giữ được điểm này (có thể đầy bộ nhớ). Ghi chú và ảnh vẫn ở đây; hãy dọn bớt bộ nhớ rồi bấm giữ lại.',
  markWaiting: (metres: string, age: string) =>
    `Đang chờ vị trí tốt hơn: ±${metres} m, đo ${age} trước. Hãy đứng yên tại chỗ.`,
  markWaitingFirst: 'Đang chờ vị trí đầu tiên. Hãy đứng yên tại chỗ.',
  markAnyway: 'Lấy luôn vị trí này',
  markStopWaiting: 'Chưa giữ',
  age: (seconds: number) =>
    seconds < 60
      ? `${seconds} giây`
      : seconds < 3600
        ? `${Math.floor(seconds / 60)} phút`
        : `${Math.floor(seconds / 3600)} giờ`,
  cancel: 'Thôi',
  finish: 'Kết thúc',
  kind: 'Tuyến này là gì?',
  kindMore: 'Công sức tuần tra (chuyến, km, giờ) chỉ tính tuần tra. Chưa rõ thì để sau: trước khi duyệt sẽ hỏi lại.',
  kindLater: 'Để sau',
  save: 'Lưu ra tệp',
  notSaved: 'Chưa đọc được tuyến để lưu ra tệp; tuyến vẫn còn trên máy này.',
  discard: 'Bỏ tuyến này',
  discardSure: 'Bỏ hẳn tuyến đang ghi? Không lấy lại được.',
  discardNow: 'Bỏ tuyến',
  keep: 'Giữ lại',
  state: { recording: 'Đang ghi', paused: 'Tạm dừng' },
  length: 'Đã đi',
  time: 'Thời gian',
  accuracy: 'Sai số',
  marks: 'Điểm dấu',
  waiting: 'Chờ tín hiệu GPS…',
  inaccurate: (count: string) => `${count} vị trí kém chính xác được giữ nhưng không vẽ vào tuyến`,
  interrupted: 'Tuyến này bị ngắt giữa chừng. Ghi tiếp, hoặc kết thúc để gửi phần đã có.',
  sessionEnded: {
    recording: 'Tuyến đang ghi vẫn được ghi tiếp và giữ trên máy này. Đăng nhập lại bằng cùng tài khoản là thấy đủ.',
    paused: 'Tuyến đang tạm dừng được giữ trên máy này. Đăng nhập lại bằng cùng tài khoản là thấy đủ.',
  },
  fileName: 'tuyen',
  inOutbox: (name: string, others: number) =>
    `${name}${others > 0 ? ` và ${others} tệp điểm dấu` : ''} đã nằm trong hộp gửi`,
  offline: {
    save: 'Lưu vùng này dùng ngoại tuyến',
    saveAgain: 'Lưu lại vùng này',
    saving: 'Đang lưu vùng',
    remove: 'Xóa khỏi máy này',
    more: 'Trang này và bản đồ của vùng đang xem sẽ mở được khi không có mạng. Đăng xuất là xóa vùng đã lưu.',
    pageKept:
      'Máy này còn tuyến đang ghi hoặc tệp chưa gửi, nên trang này mở được cả khi không có mạng. Lưu vùng để có cả bản đồ. Đăng xuất là xóa vùng đã lưu.',
    saved: (moment: string, tiles: string, megabytes: string) =>
      `Đã lưu lúc ${moment}: ${tiles} ô, ${megabytes} MB. Khi có mạng, bản đồ luôn lấy số liệu mới.`,
    problem: {
      insecure: 'Trình duyệt chỉ giữ trang mở qua https. Hãy mở trang bằng địa chỉ https của máy chủ.',
      'too-large': 'Vùng này quá rộng để lưu. Hãy phóng to đến nơi sẽ đi rồi lưu.',
      protected: 'Tài khoản đọc được dữ liệu mật không giữ gì trên máy. Hãy dùng tài khoản khảo sát viên.',
      failed: 'Chưa lưu được trọn vùng (mất mạng hoặc đầy bộ nhớ). Vùng lưu trước vẫn còn.',
    },
  },
  problem: {
    denied: 'Trình duyệt không được phép dùng vị trí. Hãy cho phép vị trí với trang này rồi ghi lại.',
    'no-position': 'Máy chưa có tín hiệu định vị; vẫn đang chờ.',
    insecure: 'Trình duyệt chỉ cho dùng vị trí qua https. Hãy mở trang bằng địa chỉ https của máy chủ.',
    'not-kept': 'Máy này không cho giữ dữ liệu (đầy bộ nhớ hoặc cửa sổ riêng tư), nên không ghi được.',
    withdrawn:
      'Trình duyệt không còn được phép dùng vị trí nên đã ngừng ghi. Phần đã ghi vẫn còn; hãy cho phép vị trí với trang này rồi bấm Ghi tiếp.',
    full: 'Bộ nhớ của máy đã đầy nên đã ngừng ghi. Phần đã ghi vẫn còn; hãy lưu ra tệp, hoặc dọn bớt bộ nhớ rồi bấm Ghi tiếp.',
    'not-moved':
      'Chưa đưa được tuyến vào hộp gửi (có thể đầy bộ nhớ); tuyến vẫn còn trên máy này. Hãy lưu ra tệp, hoặc dọn bớt bộ nhớ rồi kết thúc lại.',
    ended: 'Tuyến này đã được kết thúc hoặc bỏ ở một cửa sổ khác.',
  },
};
