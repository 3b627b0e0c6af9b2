"""Forms of QT-05."""

from controlled_docs.build.content import Form, Letterhead, Line, Ruled, Sign, Table

INPUTS = tuple(
    (str(number), text, "", "", "")
    for number, text in enumerate(
        (
            "Quyết định của lần xem xét trước",
            "Thay đổi bối cảnh, pháp luật, tổ chức",
            "Sự hài lòng, phản ánh, kiến nghị",
            "Mục tiêu chất lượng",
            "Kết quả giải quyết hồ sơ thủ tục hành chính",
            "Sự không phù hợp, hành động khắc phục",
            "Đánh giá nội bộ, kiểm tra của cấp trên",
            "Nhà cung cấp bên ngoài",
            "Nguồn lực",
            "Hiệu lực xử lý rủi ro, cơ hội",
            "Cơ hội cải tiến",
        ),
        1,
    )
)

FORMS = (
    Form(
        "QT-05",
        1,
        "Báo cáo đầu vào xem xét của lãnh đạo",
        "Management review input report",
        "Báo cáo theo danh mục đầu vào bắt buộc: kết quả, so với kỳ trước, nhận xét, đề xuất.",
        (
            Line(("Đơn vị báo cáo", "Kỳ báo cáo")),
            Line(("Số liệu chốt đến ngày", "Người lập")),
            Table(
                ("TT", "Nội dung", "Kết quả, số liệu", "So với kỳ trước", "Nhận xét, đề xuất"),
                INPUTS,
                (0, 3.4, 3, 1.8, 3),
            ),
            "# Kiến nghị với lãnh đạo",
            Ruled(3),
            Sign(("Người lập báo cáo", "Trưởng đơn vị")),
        ),
    ),
    Form(
        "QT-05",
        2,
        "Biên bản họp xem xét của lãnh đạo",
        "Minutes of management review",
        "Thành phần, nội dung thảo luận theo từng đầu vào, quyết định kèm người thực hiện và thời hạn.",
        (
            Letterhead(),
            Line(("Thời gian", "Địa điểm")),
            Line(("Chủ trì", "Thư ký")),
            Line(("Thành phần có mặt",)),
            Line(("Vắng mặt (lý do)",)),
            "# Nội dung thảo luận",
            Table(
                ("TT", "Nội dung xem xét", "Ý kiến thảo luận, kết luận"),
                tuple(row[:3] for row in INPUTS),
                (0, 4, 6),
            ),
            "# Quyết định",
            Table(
                (
                    "TT",
                    "Quyết định (cải tiến, thay đổi, nguồn lực)",
                    "Người thực hiện",
                    "Thời hạn",
                    "Cách đánh giá kết quả",
                ),
                (),
                (0, 4.4, 2, 1.4, 2.4),
                4,
            ),
            "# Kết luận về sự thích hợp, đầy đủ và hiệu lực của hệ thống",
            Ruled(2),
            "Cuộc họp kết thúc lúc …… giờ …… phút. Biên bản đã được thông qua tại cuộc họp.",
            Sign(("Thư ký", "Chủ tọa")),
        ),
    ),
)
