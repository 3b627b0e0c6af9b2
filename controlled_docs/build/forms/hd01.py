"""Forms of HD-01."""

from controlled_docs.build.content import Form, Letterhead, Line, Ruled, Sign, Table

CHECKS = tuple(
    (str(number), text, "", "", "")
    for number, text in enumerate(
        (
            "Kế hoạch CCHC năm ban hành đúng hạn, có sản phẩm và thời hạn",
            "Tỷ lệ nhiệm vụ hoàn thành đến thời điểm kiểm tra",
            "TTHC niêm yết đủ, đúng bản hiện hành",
            "Không yêu cầu giấy tờ ngoài danh mục",
            "Hồ sơ quá hạn có văn bản xin lỗi, hẹn lại",
            "Phiếu kiểm soát quá trình ghi đủ từng bước",
            "Quy trình nội bộ cập nhật trong 03 tháng khi luật đổi",
            "Phân công, ủy quyền bằng văn bản còn hiệu lực",
            "Chuyển đổi vị trí công tác đúng kế hoạch",
            "Công khai tài chính",
            "Văn bản điện tử ký số toàn trình",
            "Tồn tại năm trước đã khắc phục",
        ),
        1,
    )
)

FORMS = (
    Form(
        "HD-01",
        1,
        "Phiếu kiểm tra công tác cải cách hành chính",
        "Administrative reform inspection checklist",
        "Mười hai câu hỏi cơ bản, kết quả, bằng chứng, mã hồ sơ đã chọn mẫu.",
        (
            Line(("Đơn vị được kiểm tra", "Ngày")),
            Line(("Thời kỳ kiểm tra", "Người kiểm tra")),
            Table(
                ("TT", "Nội dung", "Đạt / Chưa đạt", "Bằng chứng", "Ghi chú"),
                CHECKS,
                (0, 4.4, 1.3, 3.2, 1.5),
                1,
            ),
            Line(("Mã hồ sơ đã chọn mẫu",)),
            Ruled(2),
            Sign(("Người kiểm tra", "Đại diện đơn vị")),
        ),
    ),
    Form(
        "HD-01",
        2,
        "Biên bản kiểm tra công tác cải cách hành chính",
        "Inspection minutes",
        "Thành phần, nội dung, ưu điểm, tồn tại, nguyên nhân, kiến nghị, ý kiến đơn vị; hai bên ký tại chỗ.",
        (
            Letterhead("Số: ……/BB"),
            "Thực hiện Quyết định số …… ngày …/…/…… của {agency}, hôm nay Đoàn kiểm tra làm việc tại:",
            Line(("Đơn vị", "Thời gian bắt đầu")),
            Line(("Thành phần Đoàn kiểm tra",)),
            Line(("Đại diện đơn vị được kiểm tra",)),
            "# I. Nội dung kiểm tra",
            Ruled(2),
            "# II. Kết quả kiểm tra",
            "1. Ưu điểm :: ",
            Ruled(3),
            "2. Tồn tại, hạn chế :: ",
            Table(
                ("TT", "Tồn tại, hạn chế", "Quy định bị vi phạm", "Bằng chứng", "Loại"),
                (),
                (0, 4, 2.4, 2.4, 1),
                5,
            ),
            "3. Nguyên nhân (khách quan, chủ quan) :: ",
            Ruled(2),
            "# III. Kiến nghị, thời hạn khắc phục",
            Ruled(3),
            "# IV. Ý kiến của đơn vị được kiểm tra",
            Ruled(2),
            "Biên bản kết thúc lúc …… giờ …… phút cùng ngày, lập thành 02 bản, mỗi bên giữ 01 bản.",
            Sign(("Thư ký đoàn", "Trưởng đoàn kiểm tra", "Đại diện đơn vị")),
        ),
    ),
    Form(
        "HD-01",
        3,
        "Báo cáo khắc phục tồn tại sau kiểm tra",
        "Remediation report",
        "Từng tồn tại: nguyên nhân, việc đã làm, bằng chứng, tình trạng; xác nhận của Văn phòng Sở.",
        (
            Letterhead("Số: ……/BC"),
            Line(("Kính gửi",)),
            Line(("Thực hiện Thông báo kết quả kiểm tra số", "ngày")),
            Table(
                ("TT", "Tồn tại", "Nguyên nhân gốc", "Việc đã làm", "Bằng chứng", "Tình trạng"),
                (),
                (0, 3, 2.4, 3, 2, 1.5),
                7,
            ),
            "# Nội dung chưa hoàn thành, lý do, thời hạn đề nghị",
            Ruled(3),
            "Xác nhận của Văn phòng Sở :: ☐ Chấp nhận     ☐ Chưa chấp nhận, lý do: ……………………………………",
            Sign(("Thủ trưởng đơn vị", "Người xác nhận")),
        ),
    ),
)
