"""HD-01: how to inspect administrative reform work inside the agency."""

from controlled_docs.build.content import Document, Forms, Refs, Step, Steps, Table

STEPS = Steps(
    (
        Step(
            "Kế hoạch kiểm tra năm",
            "Chọn đơn vị, nội dung, thời gian; mỗi năm ít nhất 30 % số đơn vị; đơn vị có tồn tại chưa khắc phục được ưu tiên.",
            "Văn phòng Sở, Giám đốc ký",
            "Quý I",
            "Kế hoạch",
        ),
        Step(
            "Thành lập đoàn",
            "Quyết định thành lập đoàn, nêu phạm vi, thời kỳ, thời gian; thành viên không thuộc đơn vị được kiểm tra.",
            "Giám đốc Sở",
            "Trước kiểm tra 10 ngày làm việc",
            "Quyết định",
        ),
        Step(
            "Thông báo, báo cáo tự kiểm tra",
            "Gửi thông báo kèm đề cương; đơn vị gửi báo cáo và tài liệu kiểm chứng.",
            "Đoàn kiểm tra, đơn vị",
            "Trước kiểm tra 05 ngày làm việc",
            "Báo cáo tự kiểm tra",
        ),
        Step(
            "Kiểm tra tại đơn vị",
            "Dùng phiếu kiểm tra; phỏng vấn; chọn mẫu hồ sơ; chụp màn hình, ghi mã hồ sơ làm bằng chứng.",
            "Đoàn kiểm tra",
            "01 ngày mỗi đơn vị",
            "BM-01-HD-01",
        ),
        Step(
            "Lập biên bản",
            "Đọc lại, ghi ý kiến đơn vị, hai bên ký ngay khi kết thúc.",
            "Thư ký đoàn",
            "Cuối buổi kiểm tra",
            "BM-02-HD-01",
        ),
        Step(
            "Báo cáo, thông báo kết quả",
            "Báo cáo Giám đốc; ban hành thông báo nêu kết quả, tồn tại, nguyên nhân, yêu cầu, thời hạn.",
            "Trưởng đoàn, Giám đốc ký",
            "07 ngày làm việc",
            "Thông báo kết quả",
        ),
        Step(
            "Khắc phục, báo cáo",
            "Đơn vị xử lý từng tồn tại theo QT-04 và báo cáo kèm bằng chứng.",
            "Đơn vị được kiểm tra",
            "15 ngày từ thông báo",
            "BM-03-HD-01",
        ),
        Step(
            "Đôn đốc, xác nhận",
            "Đôn đốc khi quá hạn; người xác nhận không thuộc đơn vị; chưa đạt thì yêu cầu làm tiếp.",
            "Văn phòng Sở",
            "10 ngày làm việc",
            "BM-02-QT-04",
        ),
    ),
    flow=False,
)

