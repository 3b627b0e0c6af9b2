"""STCL-01: context, scope and processes of the system (4.1 to 4.4, 5.3)."""

from controlled_docs.build.content import Document, Refs, Table

DOCUMENT = Document(
    code="STCL-01",
    title="Sổ tay chất lượng: bối cảnh, phạm vi và các quá trình",
    title_en="Quality manual: context, scope and processes",
    kind="STCL",
    owner="VP",
    clauses=("4.1", "4.2", "4.3", "4.4", "5.3"),
    summary="Mô tả bối cảnh, các bên quan tâm, phạm vi, các quá trình, trách nhiệm và đối chiếu tài liệu với các điều của tiêu chuẩn.",
    sections=(
        (
            "Giới thiệu",
            (
                "Sổ tay này là bản đồ của hệ thống quản lý chất lượng tại {agency}: nói hệ thống gồm gì, áp dụng ở đâu, ai chịu trách nhiệm và tìm chi tiết ở tài liệu nào. Sổ tay không nhắc lại nội dung của tiêu chuẩn hay của các quy trình.",
                Refs(("iso9000", "iso9001", "qd19", "tt26", "qd101")),
            ),
        ),
        (
            "Bối cảnh của cơ quan",
            (
                "# Vấn đề bên ngoài",
                "- Pháp luật về đất đai, môi trường, tài nguyên nước, khoáng sản thay đổi nhanh; mô hình chính quyền địa phương hai cấp làm thay đổi thẩm quyền và nơi tiếp nhận hồ sơ.",
                "- Người dân và doanh nghiệp đòi hỏi minh bạch, đúng hẹn, nộp hồ sơ trực tuyến và không phải nộp lại giấy tờ cơ quan nhà nước đã có.",
                "- Biến đổi khí hậu làm tăng thiên tai, thiếu nước mùa khô, tăng khối lượng thẩm định và kiểm tra; yếu tố này được xét là vấn đề có liên quan của hệ thống.",
                "- Dữ liệu đất đai, hồ sơ địa chính ở một số địa bàn chưa hoàn thiện, chưa liên thông thuế và công chứng.",
                "# Vấn đề bên trong",
                "- Biên chế giảm trong khi số hồ sơ tăng; một số vị trí chỉ có một người làm được.",
                "- Văn phòng Đăng ký đất đai có nhiều chi nhánh, cách làm chưa đồng đều.",
                "- Hạ tầng công nghệ thông tin được đầu tư nhưng phần mềm rời rạc, còn nhập liệu nhiều lần.",
                "Các vấn đề được xem xét mỗi năm tại cuộc họp xem xét của lãnh đạo và là đầu vào của QT-02.",
            ),
        ),
        (
            "Các bên quan tâm",
            (
                Table(
                    ("TT", "Bên quan tâm", "Nhu cầu, mong đợi", "Cách đáp ứng, theo dõi"),
                    (
                        (
                            "1",
                            "Tổ chức, cá nhân có hồ sơ",
                            "Đúng pháp luật, đúng hẹn, chi phí thấp, được giải thích",
                            "Quy trình thủ tục hành chính, khảo sát hài lòng (QT-08)",
                        ),
                        (
                            "2",
                            "Cộng đồng chịu tác động của dự án",
                            "Được tham vấn, môi trường được bảo vệ",
                            "QT-MT-01, QT-MT-02, công khai thông tin",
                        ),
                        (
                            "3",
                            "UBND tỉnh, Bộ quản lý ngành",
                            "Tham mưu kịp thời, số liệu đúng, chỉ tiêu đạt",
                            "Báo cáo định kỳ, mục tiêu chất lượng",
                        ),
                        (
                            "4",
                            "Sở Nội vụ, Sở Khoa học và Công nghệ",
                            "Duy trì cải cách hành chính, hệ thống chất lượng",
                            "Kiểm tra nội bộ (HD-01), đánh giá nội bộ (QT-03)",
                        ),
                        (
                            "5",
                            "UBND cấp xã, cơ quan thuế, tổ chức hành nghề công chứng",
                            "Phối hợp, chuyển thông tin nhanh và đúng",
                            "Quy chế phối hợp, liên thông dữ liệu",
                        ),
                        (
                            "6",
                            "Công chức, viên chức, người lao động",
                            "Công việc rõ ràng, được đào tạo, an toàn",
                            "QT-06, hướng dẫn công việc",
                        ),
                        (
                            "7",
                            "Nhà cung cấp, đơn vị tư vấn",
                            "Yêu cầu rõ, thanh toán đúng hạn",
                            "Hợp đồng, đánh giá nhà cung cấp",
                        ),
                    ),
                    (0, 3, 4, 4),
                ),
            ),
        ),
        (
            "Phạm vi của hệ thống",
            (
                "Hệ thống áp dụng cho toàn bộ hoạt động liên quan đến việc giải quyết thủ tục hành chính cho tổ chức, cá nhân thuộc thẩm quyền của {agency} và các quá trình nội bộ phục vụ hoạt động đó, tại trụ sở Sở, tại {centre} và tại các đơn vị trực thuộc có tham gia giải quyết hồ sơ.",
                "Điều 8.3 về thiết kế và phát triển không áp dụng: trình tự, thành phần hồ sơ và kết quả của từng thủ tục do pháp luật quy định, Sở không thiết kế dịch vụ mới. Điều 7.1.5.2 chỉ áp dụng cho thiết bị đo đạc, quan trắc do Sở trực tiếp sử dụng. Việc không áp dụng không làm giảm trách nhiệm của Sở đối với kết quả.",
                "Khi danh mục thủ tục hành chính hoặc cơ cấu tổ chức thay đổi làm thay đổi phạm vi, Sở cập nhật sổ tay, công bố lại sự phù hợp của hệ thống và thông báo cho cơ quan chủ trì ở tỉnh.",
            ),
        ),
        (
            "Các quá trình và tương tác",
            (
                Table(
                    ("Nhóm", "Quá trình", "Đầu vào chính", "Đầu ra chính", "Tài liệu"),
                    (
                        (
                            "Lãnh đạo",
                            "Hoạch định, rủi ro, mục tiêu, xem xét",
                            "Bối cảnh, kết quả năm trước",
                            "Chính sách, mục tiêu, quyết định cải tiến",
                            "CSCL-01, MTCL-01, QT-02, QT-05",
                        ),
                        (
                            "Nghiệp vụ",
                            "Tiếp nhận, giải quyết, trả kết quả thủ tục hành chính",
                            "Hồ sơ của tổ chức, cá nhân",
                            "Giấy phép, Giấy chứng nhận, văn bản trả lời",
                            "QT-09 và các quy trình lĩnh vực",
                        ),
                        (
                            "Hỗ trợ",
                            "Tài liệu, hồ sơ, văn thư, đào tạo",
                            "Nhu cầu của các quá trình",
                            "Thông tin đúng, người đủ năng lực",
                            "QT-01, QT-06, QT-07",
                        ),
                        (
                            "Đánh giá",
                            "Đo lường, đánh giá nội bộ, kiểm tra nội bộ",
                            "Số liệu, bằng chứng",
                            "Phát hiện, xu hướng",
                            "QT-03, QT-08, HD-01",
                        ),
                        (
                            "Cải tiến",
                            "Xử lý sự không phù hợp, hành động khắc phục",
                            "Phát hiện, phản ánh",
                            "Nguyên nhân được loại bỏ",
                            "QT-04",
                        ),
                    ),
                    (1.5, 3, 2.6, 3, 2.6),
                ),
                "Mỗi quá trình có người phụ trách, chỉ tiêu theo dõi và rủi ro đã nhận diện. Đầu ra của quá trình trước là đầu vào của quá trình sau; hồ sơ thủ tục hành chính được nhận biết bằng mã hồ sơ duy nhất xuyên suốt từ tiếp nhận đến lưu trữ.",
            ),
        ),
        (
            "Trách nhiệm, quyền hạn",
            (
                Table(
                    ("Vai trò", "Trách nhiệm trong hệ thống"),
                    (
                        (
                            "Giám đốc Sở",
                            "Chịu trách nhiệm về hiệu lực của hệ thống; phê duyệt chính sách, mục tiêu, tài liệu; bảo đảm nguồn lực; chủ trì xem xét của lãnh đạo; công bố sự phù hợp.",
                        ),
                        (
                            "Ban Chỉ đạo ISO",
                            "Chỉ đạo xây dựng, áp dụng, duy trì và cải tiến; xử lý vướng mắc liên đơn vị.",
                        ),
                        (
                            "Đại diện lãnh đạo về chất lượng",
                            "Theo dõi hệ thống, báo cáo Giám đốc về kết quả và nhu cầu cải tiến.",
                        ),
                        (
                            "Thư ký ISO",
                            "Kiểm soát tài liệu, theo dõi rủi ro, hành động khắc phục, chuẩn bị đánh giá nội bộ và cuộc họp xem xét.",
                        ),
                        (
                            "Trưởng các đơn vị",
                            "Phụ trách quá trình của đơn vị; giữ tài liệu đúng bản hiệu lực; trả lời phát hiện; đo lường mục tiêu.",
                        ),
                        (
                            "Chuyên gia đánh giá nội bộ",
                            "Đánh giá khách quan, không đánh giá công việc của chính mình.",
                        ),
                        (
                            "Công chức, viên chức, người lao động",
                            "Làm đúng quy trình, ghi hồ sơ đầy đủ, báo cáo sai lỗi và đề xuất cải tiến.",
                        ),
                    ),
                    (3, 8),
                ),
            ),
        ),
        (
            "Đối chiếu tài liệu với tiêu chuẩn",
            (
                Table(
                    ("Điều", "Nội dung (tóm lược)", "Tài liệu của Sở"),
                    (
                        ("4", "Bối cảnh, bên quan tâm, phạm vi, quá trình", "STCL-01"),
                        ("5", "Lãnh đạo, chính sách, phân công", "CSCL-01, STCL-01"),
                        ("6", "Rủi ro, cơ hội, mục tiêu, thay đổi", "QT-02, MTCL-01"),
                        ("7.1", "Nguồn lực", "Kế hoạch hằng năm, QT-05"),
                        ("7.2, 7.3", "Năng lực, nhận thức", "QT-06"),
                        ("7.4", "Trao đổi thông tin", "QT-07, QT-08"),
                        ("7.5", "Thông tin dạng văn bản", "QT-01, QT-07"),
                        (
                            "8.1 – 8.6",
                            "Hoạch định, cung cấp dịch vụ hành chính",
                            "QT-09, QT-ĐĐ-01, QT-MT-01, QT-MT-02, QT-TNN-01, QT-KS-01",
                        ),
                        ("8.7", "Kết quả không phù hợp", "QT-04"),
                        ("9.1", "Theo dõi, đo lường, phân tích", "MTCL-01, QT-08"),
                        ("9.2", "Đánh giá nội bộ", "QT-03"),
                        ("9.3", "Xem xét của lãnh đạo", "QT-05"),
                        ("10", "Cải tiến, hành động khắc phục", "QT-04"),
                    ),
                    (1.6, 4.6, 5),
                ),
            ),
        ),
    ),
)
