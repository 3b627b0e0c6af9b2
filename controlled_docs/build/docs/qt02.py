"""QT-02: risks and opportunities (6.1)."""

from controlled_docs.build.content import Document, Forms, Refs, Step, Steps, Table

STEPS = Steps(
    (
        Step(
            "Chuẩn bị",
            "Thư ký ISO gửi yêu cầu, kèm danh sách vấn đề bối cảnh, phát hiện và phản ánh trong năm.",
            "Thư ký ISO",
            "Trước 15/11 hằng năm",
            "Văn bản yêu cầu",
        ),
        Step(
            "Nhận diện",
            "Mỗi đơn vị xem từng quá trình, từng thủ tục: điều gì có thể sai, vì sao, hậu quả với ai; điều gì có thể tận dụng để làm tốt hơn.",
            "Trưởng đơn vị và người trực tiếp làm",
            "10 ngày làm việc",
            "BM-01-QT-02",
        ),
        Step(
            "Phân tích, chấm điểm",
            "Chấm khả năng xảy ra và mức ảnh hưởng theo thang 1 đến 5; ghi biện pháp kiểm soát hiện có trước khi chấm.",
            "Đơn vị",
            "Cùng bước 2",
            "BM-01-QT-02",
        ),
        Step(
            "Xếp hạng, chọn cách xử lý",
            "Tổng hợp, loại trùng; đối chiếu mức chấp nhận; chọn tránh, giảm, chuyển giao, chấp nhận hoặc tận dụng.",
            "Thư ký ISO, các Trưởng đơn vị",
            "05 ngày làm việc",
            "Danh sách xếp hạng",
        ),
        Step(
            "Phê duyệt",
            "Xem xét rủi ro mức cao và mọi rủi ro được đề nghị chấp nhận; phân bổ nguồn lực.",
            "Giám đốc Sở",
            "03 ngày làm việc",
            "BM-02-QT-02",
        ),
        Step(
            "Thực hiện",
            "Làm đúng kế hoạch, đưa biện pháp vào quy trình, hướng dẫn, biểu mẫu có liên quan.",
            "Đơn vị được giao",
            "Theo kế hoạch",
            "Bằng chứng thực hiện",
        ),
        Step(
            "Theo dõi, đánh giá hiệu lực",
            "Hằng quý kiểm tra tiến độ; chấm lại điểm còn lại; người đánh giá không phải người thực hiện.",
            "Thư ký ISO",
            "Hằng quý",
            "BM-02-QT-02",
        ),
        Step(
            "Báo cáo, cập nhật",
            "Tổng hợp cho cuộc họp xem xét của lãnh đạo; cập nhật bảng rủi ro khi có thay đổi lớn hoặc có sự không phù hợp nặng.",
            "Thư ký ISO",
            "Trước cuộc họp 10 ngày",
            "Báo cáo",
        ),
    )
)

