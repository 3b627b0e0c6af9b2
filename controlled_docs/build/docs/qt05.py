"""QT-05: management review (9.3)."""

from controlled_docs.build.content import Document, Forms, Refs, Step, Steps, Table

STEPS = Steps(
    (
        Step(
            "Lên lịch, mời họp",
            "Đề xuất thời gian, thành phần, nội dung; gửi giấy mời kèm yêu cầu chuẩn bị.",
            "Thư ký ISO",
            "Trước họp 20 ngày làm việc",
            "Giấy mời",
        ),
        Step(
            "Chuẩn bị báo cáo của đơn vị",
            "Báo cáo mục tiêu, hồ sơ, phát hiện, rủi ro, nguồn lực, đề xuất; số liệu chốt tại một thời điểm.",
            "Trưởng các đơn vị",
            "10 ngày làm việc",
            "Báo cáo đơn vị",
        ),
        Step(
            "Tổng hợp đầu vào",
            "Lập báo cáo chung theo danh mục đầu vào; nêu xu hướng, so với năm trước; gửi trước cho người dự họp.",
            "Thư ký ISO, Đại diện lãnh đạo",
            "Trước họp 05 ngày làm việc",
            "BM-01-QT-05",
        ),
        Step(
            "Họp xem xét",
            "Thảo luận từng đầu vào; với mỗi nội dung có kết luận: cải tiến gì, thay đổi gì, cần nguồn lực gì.",
            "Giám đốc Sở chủ trì",
            "Một buổi",
            "BM-02-QT-05",
        ),
        Step(
            "Thông báo kết luận",
            "Ban hành biên bản, thông báo kết luận; mỗi quyết định có người làm và thời hạn.",
            "Thư ký ISO, Giám đốc ký",
            "05 ngày làm việc",
            "Thông báo",
        ),
        Step(
            "Thực hiện, theo dõi",
            "Đưa quyết định vào kế hoạch; báo cáo tiến độ hằng quý; việc chậm phải nêu lý do.",
            "Các đơn vị, Thư ký ISO",
            "Theo kết luận",
            "Bảng theo dõi",
        ),
        Step(
            "Xác nhận hiệu lực",
            "Sau khi hoàn thành các quyết định chính, Giám đốc xác nhận hiệu lực của hệ thống và công bố khi có thay đổi phạm vi.",
            "Giám đốc Sở",
            "Trước 31/12",
            "Văn bản xác nhận",
        ),
    )
)

