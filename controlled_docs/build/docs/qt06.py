"""QT-06: training and awareness (7.2, 7.3)."""

from controlled_docs.build.content import Document, Forms, Refs, Step, Steps, Table

STEPS = Steps(
    (
        Step(
            "Xác định nhu cầu",
            "Đối chiếu yêu cầu vị trí việc làm với năng lực hiện có; xét thay đổi pháp luật, phần mềm, kết quả đánh giá.",
            "Trưởng đơn vị",
            "Trước 15/12",
            "BM-01-QT-06 (đề xuất)",
        ),
        Step(
            "Lập kế hoạch năm",
            "Tổng hợp, sắp thứ tự ưu tiên, dự toán; phân biệt đào tạo nội bộ, bên ngoài, kèm cặp.",
            "Văn phòng Sở",
            "Trước 15/01",
            "BM-01-QT-06",
        ),
        Step(
            "Phê duyệt",
            "Cân đối kinh phí, thời gian; phê duyệt.",
            "Giám đốc Sở",
            "05 ngày làm việc",
            "Kế hoạch được duyệt",
        ),
        Step(
            "Tổ chức thực hiện",
            "Mời giảng viên, chuẩn bị tài liệu, thông báo; ghi danh người dự.",
            "Văn phòng Sở, đơn vị chủ trì",
            "Theo kế hoạch",
            "BM-02-QT-06",
        ),
        Step(
            "Đánh giá ngay sau khóa",
            "Kiểm tra hoặc phản hồi của học viên.",
            "Đơn vị chủ trì",
            "Ngày cuối khóa",
            "Bài kiểm tra, phản hồi",
        ),
        Step(
            "Đánh giá hiệu lực",
            "Sau 03 – 06 tháng, người quản lý trực tiếp đánh giá người học đã áp dụng được gì, sai lỗi giảm ra sao.",
            "Trưởng đơn vị",
            "06 tháng",
            "BM-03-QT-06",
        ),
        Step(
            "Cập nhật hồ sơ năng lực",
            "Ghi văn bằng, chứng chỉ, thời hạn hiệu lực, kết quả đánh giá.",
            "Văn phòng Sở",
            "05 ngày làm việc",
            "Hồ sơ năng lực",
        ),
    )
)