DOCUMENT = Document(
    code="QT-02",
    title="Quản lý rủi ro và cơ hội",
    title_en="Management of risks and opportunities",
    kind="QT",
    owner="VP",
    clauses=("6.1.1", "6.1.2"),
    summary="Nhận diện, chấm điểm, xử lý, theo dõi rủi ro và cơ hội của các quá trình và thủ tục hành chính.",
    sections=(
        (
            "Mục đích",
            (
                "Quy trình này giúp {agency} nhìn trước điều có thể làm hồ sơ chậm, sai hoặc làm người dân, doanh nghiệp mất lòng tin, và hành động trước khi sự việc xảy ra; đồng thời không bỏ lỡ cơ hội làm việc nhanh hơn, rẻ hơn, minh bạch hơn.",
            ),
        ),
        (
            "Phạm vi áp dụng",
            (
                "Áp dụng cho mọi quá trình nêu tại STCL-01 và mọi thủ tục hành chính trong phạm vi hệ thống. Rủi ro về an toàn thông tin, phòng cháy, phòng chống tham nhũng đã có quy định riêng thì chỉ ghi viện dẫn, không lập lại kế hoạch.",
            ),
        ),
        (
            "Tài liệu viện dẫn",
            (Refs(("iso9001", "iso31000", "qd19"), ("STCL-01", "MTCL-01", "QT-04", "QT-05")),),
        ),
        (
            "Định nghĩa, từ viết tắt",
            (
                "Rủi ro :: tác động của sự không chắc chắn lên kết quả mong đợi, được mô tả bằng sự kiện, nguyên nhân và hậu quả.",
                "Cơ hội :: hoàn cảnh thuận lợi có thể tận dụng để đạt kết quả tốt hơn mục tiêu.",
                "Khả năng (K) :: mức độ dễ xảy ra của sự kiện, chấm từ 1 đến 5.",
                "Ảnh hưởng (A) :: mức độ hậu quả nếu sự kiện xảy ra, chấm từ 1 đến 5.",
                "Điểm rủi ro :: tích K × A. Điểm còn lại là điểm chấm lại sau khi biện pháp đã áp dụng.",
            ),
        ),
        (
            "Nội dung quy trình",
            (
                "# Trình tự thực hiện",
                STEPS,
                "# Thang điểm",
                Table(
                    ("Điểm", "Khả năng xảy ra (K)", "Mức ảnh hưởng (A)"),
                    (
                        (
                            "1",
                            "Hầu như không xảy ra; chưa từng có trong 5 năm",
                            "Không ảnh hưởng tới người dân; sửa ngay tại chỗ",
                        ),
                        (
                            "2",
                            "Hiếm; khoảng một lần trong 2 – 3 năm",
                            "Chậm nội bộ, chưa quá hạn; tốn ít công sức",
                        ),
                        (
                            "3",
                            "Thỉnh thoảng; mỗi năm một vài lần",
                            "Một số hồ sơ quá hạn hoặc phải làm lại; có phản ánh",
                        ),
                        (
                            "4",
                            "Thường; hằng tháng",
                            "Nhiều hồ sơ quá hạn, sai kết quả; bị nhắc nhở, khiếu nại",
                        ),
                        (
                            "5",
                            "Gần như chắc chắn; hằng tuần",
                            "Vi phạm pháp luật, thiệt hại tài sản, môi trường; mất uy tín",
                        ),
                    ),
                    (1, 4, 5),
                ),
                "# Mức rủi ro và yêu cầu xử lý",
                Table(
                    ("Điểm K × A", "Mức", "Yêu cầu"),
                    (
                        (
                            "1 – 4",
                            "Thấp",
                            "Chấp nhận, duy trì kiểm soát hiện có, xem lại hằng năm.",
                        ),
                        (
                            "5 – 9",
                            "Trung bình",
                            "Có biện pháp giảm, Trưởng đơn vị phê duyệt, theo dõi 6 tháng một lần.",
                        ),
                        (
                            "10 – 16",
                            "Cao",
                            "Bắt buộc có kế hoạch xử lý, Giám đốc Sở phê duyệt, theo dõi hằng quý.",
                        ),
                        (
                            "20 – 25",
                            "Rất cao",
                            "Xử lý ngay; báo cáo Giám đốc trong 24 giờ; tạm dừng cách làm hiện tại nếu cần.",
                        ),
                    ),
                    (2, 2, 7),
                ),
                "Rủi ro có mức ảnh hưởng bằng 5 luôn được coi là mức cao trở lên dù khả năng thấp. Rủi ro được chấp nhận phải ghi lý do và người chấp nhận.",
                "# Nguồn nhận diện tối thiểu phải xem",
                "- hồ sơ quá hạn, hồ sơ trả lại, kết quả phải đính chính trong 12 tháng gần nhất;",
                "- phát hiện của đánh giá nội bộ, kiểm tra cải cách hành chính, thanh tra, kiểm toán;",
                "- phản ánh, kiến nghị, khiếu nại và kết quả khảo sát hài lòng;",
                "- thay đổi pháp luật, thay đổi tổ chức, thay đổi nhân sự chủ chốt, thay đổi phần mềm;",
                "- biến đổi khí hậu và thiên tai có thể làm gián đoạn việc tiếp nhận, kiểm tra thực địa.",
                "# Cơ hội",
                "Cơ hội được ghi ở phần riêng của BM-01-QT-02, chấm theo lợi ích và tính khả thi (mỗi tiêu chí 1 đến 5). Cơ hội từ 12 điểm trở lên được đưa vào kế hoạch cải tiến hoặc đề xuất đơn giản hóa thủ tục hành chính.",
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
                            "Bảng nhận diện, đánh giá rủi ro và cơ hội",
                            "Đơn vị, Văn phòng Sở",
                            "05 năm",
                        ),
                        (
                            "2",
                            "Kế hoạch xử lý và bằng chứng thực hiện",
                            "Đơn vị được giao",
                            "05 năm",
                        ),
                        ("3", "Báo cáo tổng hợp hằng năm", "Văn phòng Sở", "20 năm"),
                    ),
                    (0, 5, 3, 2),
                ),
            ),
        ),
    ),
)
