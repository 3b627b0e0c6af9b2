"""Forms of QT-08."""

from controlled_docs.build.content import Form, Line, Ruled, Sign, Table

QUESTIONS = tuple(
    (str(number), text, "☐", "☐", "☐", "☐", "☐")
    for number, text in enumerate(
        (
            "Thông tin về thủ tục dễ tìm, dễ hiểu",
            "Nơi tiếp nhận, trang thiết bị thuận tiện",
            "Nộp hồ sơ trực tuyến dễ dàng",
            "Giấy tờ phải nộp đúng như đã niêm yết",
            "Phí, lệ phí đúng quy định, có biên lai",
            "Công chức lịch sự, lắng nghe",
            "Công chức hướng dẫn đầy đủ trong một lần",
            "Kết quả trả đúng hẹn hoặc sớm hơn",
            "Kết quả chính xác, đầy đủ",
            "Góp ý, phản ánh được tiếp nhận và trả lời",
            "Đánh giá chung",
        ),
        1,
    )
)

FORMS = (
    Form(
        "QT-08",
        1,
        "Phiếu khảo sát sự hài lòng của tổ chức, cá nhân",
        "Satisfaction survey form",
        "Mười một câu hỏi năm mức về tiếp cận, thủ tục, công chức, kết quả và tiếp nhận góp ý; không ghi tên.",
        (
            "Kính thưa Ông/Bà, {agency} mong nhận được ý kiến của Ông/Bà để phục vụ tốt hơn. Phiếu không ghi tên; mỗi dòng đánh dấu một ô.",
            Line(("Lĩnh vực", "Tháng, năm nhận kết quả")),
            "Hình thức nộp :: ☐ Trực tiếp     ☐ Trực tuyến     ☐ Bưu chính công ích",
            Table(
                (
                    "TT",
                    "Nội dung",
                    "Rất không hài lòng",
                    "Không hài lòng",
                    "Bình thường",
                    "Hài lòng",
                    "Rất hài lòng",
                ),
                QUESTIONS,
                (0, 5, 1.3, 1.3, 1.3, 1.1, 1.1),
            ),
            "Ông/Bà có phải bổ sung hồ sơ không :: ☐ Không     ☐ Một lần     ☐ Từ hai lần",
            "# Điều Ông/Bà chưa hài lòng nhất và đề xuất",
            Ruled(3),
            "= Trân trọng cảm ơn Ông/Bà.",
        ),
    ),
    Form(
        "QT-08",
        2,
        "Sổ theo dõi phản ánh, kiến nghị",
        "Feedback register",
        "Một dòng cho một phản ánh: kênh, nội dung, phân loại, nơi xử lý, thời hạn, kết quả, phiếu khắc phục liên quan.",
        (
            Line(("Năm", "Người theo dõi")),
            Table(
                (
                    "TT",
                    "Ngày, giờ nhận",
                    "Kênh",
                    "Người phản ánh (tên, địa chỉ, điện thoại)",
                    "Nội dung",
                    "Thủ tục, đơn vị",
                    "Phân loại",
                    "Chuyển xử lý (ngày)",
                    "Thời hạn",
                    "Trả lời (số, ngày)",
                    "Công khai",
                    "Phiếu HĐKP",
                ),
                (),
                (0, 1.2, 1, 2.4, 3, 1.6, 1.1, 1.3, 1.1, 1.4, 1, 1.1),
                7,
            ),
            Sign(("Người theo dõi", "Chánh Văn phòng")),
        ),
        landscape=True,
    ),
)
