"""QT-04: nonconformity and corrective action (8.7, 10.2)."""

from datetime import date

from controlled_docs.build.content import Amendment, Document, Forms, Refs, Step, Steps, Table

STEPS = Steps(
    (
        Step(
            "Phát hiện, ghi nhận",
            "Ai thấy thì ghi: việc gì, ở đâu, bằng chứng, trái yêu cầu nào; báo Trưởng đơn vị trong ngày.",
            "Mọi công chức, viên chức",
            "Trong ngày",
            "BM-01-QT-04 phần 1",
        ),
        Step(
            "Xử lý tức thời",
            "Ngăn hậu quả: dừng, cách ly, thu hồi kết quả sai, thông báo và xin lỗi người bị ảnh hưởng.",
            "Trưởng đơn vị",
            "Trong 24 giờ",
            "Phần 1",
        ),
        Step(
            "Phân loại, giao việc",
            "Xác định nặng, nhẹ hoặc lưu ý; có cần hành động khắc phục không; cử người phụ trách.",
            "Thư ký ISO",
            "02 ngày làm việc",
            "BM-02-QT-04",
        ),
        Step(
            "Tìm nguyên nhân gốc",
            "Hỏi “vì sao” cho tới nguyên nhân thuộc hệ thống; xem trường hợp tương tự ở nơi khác.",
            "Người phụ trách",
            "05 ngày làm việc",
            "Phần 2",
        ),
        Step(
            "Đề xuất hành động",
            "Mỗi nguyên nhân có hành động, người làm, thời hạn, cách biết là có hiệu lực.",
            "Người phụ trách",
            "Cùng bước 4",
            "Phần 2",
        ),
        Step(
            "Phê duyệt",
            "Xem xét sự tương xứng của hành động với hậu quả; bố trí nguồn lực.",
            "Trưởng đơn vị; Giám đốc với loại nặng",
            "03 ngày làm việc",
            "Phần 3",
        ),
        Step(
            "Thực hiện",
            "Làm và lưu bằng chứng; xin gia hạn phải nêu lý do trước khi hết hạn.",
            "Người được giao",
            "Theo kế hoạch",
            "Bằng chứng",
        ),
        Step(
            "Kiểm tra hiệu lực",
            "Sau thời gian đủ để thấy kết quả; xem lại số liệu, chọn mẫu. Không có hiệu lực thì trở lại bước 4.",
            "Người khác với người thực hiện",
            "30 – 90 ngày sau khi xong",
            "Phần 4",
        ),
        Step(
            "Đóng, cập nhật",
            "Cập nhật bảng rủi ro, sửa tài liệu nếu cần, tổng hợp xu hướng cho xem xét của lãnh đạo.",
            "Thư ký ISO",
            "02 ngày làm việc",
            "BM-02-QT-04",
        ),
    )
)

