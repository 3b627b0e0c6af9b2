"""Forms of QT-MT-02."""

from controlled_docs.build.content import Form, Letterhead, Line, Ruled, Sign, Table

FORMS = (
    Form(
        "QT-MT-02",
        1,
        "Biên bản họp hội đồng thẩm định báo cáo đánh giá tác động môi trường",
        "Minutes of the appraisal council",
        "Thành phần, diễn biến, ý kiến của từng ủy viên, kết quả bỏ phiếu và nội dung phải chỉnh sửa.",
        (
            Letterhead("Số: ……/BB-HĐTĐ"),
            Line(("Dự án",)),
            Line(("Chủ dự án",)),
            Line(("Quyết định thành lập hội đồng số", "ngày")),
            Line(("Thời gian", "Địa điểm")),
            Line(("Có mặt (số thành viên)", "Vắng mặt")),
            "# Ý kiến của các thành viên",
            Table(
                ("TT", "Họ và tên, vai trò", "Ý kiến chính", "Mức đánh giá"),
                (),
                (0, 2.6, 6, 1.8),
                7,
            ),
            "# Kết quả bỏ phiếu",
            Table(
                (
                    "Thông qua",
                    "Thông qua với điều kiện chỉnh sửa",
                    "Không thông qua",
                    "Phiếu không hợp lệ",
                ),
                (),
                (1, 1.6, 1, 1),
                1,
            ),
            "# Nội dung phải chỉnh sửa, bổ sung; ý kiến bảo lưu",
            Ruled(4),
            Sign(("Thư ký hội đồng", "Chủ tịch hội đồng", "Đại diện chủ dự án")),
        ),
    ),
)