DOCUMENT = Document(
    code="QT-05",
    title="Xem xét của lãnh đạo",
    title_en="Management review",
    kind="QT",
    owner="VP",
    clauses=("9.3.1", "9.3.2", "9.3.3"),
    summary="Chuẩn bị, tiến hành, kết luận và theo dõi cuộc họp xem xét của lãnh đạo, ít nhất mỗi năm một lần.",
    sections=(
        (
            "Mục đích",
            (
                "Quy định cách lãnh đạo {agency} định kỳ nhìn lại toàn bộ hệ thống quản lý chất lượng để bảo đảm hệ thống còn thích hợp, đầy đủ, có hiệu lực và gắn với nhiệm vụ chính trị của cơ quan.",
            ),
        ),
        (
            "Phạm vi áp dụng",
            (
                "Áp dụng cho cuộc họp xem xét định kỳ (ít nhất một lần mỗi năm, sau đánh giá nội bộ) và cuộc họp bất thường khi có thay đổi lớn về tổ chức, pháp luật hoặc khi có sự không phù hợp nghiêm trọng.",
            ),
        ),
        (
            "Tài liệu viện dẫn",
            (
                Refs(
                    ("iso9001", "qd19", "tt26"),
                    ("CSCL-01", "MTCL-01", "QT-02", "QT-03", "QT-04", "QT-08"),
                ),
            ),
        ),
        (
            "Định nghĩa, từ viết tắt",
            (
                "Xem xét của lãnh đạo (XXLĐ) :: việc người đứng đầu đánh giá sự thích hợp, đầy đủ, hiệu lực của hệ thống và quyết định hành động.",
                "Đầu vào :: thông tin phải có trước khi họp, được chốt số liệu và không sửa sau khi gửi.",
                "Đầu ra :: quyết định về cải tiến, thay đổi hệ thống và nguồn lực, có người thực hiện và thời hạn.",
                "ĐDLĐ :: Đại diện lãnh đạo về chất lượng.",
            ),
        ),
        (
            "Nội dung quy trình",
            (
                "# Trình tự thực hiện",
                STEPS,
                "# Thành phần dự họp",
                "Giám đốc Sở (chủ trì), các Phó Giám đốc, Ban Chỉ đạo ISO, Trưởng các phòng, đơn vị, Thư ký ISO (ghi biên bản). Trưởng đoàn đánh giá nội bộ dự để trình bày kết quả. Người vắng mặt cử người thay và gửi ý kiến bằng văn bản.",
                "# Đầu vào bắt buộc",
                Table(
                    ("TT", "Nội dung", "Nguồn số liệu", "Đơn vị chuẩn bị"),
                    (
                        (
                            "1",
                            "Kết quả thực hiện quyết định của lần xem xét trước",
                            "Bảng theo dõi",
                            "Thư ký ISO",
                        ),
                        (
                            "2",
                            "Thay đổi của bối cảnh, pháp luật, tổ chức, bên quan tâm",
                            "BM-03-QT-01, STCL-01",
                            "Các đơn vị",
                        ),
                        (
                            "3",
                            "Sự hài lòng, phản ánh, kiến nghị, khiếu nại",
                            "QT-08",
                            "Văn phòng Sở",
                        ),
                        ("4", "Mức độ đạt mục tiêu chất lượng", "MTCL-01", "Văn phòng Sở"),
                        (
                            "5",
                            "Kết quả giải quyết hồ sơ: tiếp nhận, trước hạn, đúng hạn, quá hạn, trả lại",
                            "Hệ thống thông tin giải quyết thủ tục hành chính",
                            "Văn phòng Sở",
                        ),
                        ("6", "Sự không phù hợp, hành động khắc phục", "BM-02-QT-04", "Thư ký ISO"),
                        (
                            "7",
                            "Kết quả đánh giá nội bộ và kiểm tra của cấp trên",
                            "BM-04-QT-03",
                            "Trưởng đoàn",
                        ),
                        (
                            "8",
                            "Kết quả của nhà cung cấp bên ngoài (phần mềm, bưu chính, tư vấn)",
                            "Hợp đồng, nghiệm thu",
                            "Phòng Kế hoạch – Tài chính",
                        ),
                        ("9", "Sự đầy đủ của nguồn lực", "Báo cáo đơn vị", "Các đơn vị"),
                        (
                            "10",
                            "Hiệu lực của hành động với rủi ro, cơ hội",
                            "BM-02-QT-02",
                            "Thư ký ISO",
                        ),
                        (
                            "11",
                            "Cơ hội cải tiến, đề xuất đơn giản hóa thủ tục",
                            "Báo cáo đơn vị",
                            "Các đơn vị",
                        ),
                    ),
                    (0, 5, 3, 2.4),
                ),
                "# Đầu ra",
                "Kết luận phải trả lời rõ ba câu: cải tiến điều gì; thay đổi gì trong chính sách, mục tiêu, tài liệu, phân công; cần thêm nguồn lực nào. Quyết định không có người thực hiện và thời hạn không được coi là quyết định.",
                "Chính sách chất lượng được xác nhận giữ nguyên hoặc sửa đổi ngay tại cuộc họp. Kết luận được phổ biến tới toàn thể công chức, viên chức trong vòng 10 ngày làm việc.",
                "# Theo dõi sau họp",
                "Thư ký ISO mở một dòng theo dõi cho mỗi quyết định; hằng quý báo cáo Đại diện lãnh đạo. Quyết định quá hạn hai quý được đưa vào chương trình giao ban của Giám đốc.",
            ),
        ),
        ("Biểu mẫu", (Forms(),)),
        (
            "Hồ sơ cần lưu",
            (
                Table(
                    ("TT", "Tên hồ sơ", "Nơi lưu", "Thời gian lưu"),
                    (
                        ("1", "Giấy mời, báo cáo đầu vào", "Văn phòng Sở", "10 năm"),
                        ("2", "Biên bản họp xem xét của lãnh đạo", "Văn phòng Sở", "Vĩnh viễn"),
                        ("3", "Thông báo kết luận, bảng theo dõi", "Văn phòng Sở", "10 năm"),
                    ),
                    (0, 5, 2.4, 2.4),
                ),
            ),
        ),
    ),
)
