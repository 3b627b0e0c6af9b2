"""Forms of QT-02."""

from controlled_docs.build.content import Form, Line, Sign, Table

FORMS = (
    Form(
        "QT-02",
        1,
        "Bảng nhận diện, đánh giá rủi ro và cơ hội",
        "Register of risks and opportunities",
        "Mỗi dòng một rủi ro hoặc cơ hội: quá trình, nguyên nhân, hậu quả, kiểm soát hiện có, điểm và cách xử lý.",
        (
            Line(("Đơn vị", "Năm", "Ngày lập")),
            "# Rủi ro",
            Table(
                (
                    "TT",
                    "Quá trình / Thủ tục",
                    "Sự kiện rủi ro",
                    "Nguyên nhân",
                    "Hậu quả",
                    "Kiểm soát hiện có",
                    "K",
                    "A",
                    "K×A",
                    "Mức",
                    "Cách xử lý",
                ),
                (),
                (0, 2.2, 2.6, 2.2, 2, 2.2, 0.7, 0.7, 0.8, 1.1, 2.2),
                12,
            ),
            "# Cơ hội",
            Table(
                (
                    "TT",
                    "Quá trình / Thủ tục",
                    "Cơ hội",
                    "Lợi ích (1–5)",
                    "Khả thi (1–5)",
                    "Điểm",
                    "Hành động đề xuất",
                ),
                (),
                (0, 2.4, 4, 1.2, 1.2, 1, 4),
                6,
            ),
            Sign(("Người lập", "Trưởng đơn vị", "Thư ký ISO")),
        ),
        landscape=True,
    ),
    Form(
        "QT-02",
        2,
        "Kế hoạch xử lý và theo dõi rủi ro, cơ hội",
        "Treatment and follow-up plan",
        "Biện pháp, người thực hiện, thời hạn, tiến độ, điểm còn lại và kết luận về hiệu lực.",
        (
            Line(("Đơn vị", "Năm", "Kỳ theo dõi")),
            Table(
                (
                    "TT",
                    "Rủi ro / Cơ hội",
                    "Điểm ban đầu",
                    "Biện pháp",
                    "Nguồn lực",
                    "Người thực hiện",
                    "Thời hạn",
                    "Tiến độ, bằng chứng",
                    "Điểm còn lại",
                    "Hiệu lực (có / không)",
                ),
                (),
                (0, 3, 1.1, 3, 1.5, 1.8, 1.3, 2.4, 1.1, 1.4),
                7,
            ),
            Sign(("Người theo dõi", "Trưởng đơn vị", "Giám đốc")),
        ),
        landscape=True,
    ),
)
