"""QT-03: internal audit (9.2)."""

from datetime import date

from controlled_docs.build.content import Amendment, Document, Forms, Refs, Step, Steps, Table

STEPS = Steps(
    (
        Step(
            "Lập chương trình năm",
            "Xác định tần suất, phạm vi, phương pháp; ưu tiên quá trình có rủi ro cao, có phát hiện lần trước hoặc mới thay đổi.",
            "Thư ký ISO",
            "Trước 31/01",
            "BM-01-QT-03",
        ),
        Step(
            "Phê duyệt chương trình",
            "Bảo đảm mọi đơn vị và mọi điều áp dụng được đánh giá ít nhất một lần trong năm.",
            "Giám đốc Sở",
            "05 ngày làm việc",
            "BM-01-QT-03 được duyệt",
        ),
        Step(
            "Lập đoàn và kế hoạch",
            "Chọn trưởng đoàn, thành viên; kiểm tra không ai đánh giá đơn vị mình; gửi kế hoạch cho nơi được đánh giá.",
            "Trưởng đoàn đánh giá",
            "Trước cuộc đánh giá 07 ngày làm việc",
            "BM-02-QT-03",
        ),
        Step(
            "Chuẩn bị phiếu hỏi",
            "Đọc quy trình, hồ sơ lần trước, số liệu; chọn mẫu hồ sơ; ghi câu hỏi theo điều và theo quá trình.",
            "Thành viên đoàn",
            "03 ngày làm việc",
            "BM-03-QT-03",
        ),
        Step(
            "Họp khai mạc",
            "Thống nhất mục đích, phạm vi, chuẩn mực, lịch, cách ghi nhận phát hiện.",
            "Trưởng đoàn, đơn vị",
            "30 phút",
            "Biên bản họp",
        ),
        Step(
            "Đánh giá tại chỗ",
            "Phỏng vấn, quan sát, xem hồ sơ; ghi bằng chứng đủ để người khác tìm lại được (mã hồ sơ, ngày, người).",
            "Thành viên đoàn",
            "Theo kế hoạch",
            "BM-03-QT-03",
        ),
        Step(
            "Kết luận, họp kết thúc",
            "Phân loại phát hiện; nghe ý kiến đơn vị; phát hành phiếu yêu cầu hành động khắc phục.",
            "Trưởng đoàn",
            "Ngày cuối",
            "BM-01-QT-04",
        ),
        Step(
            "Báo cáo",
            "Tổng hợp điểm mạnh, phát hiện, xu hướng, kết luận về sự phù hợp và hiệu lực; gửi Giám đốc và các đơn vị.",
            "Trưởng đoàn",
            "05 ngày làm việc",
            "BM-04-QT-03",
        ),
        Step(
            "Theo dõi khắc phục",
            "Đơn vị xử lý theo QT-04; người kiểm tra hiệu lực không phải người thực hiện.",
            "Đơn vị, Thư ký ISO",
            "Theo phiếu",
            "BM-02-QT-04",
        ),
    )
)