DOCUMENT = Document(
    code="QT-06",
    title="Đào tạo, nâng cao năng lực và nhận thức",
    title_en="Training, competence and awareness",
    kind="QT",
    owner="VP",
    clauses=("7.2", "7.3"),
    summary="Xác định yêu cầu năng lực, lập và thực hiện kế hoạch đào tạo, đánh giá hiệu lực, phổ biến tài liệu mới.",
    sections=(
        (
            "Mục đích",
            (
                "Bảo đảm mỗi người làm việc tại {agency} đủ năng lực cho vị trí của mình, hiểu chính sách, mục tiêu, phần đóng góp của bản thân và hậu quả khi không làm đúng quy trình.",
            ),
        ),
        (
            "Phạm vi áp dụng",
            (
                "Áp dụng cho công chức, viên chức, người lao động và người làm việc tại {centre} do Sở cử. Đào tạo dài hạn theo chương trình của cơ quan có thẩm quyền thực hiện theo quy định riêng; kết quả vẫn được cập nhật vào hồ sơ năng lực.",
            ),
        ),
        ("Tài liệu viện dẫn", (Refs(("iso9001", "cbcc", "qd19"), ("QT-01", "QT-03", "QT-05")),)),
        (
            "Định nghĩa, từ viết tắt",
            (
                "Năng lực :: khả năng vận dụng kiến thức, kỹ năng để đạt kết quả mong đợi của vị trí việc làm.",
                "Nhận thức :: hiểu vì sao phải làm như quy định và điều gì xảy ra nếu làm khác.",
                "Kèm cặp :: người có kinh nghiệm hướng dẫn tại chỗ theo nội dung, thời gian xác định, có nhận xét kết quả.",
                "Vị trí đơn lẻ :: vị trí chỉ có một người làm được, phải có người dự phòng được đào tạo.",
            ),
        ),
        (
            "Nội dung quy trình",
            (
                "# Trình tự thực hiện",
                STEPS,
                "# Yêu cầu năng lực tối thiểu của một số vị trí",
                Table(
                    ("Vị trí", "Kiến thức, chứng chỉ", "Kỹ năng", "Đào tạo lại"),
                    (
                        (
                            "Người tiếp nhận hồ sơ",
                            "Danh mục thủ tục, thành phần hồ sơ, cơ chế một cửa",
                            "Giao tiếp, phần mềm một cửa, ký số",
                            "Hằng năm",
                        ),
                        (
                            "Chuyên viên thẩm định",
                            "Pháp luật chuyên ngành, tiêu chuẩn kỹ thuật",
                            "Đọc bản vẽ, kiểm tra thực địa, viết báo cáo",
                            "Khi pháp luật thay đổi",
                        ),
                        (
                            "Chuyên gia đánh giá nội bộ",
                            "Chứng nhận đào tạo đánh giá nội bộ",
                            "Phỏng vấn, chọn mẫu, viết phát hiện",
                            "03 năm",
                        ),
                        (
                            "Thư ký ISO",
                            "Tiêu chuẩn, kiểm soát tài liệu",
                            "Tổng hợp, theo dõi, hệ thống quản lý tài liệu",
                            "02 năm",
                        ),
                        (
                            "Văn thư",
                            "Công tác văn thư, lưu trữ, chữ ký số",
                            "Hệ thống quản lý văn bản và điều hành",
                            "02 năm",
                        ),
                    ),
                    (2.4, 3.4, 3.4, 1.8),
                ),
                "# Người mới và người chuyển vị trí",
                "- Tuần đầu: chính sách, mục tiêu, sổ tay, nội quy, an toàn thông tin; xác nhận đã đọc tài liệu của vị trí.",
                "- Ba tháng đầu: có người kèm cặp; chỉ giải quyết hồ sơ độc lập khi Trưởng đơn vị nhận xét đạt.",
                "- Khi rời vị trí: bàn giao hồ sơ đang giải quyết, tài liệu, tài khoản; có biên bản.",
                "# Phổ biến tài liệu mới",
                "Khi quy trình được ban hành hoặc sửa đổi, đơn vị phụ trách phổ biến trước ngày hiệu lực; mỗi người thuộc phạm vi xác nhận đã nhận và đọc trên hệ thống. Danh sách chưa xác nhận được gửi Trưởng đơn vị sau 05 ngày làm việc.",
                "# Đánh giá hiệu lực",
                "Hiệu lực được đánh giá bằng thay đổi trong công việc, không bằng điểm chuyên cần. Nếu không có hiệu lực, Trưởng đơn vị chọn hình thức khác (kèm cặp, đổi việc, sửa quy trình, sửa phần mềm) và ghi lý do.",
            ),
        ),
        ("Biểu mẫu", (Forms(),)),
        (
            "Hồ sơ cần lưu",
            (
                Table(
                    ("TT", "Tên hồ sơ", "Nơi lưu", "Thời gian lưu"),
                    (
                        ("1", "Kế hoạch đào tạo năm", "Văn phòng Sở", "10 năm"),
                        (
                            "2",
                            "Danh sách tham dự, tài liệu, bài kiểm tra",
                            "Đơn vị chủ trì",
                            "05 năm",
                        ),
                        ("3", "Phiếu đánh giá hiệu lực", "Đơn vị", "05 năm"),
                        ("4", "Hồ sơ năng lực cá nhân", "Văn phòng Sở", "Theo hồ sơ cán bộ"),
                    ),
                    (0, 5, 2.4, 2.4),
                ),
            ),
        ),
    ),
)