DOCUMENT = Document(
    code="HD-01",
    title="Kiểm tra công tác cải cách hành chính nội bộ",
    title_en="Internal inspection of administrative reform",
    kind="HD",
    owner="VP",
    clauses=("9.1.1", "9.2", "10.2"),
    summary="Hướng dẫn đoàn kiểm tra: kế hoạch, sáu nội dung kiểm tra, cách chọn mẫu, lập biên bản, thông báo kết quả và theo dõi khắc phục.",
    sections=(
        (
            "Mục đích",
            (
                "Hướng dẫn đoàn kiểm tra của {agency} kiểm tra công tác cải cách hành chính tại các phòng, đơn vị một cách thống nhất, dựa trên bằng chứng, và theo dõi cho đến khi tồn tại được khắc phục thật sự.",
            ),
        ),
        (
            "Phạm vi áp dụng",
            (
                "Áp dụng cho kiểm tra định kỳ, đột xuất và phúc tra. Có thể kết hợp kiểm soát thủ tục hành chính, hệ thống quản lý chất lượng và việc thực hiện ý kiến chỉ đạo trong cùng một cuộc; khi đó quyết định ghi đủ các nội dung.",
            ),
        ),
        (
            "Tài liệu viện dẫn",
            (Refs(("nq76", "nd63", "nd118", "qd19"), ("QT-03", "QT-04", "QT-09")),),
        ),
        (
            "Từ viết tắt",
            (
                "CCHC :: cải cách hành chính.",
                "KSTTHC :: kiểm soát thủ tục hành chính.",
                "Tồn tại, hạn chế :: điều chưa đúng hoặc chưa đủ so với quy định, kế hoạch; được phân loại nặng, nhẹ như tại QT-03.",
                "Phúc tra :: kiểm tra lại việc thực hiện kết luận của cuộc kiểm tra trước.",
            ),
        ),
        (
            "Nội dung hướng dẫn",
            (
                "# Trình tự",
                STEPS,
                "# Nội dung và câu hỏi chính",
                Table(
                    ("Nội dung", "Câu hỏi phải trả lời", "Bằng chứng thường xem"),
                    (
                        (
                            "Chỉ đạo, điều hành",
                            "Kế hoạch ban hành đúng hạn? Bao nhiêu phần trăm nhiệm vụ hoàn thành? Có sáng kiến gì?",
                            "Kế hoạch, báo cáo, biên bản họp",
                        ),
                        (
                            "Cải cách thể chế",
                            "Văn bản tham mưu đúng tiến độ? Rà soát văn bản hết hiệu lực?",
                            "Chương trình, danh mục rà soát",
                        ),
                        (
                            "Cải cách thủ tục hành chính",
                            "Niêm yết đủ? Có giấy tờ tự đặt ra? Hồ sơ quá hạn có văn bản xin lỗi? Đủ phiếu kiểm soát?",
                            "25 hồ sơ mẫu, bảng niêm yết, hệ thống một cửa",
                        ),
                        (
                            "Tổ chức bộ máy",
                            "Quy chế làm việc còn phù hợp? Phân công, ủy quyền bằng văn bản?",
                            "Quy chế, quyết định phân công",
                        ),
                        (
                            "Chế độ công vụ",
                            "Đúng vị trí việc làm? Chuyển đổi vị trí theo quy định? Kỷ luật giờ giấc?",
                            "Đề án, quyết định, kiểm tra đột xuất",
                        ),
                        (
                            "Tài chính công",
                            "Quy chế chi tiêu công khai? Tự chủ đúng quy định?",
                            "Quy chế, báo cáo công khai",
                        ),
                        (
                            "Chính quyền số",
                            "Tỷ lệ văn bản ký số toàn trình? Hồ sơ trực tuyến? Số hóa kết quả?",
                            "Thống kê hệ thống",
                        ),
                    ),
                    (2.2, 4.8, 3),
                ),
                "# Cách chọn mẫu hồ sơ",
                "- Lấy danh sách toàn bộ hồ sơ trong thời kỳ kiểm tra từ hệ thống, không nhận danh sách do đơn vị chọn.",
                "- Chọn ngẫu nhiên 15 hồ sơ; thêm tối đa 10 hồ sơ có dấu hiệu rủi ro: quá hạn, bổ sung từ hai lần, bị từ chối, có phản ánh.",
                "- Ghi mã của mọi hồ sơ đã xem, kể cả hồ sơ đạt.",
                "# Ghi tồn tại",
                "Mỗi tồn tại ghi một dòng theo mẫu: “Việc gì – ở đâu – bao nhiêu trên tổng số – trái quy định nào – bằng chứng”. Ví dụ: “03/25 hồ sơ được chọn không có phiếu kiểm soát quá trình; trái mục 5.2 của QT-09; mã hồ sơ kèm theo”.",
                "Không ghi nhận xét về cá nhân. Việc có dấu hiệu vi phạm pháp luật được báo cáo riêng Giám đốc Sở ngay trong ngày.",
                "# Theo dõi năm này sang năm khác",
                "Thông báo kết quả mỗi năm có phụ lục “Tình hình khắc phục tồn tại năm trước”: tồn tại, đơn vị, yêu cầu, thời hạn, báo cáo khắc phục, tình trạng, số lần đôn đốc. Tồn tại lặp lại được nâng một mức.",
            ),
        ),
        ("Biểu mẫu", (Forms(("BM-01-QT-04", "BM-02-QT-04")),)),
        (
            "Hồ sơ cần lưu",
            (
                Table(
                    ("TT", "Tên hồ sơ", "Nơi lưu", "Thời gian lưu"),
                    (
                        ("1", "Kế hoạch, quyết định, thông báo kết quả", "Văn phòng Sở", "20 năm"),
                        (
                            "2",
                            "Phiếu kiểm tra, biên bản, báo cáo tự kiểm tra",
                            "Văn phòng Sở",
                            "20 năm",
                        ),
                        (
                            "3",
                            "Báo cáo khắc phục, văn bản đôn đốc, xác nhận",
                            "Văn phòng Sở",
                            "20 năm",
                        ),
                    ),
                    (0, 5, 2.4, 2),
                ),
            ),
        ),
    ),
)
