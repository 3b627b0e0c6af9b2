"""Forms of QT-ĐĐ-01."""

from controlled_docs.build.content import Form, Letterhead, Line, Ruled, Sign, Table

CHECKS = tuple(
    (str(number), text, "", "", "")
    for number, text in enumerate(
        (
            "Đúng đối tượng, đúng thẩm quyền",
            "Giấy tờ về quyền sử dụng đất hợp lệ",
            "Nguồn gốc, thời điểm sử dụng đất",
            "Phù hợp quy hoạch, kế hoạch sử dụng đất",
            "Ranh giới, diện tích so với bản đồ và giấy tờ",
            "Không có tranh chấp, không bị kê biên",
            "Tài sản gắn liền với đất",
            "Nghĩa vụ tài chính",
            "Thông tin in trên Giấy chứng nhận đã đọc soát hai người",
        ),
        1,
    )
)

FORMS = (
    Form(
        "QT-ĐĐ-01",
        1,
        "Phiếu thẩm tra hồ sơ cấp Giấy chứng nhận",
        "Appraisal slip for the certificate",
        "Chín nội dung thẩm tra, kết quả của Văn phòng Đăng ký và của Phòng Quản lý đất đai, kết luận.",
        (
            Line(("Mã hồ sơ", "Người đề nghị")),
            Line(("Thửa đất số", "Tờ bản đồ", "Địa chỉ thửa đất")),
            Line(("Diện tích theo giấy tờ (m²)", "Diện tích đo (m²)")),
            Table(
                ("TT", "Nội dung thẩm tra", "VPĐK", "QLĐĐ", "Căn cứ, ghi chú"),
                CHECKS,
                (0, 4.6, 1.2, 1.2, 3.4),
            ),
            "Kết luận :: ☐ Đủ điều kiện     ☐ Không đủ điều kiện     ☐ Cần bổ sung",
            Ruled(2),
            Sign(("Người thụ lý VPĐK", "Chuyên viên QLĐĐ", "Trưởng phòng QLĐĐ")),
        ),
    ),
    Form(
        "QT-ĐĐ-01",
        2,
        "Biên bản kiểm tra thực địa, xác định ranh giới thửa đất",
        "Boundary verification minutes",
        "Ghi thành phần, hiện trạng, mô tả ranh giới, ý kiến và chữ ký của các chủ sử dụng đất giáp ranh.",
        (
            Letterhead("Mã hồ sơ: ………………"),
            Line(("Thời gian", "Địa điểm")),
            Line(("Đại diện VPĐK",)),
            Line(("Đại diện UBND cấp xã",)),
            Line(("Người sử dụng đất",)),
            "# Hiện trạng sử dụng, tài sản trên đất",
            Ruled(3),
            "# Mô tả ranh giới và ý kiến người giáp ranh",
            Table(
                (
                    "Đoạn ranh giới",
                    "Mô tả (mốc, tường, bờ …)",
                    "Người sử dụng đất giáp ranh",
                    "Đồng ý / Không",
                    "Ký tên",
                ),
                (),
                (1.4, 3.4, 2.6, 1.4, 1.4),
                3,
            ),
            "# Sơ họa thửa đất",
            Table(("Sơ họa (ghi kích thước cạnh, hướng Bắc, vật chuẩn)",), (("\n\n\n\n",),)),
            Sign(("Người sử dụng đất", "Cán bộ đo đạc", "Đại diện UBND cấp xã")),
        ),
    ),
)