DOCUMENT = Document(
    code="QT-04",
    title="Kiểm soát sự không phù hợp và hành động khắc phục",
    title_en="Control of nonconformity and corrective action",
    kind="QT",
    owner="VP",
    clauses=("8.7.1", "8.7.2", "10.2.1", "10.2.2"),
    summary="Ghi nhận, xử lý tức thời, tìm nguyên nhân, hành động khắc phục và kiểm tra hiệu lực đối với mọi sự không phù hợp.",
    edition=2,
    log=(
        Amendment(
            "Chuyển đổi tiêu chuẩn",
            "Toàn bộ tài liệu",
            "Gộp quy trình kiểm soát sản phẩm không phù hợp, hành động khắc phục và hành động phòng ngừa; phòng ngừa chuyển sang QT-02.",
            2,
            0,
            date(2025, 9, 15),
        ),
    ),
    sections=(
        (
            "Mục đích",
            (
                "Bảo đảm mọi kết quả sai, việc làm trái quy trình được nhận biết, xử lý ngay để người dân, doanh nghiệp không phải chịu hậu quả, và nguyên nhân được loại bỏ để không lặp lại.",
            ),
        ),
        (
            "Phạm vi áp dụng",
            (
                "Áp dụng cho sự không phù hợp từ mọi nguồn: đánh giá nội bộ, kiểm tra cải cách hành chính, kiểm tra của cấp trên, phản ánh và khiếu nại đúng, tự phát hiện, mục tiêu không đạt, hồ sơ quá hạn.",
                "Việc xem xét trách nhiệm cá nhân thực hiện theo quy định về cán bộ, công chức, không thuộc quy trình này.",
            ),
        ),
        (
            "Tài liệu viện dẫn",
            (Refs(("iso9001", "qd19", "nd118"), ("QT-02", "QT-03", "QT-05", "QT-08", "HD-01")),),
        ),
        (
            "Định nghĩa, từ viết tắt",
            (
                "Sự không phù hợp (KPH) :: không đáp ứng một yêu cầu của pháp luật, tiêu chuẩn, quy trình hoặc cam kết đã công bố.",
                "Khắc phục (sửa chữa) :: hành động xử lý chính trường hợp sai, ví dụ cấp lại Giấy chứng nhận đã ghi nhầm diện tích.",
                "Hành động khắc phục (HĐKP) :: hành động loại bỏ nguyên nhân để không lặp lại, ví dụ thêm bước đối chiếu số liệu tự động trước khi in.",
                "Hiệu lực :: sau khi hành động, sự không phù hợp cùng nguyên nhân không xuất hiện lại.",
            ),
        ),
        (
            "Nội dung quy trình",
            (
                "# Trình tự thực hiện",
                STEPS,
                "# Xử lý kết quả giải quyết thủ tục hành chính không phù hợp",
                Table(
                    ("Trường hợp", "Xử lý tức thời", "Người quyết định"),
                    (
                        (
                            "Kết quả ghi sai, chưa trả",
                            "Giữ lại, hủy bản sai có lập biên bản, phát hành lại đúng hạn",
                            "Trưởng đơn vị",
                        ),
                        (
                            "Kết quả ghi sai, đã trả",
                            "Thông báo cho tổ chức, cá nhân; đính chính hoặc thu hồi, cấp lại theo pháp luật chuyên ngành; không thu phí lần hai",
                            "Giám đốc Sở",
                        ),
                        (
                            "Hồ sơ có nguy cơ quá hạn",
                            "Báo cáo trước 02 ngày làm việc; tăng người hoặc làm song song",
                            "Trưởng đơn vị",
                        ),
                        (
                            "Hồ sơ đã quá hạn",
                            "Văn bản xin lỗi, hẹn lại một lần, nêu lý do và người chịu trách nhiệm",
                            "Người đứng đầu đơn vị giải quyết",
                        ),
                        (
                            "Yêu cầu giấy tờ ngoài danh mục",
                            "Rút yêu cầu, xin lỗi, giải quyết ngay trên hồ sơ đã có",
                            "Trưởng đơn vị",
                        ),
                    ),
                    (3, 5, 2.2),
                ),
                "# Khi nào bắt buộc có hành động khắc phục",
                "- loại nặng; loại nhẹ xuất hiện từ hai lần trong 12 tháng cùng nguyên nhân;",
                "- khiếu nại được kết luận là đúng; mục tiêu không đạt hai kỳ liên tiếp;",
                "- yêu cầu của cơ quan kiểm tra, thanh tra.",
                "Các trường hợp khác chỉ cần khắc phục và ghi vào sổ theo dõi; Thư ký ISO xem lại xu hướng hằng quý.",
                "# Cách tìm nguyên nhân gốc",
                "Dùng phương pháp “5 vì sao” hoặc biểu đồ xương cá theo các nhóm: con người, phương pháp, phương tiện và phần mềm, thông tin đầu vào, phối hợp, môi trường làm việc. Không chấp nhận nguyên nhân chung chung như “do sơ suất” nếu chưa trả lời được vì sao hệ thống để sơ suất xảy ra mà không ai phát hiện.",
                "# Gia hạn và đôn đốc",
                "Thời hạn chỉ được dời bằng đề nghị có lý do, được người phê duyệt kế hoạch đồng ý; mỗi phiếu được gia hạn tối đa hai lần. Quá hạn mà không báo cáo, Thư ký ISO đôn đốc bằng văn bản; sau lần đôn đốc thứ hai báo cáo Giám đốc Sở.",
                "# Bất đồng ý kiến",
                "Đơn vị không đồng ý với việc phân loại được gửi ý kiến trong 03 ngày làm việc; Đại diện lãnh đạo quyết định. Trong khi chờ, việc xử lý tức thời vẫn phải thực hiện.",
            ),
        ),
        ("Biểu mẫu", (Forms(("BM-04-QT-09",)),)),
        (
            "Hồ sơ cần lưu",
            (
                Table(
                    ("TT", "Tên hồ sơ", "Nơi lưu", "Thời gian lưu"),
                    (
                        (
                            "1",
                            "Phiếu yêu cầu hành động khắc phục kèm bằng chứng",
                            "Đơn vị; bản sao tại Văn phòng Sở",
                            "10 năm",
                        ),
                        ("2", "Sổ theo dõi sự không phù hợp", "Văn phòng Sở", "10 năm"),
                        (
                            "3",
                            "Biên bản hủy, thu hồi kết quả sai",
                            "Theo hồ sơ thủ tục hành chính",
                            "Như hồ sơ gốc",
                        ),
                    ),
                    (0, 5, 3, 2),
                ),
            ),
        ),
    ),
)
