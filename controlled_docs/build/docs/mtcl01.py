"""MTCL-01: the quality objectives (6.2)."""

from controlled_docs.build.content import Document, Refs, Table

DOCUMENT = Document(
    code="MTCL-01",
    title="Mục tiêu chất lượng",
    title_en="Quality objectives",
    kind="MTCL",
    owner="VP",
    clauses=("6.2.1", "6.2.2"),
    summary="Mục tiêu đo được của Sở và của từng đơn vị, công thức tính, nguồn lực, người chịu trách nhiệm và cách đánh giá.",
    sections=(
        (
            "Căn cứ",
            (
                "Mục tiêu chất lượng được lập từ chính sách chất lượng, kết quả thực hiện năm trước, kế hoạch cải cách hành chính của UBND {province} và các rủi ro đã nhận diện. Mỗi mục tiêu phải đo được, có thời hạn và có một người chịu trách nhiệm chính.",
                Refs(("nq76",), ("CSCL-01", "QT-02", "QT-05", "QT-08")),
            ),
        ),
        (
            "Mục tiêu chung của Sở",
            (
                Table(
                    ("TT", "Mục tiêu", "Cách tính", "Chỉ tiêu", "Chịu trách nhiệm", "Kỳ đo"),
                    (
                        (
                            "1",
                            "Hồ sơ thủ tục hành chính giải quyết trước hạn và đúng hạn",
                            "(trước hạn + đúng hạn) / tổng số đã giải quyết × 100",
                            "≥ 98 %",
                            "Chánh Văn phòng",
                            "Tháng",
                        ),
                        (
                            "2",
                            "Hồ sơ quá hạn có văn bản xin lỗi và hẹn lại",
                            "số có văn bản xin lỗi / số quá hạn × 100",
                            "100 %",
                            "Trưởng các đơn vị",
                            "Tháng",
                        ),
                        (
                            "3",
                            "Hồ sơ phải yêu cầu bổ sung từ lần thứ hai",
                            "số hồ sơ bổ sung từ 02 lần / số đã tiếp nhận × 100",
                            "≤ 1 %",
                            "Trưởng các đơn vị",
                            "Quý",
                        ),
                        (
                            "4",
                            "Mức độ hài lòng của tổ chức, cá nhân",
                            "tỷ lệ phiếu chọn “hài lòng” và “rất hài lòng”",
                            "≥ 90 %",
                            "Chánh Văn phòng",
                            "6 tháng",
                        ),
                        (
                            "5",
                            "Phản ánh, kiến nghị trả lời đúng hạn",
                            "số trả lời đúng hạn / số phải trả lời × 100",
                            "100 %",
                            "Chánh Văn phòng",
                            "Quý",
                        ),
                        (
                            "6",
                            "Tài liệu nội bộ cập nhật trong 03 tháng khi pháp luật thay đổi",
                            "số cập nhật đúng hạn / số phải cập nhật × 100",
                            "100 %",
                            "Thư ký ISO",
                            "Quý",
                        ),
                        (
                            "7",
                            "Hành động khắc phục hoàn thành đúng hạn và có hiệu lực",
                            "số được xác nhận có hiệu lực / số đến hạn × 100",
                            "≥ 95 %",
                            "Trưởng các đơn vị",
                            "6 tháng",
                        ),
                        (
                            "8",
                            "Hồ sơ nộp trực tuyến",
                            "số hồ sơ trực tuyến / số tiếp nhận mới × 100",
                            "≥ 75 %",
                            "Giám đốc Trung tâm Công nghệ thông tin",
                            "Tháng",
                        ),
                    ),
                    (0, 4, 4.2, 1.5, 2.6, 1.4),
                ),
            ),
        ),
        (
            "Mục tiêu của các đơn vị",
            (
                Table(
                    ("TT", "Đơn vị", "Mục tiêu riêng", "Chỉ tiêu"),
                    (
                        (
                            "1",
                            "Văn phòng Sở",
                            "Văn bản đến được chuyển đến người xử lý trong ngày làm việc",
                            "≥ 99 %",
                        ),
                        (
                            "2",
                            "Thanh tra Sở",
                            "Kết luận kiểm tra nội bộ ban hành đúng hạn",
                            "100 %",
                        ),
                        (
                            "3",
                            "Phòng Kế hoạch – Tài chính",
                            "Hồ sơ thanh toán hợp lệ xử lý trong 05 ngày làm việc",
                            "≥ 95 %",
                        ),
                        (
                            "4",
                            "Phòng Quản lý đất đai",
                            "Hồ sơ cấp Giấy chứng nhận không phải đính chính do lỗi của cơ quan",
                            "≥ 99,5 %",
                        ),
                        (
                            "5",
                            "Phòng Khoáng sản",
                            "Giấy phép được hậu kiểm trong 12 tháng sau cấp",
                            "100 %",
                        ),
                        (
                            "6",
                            "Phòng Tài nguyên nước, Khí tượng thủy văn và Biến đổi khí hậu",
                            "Giấy phép sắp hết hạn được thông báo trước 90 ngày",
                            "100 %",
                        ),
                        (
                            "7",
                            "Chi cục Bảo vệ môi trường",
                            "Hồ sơ môi trường có kết quả thẩm định đúng hạn",
                            "≥ 98 %",
                        ),
                        (
                            "8",
                            "Văn phòng Đăng ký đất đai",
                            "Hồ sơ đăng ký biến động giải quyết trước hạn",
                            "≥ 60 %",
                        ),
                        (
                            "9",
                            "Trung tâm Công nghệ thông tin",
                            "Thời gian hệ thống một cửa điện tử sẵn sàng trong giờ làm việc",
                            "≥ 99,5 %",
                        ),
                    ),
                    (0, 3.4, 6, 1.6),
                ),
            ),
        ),
        (
            "Kế hoạch thực hiện",
            (
                "Với mỗi mục tiêu, người chịu trách nhiệm lập trước ngày 31 tháng 01 một kế hoạch ngắn nêu: việc phải làm, nguồn lực cần có, người thực hiện, thời hạn hoàn thành và cách đánh giá kết quả. Kế hoạch được Trưởng đơn vị phê duyệt và gửi Thư ký ISO.",
                "- Số liệu của các mục tiêu 1, 2, 3 và 8 lấy trực tiếp từ hệ thống thông tin giải quyết thủ tục hành chính, không tự nhập lại.",
                "- Kết quả không đạt hai kỳ liên tiếp được coi là sự không phù hợp và xử lý theo QT-04.",
                "- Việc điều chỉnh chỉ tiêu trong năm phải được Giám đốc Sở phê duyệt và nêu lý do; chỉ tiêu cũ và mới đều được giữ lại trong báo cáo.",
            ),
        ),
        (
            "Theo dõi, đánh giá",
            (
                "Trưởng đơn vị báo cáo kết quả theo kỳ đo, chậm nhất ngày 05 của kỳ sau. Thư ký ISO tổng hợp, so với chỉ tiêu và với cùng kỳ; kết quả cả năm là đầu vào của cuộc họp xem xét của lãnh đạo.",
                Table(
                    (
                        "TT",
                        "Mục tiêu",
                        "Chỉ tiêu",
                        "Quý I",
                        "Quý II",
                        "Quý III",
                        "Quý IV",
                        "Cả năm",
                        "Đánh giá",
                    ),
                    (),
                    (0, 4, 1.5, 1.2, 1.2, 1.2, 1.2, 1.4, 1.7),
                    8,
                ),
            ),
        ),
    ),
)
