"""QT-08: satisfaction, feedback, complaints (9.1.2)."""

from controlled_docs.build.content import Document, Forms, Refs, Step, Steps, Table

FEEDBACK = Steps(
    (
        Step(
            "Tiếp nhận",
            "Nhận qua văn bản, đường dây nóng, phiếu, cổng dịch vụ công; ghi đúng lời người phản ánh; cho biết mã theo dõi.",
            "Người trực, Văn phòng Sở",
            "Ngay khi nhận",
            "BM-02-QT-08",
        ),
        Step(
            "Phân loại",
            "Về quy định; về hành vi, chậm trễ của công chức; hỏi, tư vấn; khiếu nại hoặc tố cáo (chuyển theo luật riêng).",
            "Văn phòng Sở",
            "02 ngày làm việc",
            "BM-02-QT-08",
        ),
        Step(
            "Chuyển xử lý",
            "Thuộc thẩm quyền thì giao đơn vị; không thuộc thẩm quyền thì chuyển cơ quan đúng thẩm quyền và báo người gửi.",
            "Chánh Văn phòng",
            "Không quá 05 ngày làm việc",
            "Phiếu chuyển",
        ),
        Step(
            "Xác minh, xử lý",
            "Làm rõ sự việc, sửa ngay nếu sai, đề xuất trả lời.",
            "Đơn vị được giao",
            "07 ngày làm việc",
            "Báo cáo xác minh",
        ),
        Step(
            "Trả lời, công khai",
            "Trả lời người phản ánh; công khai kết quả theo quy định, che dữ liệu cá nhân.",
            "Lãnh đạo Sở ký",
            "03 ngày làm việc",
            "Văn bản trả lời",
        ),
        Step(
            "Rút kinh nghiệm",
            "Phản ánh đúng thì mở phiếu theo QT-04; hỏi lại người phản ánh về mức hài lòng.",
            "Thư ký ISO",
            "05 ngày làm việc",
            "BM-01-QT-04",
        ),
    )
)

DOCUMENT = Document(
    code="QT-08",
    title="Đo lường sự hài lòng và xử lý phản ánh, kiến nghị",
    title_en="Satisfaction measurement and handling of feedback",
    kind="QT",
    owner="VP",
    clauses=("8.2.1", "9.1.2", "9.1.3"),
    summary="Khảo sát sự hài lòng của tổ chức, cá nhân; tiếp nhận, phân loại, xử lý, trả lời phản ánh, kiến nghị và đường dây nóng.",
    sections=(
        (
            "Mục đích",
            (
                "Biết được tổ chức, cá nhân đánh giá thế nào về việc phục vụ của {agency}, trả lời mọi phản ánh, kiến nghị đúng hạn và biến phản hồi thành cải tiến cụ thể.",
            ),
        ),
        (
            "Phạm vi áp dụng",
            (
                "Áp dụng cho khảo sát sự hài lòng về giải quyết thủ tục hành chính; phản ánh, kiến nghị về quy định hành chính và về hành vi hành chính; nội dung hỏi đáp, tư vấn. Khiếu nại, tố cáo được tiếp nhận, tách riêng và chuyển giải quyết theo luật; danh tính người tố cáo được giữ kín.",
            ),
        ),
        (
            "Tài liệu viện dẫn",
            (
                Refs(
                    ("iso9001", "nd63", "nd20", "nd118", "khieuNai"),
                    ("MTCL-01", "QT-04", "QT-05", "QT-09"),
                ),
            ),
        ),
        (
            "Định nghĩa, từ viết tắt",
            (
                "Phản ánh :: cung cấp thông tin về vướng mắc trong quy định hoặc trong cách thực hiện.",
                "Kiến nghị :: phản ánh kèm đề xuất phương án xử lý, sáng kiến.",
                "PAKN :: phản ánh, kiến nghị.",
                "Chỉ số hài lòng :: tỷ lệ phiếu hợp lệ có mức đánh giá chung là hài lòng hoặc rất hài lòng.",
                "Phiếu hợp lệ :: phiếu trả lời ít nhất 80 % câu hỏi và gắn với một mã hồ sơ có thật (mã hồ sơ được tách khỏi câu trả lời khi tổng hợp).",
            ),
        ),
        (
            "Nội dung quy trình",
            (
                "# Khảo sát sự hài lòng",
                "## Cách thức",
                "- Hằng ngày: phiếu ngắn tại nơi trả kết quả và đường dẫn gửi sau khi trả kết quả trực tuyến.",
                "- Sáu tháng một lần: khảo sát chọn mẫu theo BM-01-QT-08, tối thiểu 5 % số người có hồ sơ đã trả, không ít hơn 100 phiếu, phân bổ theo lĩnh vực và địa bàn.",
                "- Người thu phiếu không phải người giải quyết hồ sơ; phiếu không ghi tên.",
                "## Nội dung và cách tính",
                Table(
                    ("Nhóm tiêu chí", "Câu hỏi", "Trọng số"),
                    (
                        (
                            "Tiếp cận dịch vụ",
                            "Nơi tiếp nhận, thông tin niêm yết, kênh trực tuyến",
                            "20 %",
                        ),
                        (
                            "Thủ tục",
                            "Rõ ràng, thành phần hồ sơ đúng công bố, chi phí đúng quy định",
                            "25 %",
                        ),
                        ("Công chức", "Thái độ, hướng dẫn đầy đủ, đúng một lần", "25 %"),
                        ("Kết quả", "Đúng hẹn, chính xác, đầy đủ", "20 %"),
                        ("Tiếp nhận góp ý", "Dễ góp ý, được trả lời", "10 %"),
                    ),
                    (2.4, 6, 1.4),
                ),
                "Mỗi câu có năm mức từ “rất không hài lòng” đến “rất hài lòng”. Kết quả được báo cáo theo lĩnh vực, so với kỳ trước và với mục tiêu; lĩnh vực dưới 80 % phải có hành động theo QT-04.",
                "# Xử lý phản ánh, kiến nghị",
                FEEDBACK,
                "# Đường dây nóng",
                "Số điện thoại được niêm yết tại trụ sở, {centre} và trang thông tin điện tử. Người trực ghi lại trung thực nội dung, không tranh luận, không đòi điều kiện ngoài thông tin cần để trả lời. Cuộc gọi nặc danh có nội dung cụ thể vẫn được ghi và xem xét.",
                "# Bảo vệ dữ liệu cá nhân",
                "Họ tên, địa chỉ, số điện thoại chỉ dùng để trả lời và xác minh, chỉ người được phân công xem được; bản tổng hợp, bản công khai không có dữ liệu cá nhân.",
                "# Phân tích",
                "Hằng quý Văn phòng Sở phân tích số lượng, lĩnh vực, nguyên nhân, thời gian trả lời; nêu ba vấn đề lặp lại nhiều nhất và đề xuất. Kết quả là đầu vào của QT-02 và QT-05.",
            ),
        ),
        ("Biểu mẫu", (Forms(("BM-01-QT-04",)),)),
        (
            "Hồ sơ cần lưu",
            (
                Table(
                    ("TT", "Tên hồ sơ", "Nơi lưu", "Thời gian lưu"),
                    (
                        ("1", "Phiếu khảo sát", "Văn phòng Sở", "02 năm"),
                        ("2", "Báo cáo kết quả khảo sát", "Văn phòng Sở", "20 năm"),
                        (
                            "3",
                            "Sổ theo dõi và hồ sơ xử lý phản ánh, kiến nghị",
                            "Văn phòng Sở",
                            "10 năm",
                        ),
                    ),
                    (0, 5, 3, 2),
                ),
            ),
        ),
    ),
)