DOCUMENT = Document(
    code="QT-03",
    title="Đánh giá nội bộ",
    title_en="Internal audit",
    kind="QT",
    owner="VP",
    clauses=("9.2.1", "9.2.2"),
    summary="Lập chương trình, chuẩn bị, tiến hành, báo cáo và theo dõi đánh giá nội bộ hệ thống quản lý chất lượng, ít nhất mỗi năm một lần.",
    edition=2,
    revision=1,
    log=(
        Amendment(
            "Chuyển đổi tiêu chuẩn",
            "Toàn bộ tài liệu",
            "Viết lại theo cách tiếp cận quá trình và dựa trên rủi ro.",
            2,
            0,
            date(2024, 3, 20),
        ),
        Amendment(
            "02/2025-VP",
            "Mục 5.2, 5.4",
            "Quy định rõ chuyên gia không đánh giá đơn vị mình công tác trong 24 tháng gần nhất; bổ sung phát hiện lặp lại được nâng mức.",
            2,
            1,
            date(2025, 9, 15),
        ),
    ),
    sections=(
        (
            "Mục đích",
            (
                "Đánh giá nội bộ trả lời hai câu hỏi: hệ thống có phù hợp với tiêu chuẩn, pháp luật và quy định của chính Sở hay không; và hệ thống có thực sự được áp dụng, duy trì có hiệu lực hay không. Kết quả đánh giá là đầu vào để lãnh đạo quyết định cải tiến, không phải để tìm người có lỗi.",
            ),
        ),
        (
            "Phạm vi áp dụng",
            (
                "Áp dụng cho mọi cuộc đánh giá nội bộ hệ thống quản lý chất lượng tại các phòng, đơn vị thuộc {agency}. Kiểm tra cải cách hành chính nội bộ thực hiện theo HD-01; hai hoạt động có thể kết hợp trong một đợt nhưng phát hiện phải ghi rõ chuẩn mực áp dụng.",
            ),
        ),
        (
            "Tài liệu viện dẫn",
            (Refs(("iso9001", "iso19011", "qd19", "tt26"), ("QT-01", "QT-04", "QT-05", "HD-01")),),
        ),
        (
            "Định nghĩa, từ viết tắt",
            (
                "Chuẩn mực đánh giá :: tiêu chuẩn, pháp luật, quy trình được dùng để so sánh với bằng chứng.",
                "Bằng chứng :: hồ sơ, lời nói được xác nhận, điều quan sát được, có thể kiểm tra lại.",
                "Điểm không phù hợp nặng :: thiếu hẳn hoặc không áp dụng một yêu cầu; vi phạm pháp luật; lỗi lặp lại; lỗi ảnh hưởng trực tiếp tới quyền lợi của tổ chức, cá nhân.",
                "Điểm không phù hợp nhẹ :: sai lệch đơn lẻ, không làm mất hiệu lực của quá trình.",
                "Điểm lưu ý :: chưa vi phạm yêu cầu nhưng có thể dẫn tới không phù hợp, hoặc có thể làm tốt hơn; phải được trả lời.",
            ),
        ),
        (
            "Nội dung quy trình",
            (
                "# Trình tự thực hiện",
                STEPS,
                "# Chuyên gia đánh giá",
                "- Đã qua khóa đào tạo đánh giá nội bộ, có giấy chứng nhận; trưởng đoàn đã tham gia ít nhất hai cuộc đánh giá.",
                "- Không đánh giá công việc của mình và không đánh giá đơn vị mình đang hoặc đã công tác trong 24 tháng gần nhất.",
                "- Giữ bí mật thông tin của hồ sơ; kết luận dựa trên bằng chứng, không suy đoán.",
                "# Chọn mẫu",
                "Với mỗi thủ tục hành chính được chọn, xem tối thiểu 05 hồ sơ hoặc 5 % số hồ sơ đã giải quyết trong kỳ (lấy số lớn hơn, không quá 25), trong đó có hồ sơ quá hạn, hồ sơ phải bổ sung và hồ sơ bị từ chối nếu có. Danh sách mã hồ sơ đã xem được ghi trong phiếu.",
                "# Phân loại và xử lý phát hiện",
                Table(
                    ("Loại", "Đơn vị phải làm", "Thời hạn gửi kế hoạch", "Thời hạn hoàn thành"),
                    (
                        (
                            "Không phù hợp nặng",
                            "Khắc phục ngay, tìm nguyên nhân gốc, hành động khắc phục, kiểm tra trường hợp tương tự",
                            "05 ngày làm việc",
                            "30 ngày",
                        ),
                        (
                            "Không phù hợp nhẹ",
                            "Khắc phục, tìm nguyên nhân, hành động khắc phục",
                            "10 ngày làm việc",
                            "60 ngày",
                        ),
                        (
                            "Điểm lưu ý",
                            "Trả lời: thực hiện hay không, vì sao",
                            "15 ngày làm việc",
                            "Theo cam kết",
                        ),
                    ),
                    (2, 4.6, 2, 2),
                ),
                "Phát hiện đã đóng mà xuất hiện lại được liên kết với phát hiện cũ và nâng lên một mức. Đơn vị không đồng ý với phát hiện được ghi ý kiến vào phiếu; Đại diện lãnh đạo quyết định cuối cùng.",
                "# Đánh giá đột xuất",
                "Giám đốc Sở quyết định đánh giá ngoài chương trình khi có khiếu nại đúng, có sự không phù hợp nặng, có thay đổi lớn về tổ chức hoặc trước khi công bố lại hệ thống.",
            ),
        ),
        ("Biểu mẫu", (Forms(("BM-01-QT-04", "BM-02-QT-04")),)),
        (
            "Hồ sơ cần lưu",
            (
                Table(
                    ("TT", "Tên hồ sơ", "Nơi lưu", "Thời gian lưu"),
                    (
                        ("1", "Chương trình, kế hoạch đánh giá", "Văn phòng Sở", "05 năm"),
                        ("2", "Phiếu hỏi và ghi chép", "Văn phòng Sở", "05 năm"),
                        ("3", "Báo cáo đánh giá nội bộ", "Văn phòng Sở", "Vĩnh viễn"),
                        (
                            "4",
                            "Hồ sơ năng lực chuyên gia đánh giá",
                            "Văn phòng Sở",
                            "Trong thời gian công tác, cộng 05 năm",
                        ),
                    ),
                    (0, 5, 2.4, 3),
                ),
            ),
        ),
    ),
)
