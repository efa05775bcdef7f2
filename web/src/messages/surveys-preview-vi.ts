/** Words about a file that is looked at before it is sent, in Vietnamese. */
export const previewVi = {
  preview: {
    title: 'Xem trước',
    notSent: 'Tệp còn ở máy này, chưa gửi. Dưới đây là những gì máy này đọc được.',
    open: 'Xem trước',
    openOf: (name: string) => `Xem trước ${name}`,
    gone: 'Tệp này không có trong hộp gửi của trình duyệt này.',
    large: (size: string) => `Tệp lớn (${size}). Đọc trên máy này có thể mất một lúc.`,
    read: 'Đọc tệp',
    reading: 'Đang đọc tệp…',
    readingCount: (count: string) => `Đã đọc ${count} đối tượng…`,
    stop: 'Dừng đọc',
    stopped: 'Đã dừng đọc. Tệp vẫn được giữ ở đây.',
    again: 'Đọc lại',
    failed:
      'Máy này không đọc được tệp: thiếu bộ nhớ, hoặc phần đọc tệp chưa được tải về máy. Tệp vẫn được giữ; cứ gửi, máy chủ sẽ đọc, hoặc lưu ra tệp.',
    format: 'Dạng tệp',
    shapes: 'Hình',
    points: (count: string) => `${count} điểm`,
    lines: (count: string) => `${count} đường`,
    areas: (count: string) => `${count} vùng`,
    moments: 'Thời gian',
    columns: 'Cột',
    moreColumns: (count: string) => `và ${count} cột nữa`,
    noLayer: 'Chọn lớp để kiểm tra thuộc tính và hình.',
    system: {
      open: (stated: string | undefined) =>
        stated === undefined
          ? 'tệp không nói; gửi xong, máy chủ sẽ hỏi'
          : `tệp ghi ${stated}, nhưng chưa chắc; gửi xong, máy chủ sẽ hỏi`,
      unknown: (stated: string | undefined) => `tệp ghi ${stated ?? '?'}; gửi xong, máy chủ sẽ tra`,
    },
    notDrawn: 'Chưa vẽ lên bản đồ: hệ tọa độ không bao giờ được đoán.',
    joined: 'Cột được ghép như lần trước với tệp có các cột này; gửi xong, bấm “Dùng lại” để ghép như vậy.',
    after:
      'Chỉ máy chủ biết, sau khi gửi: trùng hoặc gần trùng với dữ liệu đã có, đường đã biết nào được đi theo, ai đã gửi chuyến này. Khi đó cạnh mỗi điều ở trên có nút để sửa.',
    unreadable: 'Tệp vẫn được giữ ở đây. Có thể lưu ra tệp, bỏ, hoặc cứ gửi để máy chủ giữ bản gốc.',
    /** In the place of words that lead to a part of the page that a survey has only once it is sent. */
    issue: {
      'crs-unconfirmed': () => 'Tệp chưa nằm ở đâu trên bản đồ. Gửi xong, hãy chọn hệ tọa độ đúng.',
    },
  },
};
