"""QT-09: the common one-stop procedure all services refer to (8.2, 8.5)."""

from controlled_docs.build.content import Document, Forms, Refs, Step, Steps, Table

STEPS = Steps(
    (
        Step(
            "Tiếp nhận hồ sơ",
            "Kiểm tra theo danh mục đã công bố. Đủ: cấp giấy tiếp nhận. Chưa đủ: hướng dẫn bằng phiếu, một lần, nêu hết nội dung. Không thuộc thẩm quyền: phiếu từ chối, nêu lý do.",
            "Người tiếp nhận tại Trung tâm",
            "Ngay khi nhận",
            "BM-01-QT-09\nBM-02-QT-09\nBM-03-QT-09",
        ),
        Step(
            "Số hóa, chuyển hồ sơ",
            "Số hóa thành phần hồ sơ, tái sử dụng dữ liệu đã có; chuyển tới đơn vị giải quyết kèm phiếu kiểm soát.",
            "Người tiếp nhận",
            "04 giờ làm việc",
            "BM-05-QT-09",
        ),
        Step(
            "Phân công",
            "Giao người thụ lý, ghi thời hạn từng bước.",
            "Trưởng đơn vị",
            "04 giờ làm việc",
            "BM-05-QT-09",
        ),
        Step(
            "Thẩm định, giải quyết",
            "Thực hiện theo quy trình của từng thủ tục; lấy ý kiến, kiểm tra thực tế nếu pháp luật quy định.",
            "Người thụ lý",
            "Theo quy trình riêng",
            "Dự thảo kết quả",
        ),
        Step(
            "Xử lý chậm",
            "Có nguy cơ quá hạn: báo cáo trước 02 ngày làm việc. Quá hạn: văn bản xin lỗi, hẹn lại.",
            "Trưởng đơn vị",
            "Trước ngày hẹn",
            "BM-04-QT-09",
        ),
        Step(
            "Ký kết quả",
            "Soát lại nội dung, thể thức; ký; đóng dấu hoặc ký số cơ quan.",
            "Lãnh đạo có thẩm quyền, Văn thư",
            "Theo quy trình riêng",
            "Kết quả",
        ),
        Step(
            "Trả kết quả, thu phí",
            "Thông báo, trả kết quả theo hình thức đã chọn; thu phí, lệ phí nếu có; trả bản điện tử có ký số vào kho dữ liệu của tổ chức, cá nhân.",
            "Người trả kết quả",
            "Trong ngày có kết quả",
            "BM-06-QT-09",
        ),
        Step(
            "Lưu hồ sơ, thống kê",
            "Kết thúc hồ sơ trên hệ thống; giao nộp lưu trữ; thống kê theo kỳ.",
            "Người thụ lý, Văn phòng Sở",
            "05 ngày làm việc",
            "Hồ sơ lưu",
        ),
    )
)

