"""Forms of QT-MT-01."""

from controlled_docs.build.content import Form, Letterhead, Line, Ruled, Sign, Table

FORMS = (
    Form(
        "QT-MT-01",
        1,
        "Biên bản kiểm tra thực tế công trình bảo vệ môi trường",
        "Minutes of on-site inspection",
        "Hiện trạng dự án, công trình xử lý nước thải, khí thải, chất thải rắn, kết quả đo nhanh, yêu cầu chỉnh sửa.",
        (
            Letterhead("Mã hồ sơ: ………………"),
            Line(("Dự án, cơ sở",)),
            Line(("Địa điểm", "Thời gian")),
            Line(("Thành phần Đoàn kiểm tra",)),
            Line(("Đại diện chủ dự án",)),
            Table(
                ("TT", "Công trình, biện pháp", "Theo hồ sơ", "Thực tế", "Nhận xét"),
                (
                    ("1", "Thu gom, thoát nước mưa", "", "", ""),
                    ("2", "Thu gom, xử lý nước thải", "", "", ""),
                    ("3", "Xử lý bụi, khí thải", "", "", ""),
                    ("4", "Lưu giữ chất thải rắn, chất thải nguy hại", "", "", ""),
                    ("5", "Giảm tiếng ồn, độ rung", "", "", ""),
                    ("6", "Phòng ngừa, ứng phó sự cố", "", "", ""),
                    ("7", "Quan trắc tự động, liên tục", "", "", ""),
                ),
                (0, 3.4, 2.4, 2.4, 2.4),
            ),
            "# Kết quả đo nhanh, mẫu đã lấy",
            Ruled(2),
            "# Kết luận, nội dung phải chỉnh sửa, bổ sung",
            Ruled(3),
            Sign(("Thư ký đoàn", "Trưởng đoàn", "Đại diện chủ dự án")),
        ),
    ),
    Form(
        "QT-MT-01",
        2,
        "Phiếu thẩm định hồ sơ môi trường",
        "Appraisal slip, environment",
        "Nội dung yêu cầu chỉnh sửa, việc tiếp thu của chủ dự án, kết luận của người thẩm định và xác nhận không có xung đột lợi ích.",
        (
            Line(("Mã hồ sơ", "Loại hồ sơ (giấy phép, báo cáo ĐTM)")),
            Line(("Dự án, cơ sở", "Chủ dự án")),
            Table(
                (
                    "TT",
                    "Nội dung yêu cầu",
                    "Tiếp thu, giải trình của chủ dự án",
                    "Nhận xét của người thẩm định",
                    "Đạt",
                ),
                (),
                (0, 3, 3, 3, 1),
                8,
            ),
            "Xác nhận :: ☐ Tôi không có lợi ích liên quan đến dự án và không tham gia lập báo cáo.",
            "Kết luận :: ☐ Đủ điều kiện trình     ☐ Yêu cầu chỉnh sửa tiếp     ☐ Trả hồ sơ",
            Ruled(2),
            Sign(("Người thẩm định", "Người đối chiếu thông số", "Lãnh đạo Chi cục")),
        ),
    ),
)
