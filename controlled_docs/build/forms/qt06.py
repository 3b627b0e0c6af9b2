"""Forms of QT-06."""

from controlled_docs.build.content import Form, Line, Ruled, Sign, Table

FORMS = (
    Form(
        "QT-06",
        1,
        "Kế hoạch đào tạo năm",
        "Annual training plan",
        "Nội dung, đối tượng, hình thức, thời gian, kinh phí và cách đánh giá của từng khóa đào tạo.",
        (
            Line(("Năm", "Đơn vị lập", "Ngày")),
            Table(
                (
                    "TT",
                    "Nội dung đào tạo",
                    "Lý do (năng lực còn thiếu)",
                    "Đối tượng, số người",
                    "Hình thức",
                    "Thời gian",
                    "Đơn vị thực hiện",
                    "Kinh phí",
                    "Cách đánh giá",
                ),
                (),
                (0, 3, 2.6, 2, 1.3, 1.3, 1.6, 1.2, 1.6),
                7,
            ),
            Sign(("Người lập", "Chánh Văn phòng", "Giám đốc")),
        ),
        landscape=True,
    ),
    Form(
        "QT-06",
        2,
        "Danh sách tham dự đào tạo",
        "Training attendance list",
        "Danh sách người dự, chữ ký từng buổi và kết quả kiểm tra cuối khóa.",
        (
            Line(("Nội dung",)),
            Line(("Giảng viên", "Thời gian")),
            Line(("Địa điểm", "Đơn vị tổ chức")),
            Table(
                ("TT", "Họ và tên", "Chức vụ, đơn vị", "Buổi 1", "Buổi 2", "Kết quả kiểm tra"),
                (),
                (0, 3, 3, 1.5, 1.5, 1.5),
                15,
            ),
            Sign(("Người ghi danh", "Đơn vị tổ chức")),
        ),
    ),
    Form(
        "QT-06",
        3,
        "Phiếu đánh giá hiệu lực đào tạo",
        "Training effectiveness evaluation",
        "Người quản lý trực tiếp đánh giá sau 3 đến 6 tháng: áp dụng được gì, sai lỗi giảm ra sao, cần làm gì tiếp.",
        (
            Line(("Người được đào tạo", "Vị trí")),
            Line(("Khóa đào tạo", "Ngày kết thúc")),
            Table(
                ("TT", "Tiêu chí", "Trước", "Sau", "Bằng chứng"),
                (
                    ("1", "Kiến thức cần cho vị trí", "", "", ""),
                    ("2", "Làm độc lập được việc đã học", "", "", ""),
                    ("3", "Sai lỗi, hồ sơ phải làm lại", "", "", ""),
                    ("4", "Thời gian giải quyết một việc", "", "", ""),
                    ("5", "Hướng dẫn lại được cho người khác", "", "", ""),
                ),
                (0, 4, 1.2, 1.2, 3.4),
            ),
            "Kết luận :: ☐ Có hiệu lực     ☐ Có hiệu lực một phần     ☐ Không có hiệu lực",
            "# Biện pháp tiếp theo",
            Ruled(3),
            Sign(("Người được đào tạo", "Người đánh giá")),
        ),
    ),
)