DOCUMENT = Document(
    code="QT-09",
    title="Tiếp nhận, giải quyết hồ sơ thủ tục hành chính theo cơ chế một cửa",
    title_en="Receiving and settling dossiers under the one-stop mechanism",
    kind="QT",
    owner="VP",
    clauses=("8.2", "8.5.1", "8.5.2", "8.6"),
    summary="Quy trình chung từ tiếp nhận, số hóa, phân công, giải quyết, ký, trả kết quả đến lưu hồ sơ; các quy trình lĩnh vực dẫn chiếu.",
    recipients=("BGD", "VP", "QLDD", "KS", "TNN", "CCMT", "VPDK", "TTCNTT", "TTHCC"),
    sections=(
        (
            "Mục đích",
            (
                "Thống nhất cách tiếp nhận, luân chuyển, kiểm soát thời gian và trả kết quả cho mọi thủ tục hành chính của {agency}, để tổ chức, cá nhân chỉ làm việc với một đầu mối và biết hồ sơ của mình đang ở bước nào.",
            ),
        ),
        (
            "Phạm vi áp dụng",
            (
                "Áp dụng cho mọi thủ tục hành chính của Sở được đưa ra tiếp nhận tại {centre} hoặc trên cổng dịch vụ công. Quy trình của từng thủ tục chỉ quy định phần riêng; phần không quy định thì theo quy trình này.",
            ),
        ),
        (
            "Tài liệu viện dẫn",
            (
                Refs(
                    ("iso9001", "nd63", "nd118", "tt03", "gddt", "congBo"),
                    ("QT-01", "QT-04", "QT-07", "QT-08"),
                ),
            ),
        ),
        (
            "Định nghĩa, từ viết tắt",
            (
                "TTHC :: thủ tục hành chính.",
                "Trung tâm :: {centre}.",
                "Hồ sơ hợp lệ :: hồ sơ đủ thành phần theo danh mục đã công bố, nội dung kê khai đầy đủ; thời hạn giải quyết tính từ khi nhận hồ sơ hợp lệ.",
                "Trước hạn, đúng hạn, quá hạn :: hoàn thành trước, trong và sau ngày hẹn; thời gian chờ bổ sung hợp lệ không tính.",
                "Người thụ lý :: công chức, viên chức được giao giải quyết hồ sơ.",
            ),
        ),
        (
            "Nội dung quy trình",
            (
                "# Trình tự thực hiện",
                STEPS,
                "# Nguyên tắc kiểm soát thời gian",
                "- Một ngày làm việc là 08 giờ làm việc; tổng thời gian các bước trong quy trình của từng thủ tục không vượt quá thời hạn đã công bố.",
                "- Hồ sơ nhận sau 15 giờ được tính từ đầu ngày làm việc kế tiếp. Ngày nghỉ, ngày lễ không tính.",
                "- Mỗi lần chuyển bước, người giao và người nhận xác nhận thời điểm trên phiếu kiểm soát; người làm quá thời gian của bước ghi lý do.",
                "- Việc yêu cầu bổ sung được thực hiện một lần, nêu đầy đủ; yêu cầu lần thứ hai phải do Trưởng đơn vị ký.",
                "# Biểu mẫu một cửa",
                "Các biểu mẫu BM-01 đến BM-06 dưới đây chuyển hóa mẫu của pháp luật về cơ chế một cửa; khi mẫu pháp lý thay đổi, áp dụng ngay mẫu mới và sửa quy trình theo QT-01.",
                Table(
                    ("Tình huống", "Biểu mẫu", "Người ký"),
                    (
                        ("Hồ sơ đủ", "BM-01-QT-09", "Người tiếp nhận"),
                        (
                            "Hồ sơ thiếu",
                            "BM-02-QT-09",
                            "Người tiếp nhận; sau khi đã nhận: Trưởng đơn vị",
                        ),
                        (
                            "Không thuộc thẩm quyền, không đủ điều kiện",
                            "BM-03-QT-09",
                            "Người tiếp nhận hoặc Trưởng đơn vị",
                        ),
                        ("Quá hạn", "BM-04-QT-09", "Lãnh đạo đơn vị giải quyết"),
                        ("Luân chuyển giữa các bước", "BM-05-QT-09", "Từng người giao, nhận"),
                        ("Theo dõi chung", "BM-06-QT-09", "Người tiếp nhận, trả kết quả"),
                    ),
                    (4, 2.4, 4),
                ),
                "# Niêm yết, công khai",
                "Danh mục, thành phần hồ sơ, thời hạn, phí, lệ phí, mẫu đơn và số điện thoại phản ánh được niêm yết tại Trung tâm và cập nhật trên trang thông tin điện tử trong 05 ngày làm việc từ khi quyết định công bố được ký.",
                "# Chuyển hồ sơ cho cơ quan khác",
                "Hồ sơ có bước thuộc cơ quan khác (thuế, UBND cấp xã, UBND tỉnh) được chuyển qua hệ thống, ghi thời điểm gửi và nhận; thời gian của cơ quan khác được tách riêng trên phiếu kiểm soát và được đôn đốc khi còn 01 ngày làm việc.",
            ),
        ),
        ("Biểu mẫu", (Forms(),)),
        (
            "Hồ sơ cần lưu",
            (
                Table(
                    ("TT", "Tên hồ sơ", "Nơi lưu", "Thời gian lưu"),
                    (
                        (
                            "1",
                            "Hồ sơ giải quyết thủ tục hành chính",
                            "Đơn vị giải quyết, lưu trữ cơ quan",
                            "Theo quy định của từng lĩnh vực",
                        ),
                        ("2", "Phiếu kiểm soát quá trình", "Cùng hồ sơ", "Như hồ sơ"),
                        ("3", "Sổ theo dõi hồ sơ, báo cáo thống kê", "Văn phòng Sở", "20 năm"),
                    ),
                    (0, 5, 3, 2.6),
                ),
            ),
        ),
    ),
)
