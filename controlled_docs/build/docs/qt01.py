"""QT-01: control of documented information (7.5)."""

from datetime import date

from controlled_docs.build.content import Amendment, Document, Forms, Refs, Step, Steps, Table

ISSUE_STEPS = Steps(
    (
        Step(
            "Đề nghị ban hành, sửa đổi",
            "Người có nhu cầu nêu lý do, phần cần sửa và căn cứ; Trưởng đơn vị ký xác nhận, gửi Thư ký ISO.",
            "Đơn vị đề nghị",
            "Khi phát sinh",
            "BM-01-QT-01",
        ),
        Step(
            "Xem xét đề nghị",
            "Kiểm tra sự cần thiết, sự trùng lặp với tài liệu hiện có; cấp mã hiệu đối với tài liệu mới; phân công người viết.",
            "Thư ký ISO",
            "02 ngày làm việc",
            "BM-01-QT-01 đã có ý kiến",
        ),
        Step(
            "Soạn thảo",
            "Viết hoặc sửa trên tệp nguồn của bản đang hiệu lực; ghi tóm tắt nội dung sửa vào trang theo dõi sửa đổi.",
            "Người viết",
            "Theo phân công, không quá 15 ngày làm việc",
            "Dự thảo",
        ),
        Step(
            "Lấy ý kiến, xem xét",
            "Các đơn vị liên quan góp ý; người xem xét đối chiếu với pháp luật, với quá trình thực tế và với các tài liệu khác của hệ thống. Không đạt thì trả lại bước 3.",
            "Trưởng đơn vị, Chánh Văn phòng",
            "05 ngày làm việc",
            "Ý kiến bằng văn bản",
        ),
        Step(
            "Phê duyệt",
            "Người phê duyệt ký trang bìa hoặc ký số; tài liệu chỉ được phê duyệt bởi người không tham gia viết.",
            "Giám đốc Sở hoặc người được ủy quyền",
            "03 ngày làm việc",
            "Bản được phê duyệt",
        ),
        Step(
            "Ban hành, phân phối",
            "Cập nhật danh mục; gửi tới nơi nhận trước ngày hiệu lực; nơi nhận xác nhận đã nhận và đọc.",
            "Thư ký ISO, Văn thư",
            "02 ngày làm việc",
            "BM-02-QT-01\nBM-04-QT-01",
        ),
        Step(
            "Thu hồi bản cũ",
            "Thu bản giấy, chuyển bản điện tử sang trạng thái hết hiệu lực; giữ một bản gốc làm tư liệu.",
            "Thư ký ISO",
            "Trong ngày hiệu lực",
            "BM-04-QT-01",
        ),
        Step(
            "Rà soát định kỳ",
            "Ít nhất mỗi năm một lần, hoặc ngay khi pháp luật thay đổi, xác nhận tài liệu còn phù hợp hay phải sửa.",
            "Đơn vị phụ trách",
            "Trước 30/11 hằng năm",
            "BM-02-QT-01",
        ),
    )
)

DOCUMENT = Document(
    code="QT-01",
    title="Kiểm soát thông tin dạng văn bản",
    title_en="Control of documented information",
    kind="QT",
    owner="VP",
    clauses=("7.5.1", "7.5.2", "7.5.3"),
    summary="Soạn thảo, phê duyệt, ban hành, phân phối, sửa đổi, thu hồi tài liệu và lưu giữ, hủy hồ sơ của hệ thống quản lý chất lượng.",
    edition=2,
    log=(
        Amendment(
            "Chuyển đổi tiêu chuẩn",
            "Toàn bộ tài liệu",
            "Hợp nhất hai quy trình kiểm soát tài liệu và kiểm soát hồ sơ; bổ sung quản lý bản điện tử, ký số.",
            2,
            0,
            date(2025, 9, 15),
        ),
    ),
    sections=(
        (
            "Mục đích",
            (
                "Quy trình này bảo đảm mọi công chức, viên chức, người lao động của {agency} luôn làm việc theo bản tài liệu đang có hiệu lực; bảo đảm hồ sơ hình thành trong công việc được giữ nguyên vẹn, tìm được nhanh và dùng được làm bằng chứng.",
                "Quy trình quy định ai được viết, ai xem xét, ai phê duyệt, tài liệu được đưa tới nơi sử dụng bằng cách nào, bản cũ được thu hồi ra sao và hồ sơ được lưu, được hủy theo trình tự nào.",
            ),
        ),
        (
            "Phạm vi áp dụng",
            (
                "Áp dụng cho toàn bộ thông tin dạng văn bản của hệ thống quản lý chất lượng tại các phòng, đơn vị thuộc {agency}, gồm:",
                "- tài liệu nội bộ: chính sách, mục tiêu, sổ tay, quy trình, hướng dẫn, quy định, biểu mẫu;",
                "- tài liệu bên ngoài: văn bản quy phạm pháp luật, tiêu chuẩn, quy chuẩn, văn bản chỉ đạo mà công việc của Sở phải tuân theo;",
                "- hồ sơ: biểu mẫu đã ghi nội dung, biên bản, báo cáo, kết quả giải quyết công việc.",
                "Văn bản hành chính đi, đến được quản lý theo QT-07. Tài liệu thuộc phạm vi bí mật nhà nước không đưa vào hệ thống này và thực hiện theo pháp luật về bảo vệ bí mật nhà nước.",
            ),
        ),
        (
            "Tài liệu viện dẫn",
            (
                Refs(
                    ("iso9001", "qd19", "tt26", "qd101", "nd30", "luuTru", "tt10"),
                    ("STCL-01", "QT-07"),
                ),
            ),
        ),
        (
            "Định nghĩa, từ viết tắt",
            (
                "Tài liệu :: thông tin cho biết công việc phải làm thế nào; được giữ cho luôn phù hợp bằng cách sửa đổi.",
                "Hồ sơ :: bằng chứng về việc đã làm; được giữ nguyên, không sửa. Sai sót trên hồ sơ được đính chính bằng một hồ sơ bổ sung có ngày và người đính chính.",
                "Lần ban hành :: số thứ tự của một bản trọn vẹn, bắt đầu từ 01, tăng khi ban hành lại toàn bộ.",
                "Lần sửa đổi :: số lần sửa một phần trong cùng một lần ban hành, bắt đầu từ 00, trở về 00 khi có lần ban hành mới.",
                "Bản kiểm soát :: bản được đánh số, có tên trong danh sách phân phối và bị thu hồi khi có bản thay thế. Bản in ra từ hệ thống mà không đánh số là bản không kiểm soát.",
                "Thư ký ISO :: người được Giám đốc Sở giao theo dõi mã hiệu, danh mục, phân phối và thu hồi tài liệu.",
            ),
        ),
        (
            "Nội dung quy trình",
            (
                "# Quy tắc nhận biết tài liệu",
                "Mỗi tài liệu có một mã hiệu duy nhất; mã hiệu đã dùng không cấp lại cho tài liệu khác kể cả khi tài liệu bị bãi bỏ. Cấu trúc mã hiệu như sau:",
                Table(
                    ("Loại tài liệu", "Cấu trúc mã hiệu", "Ví dụ"),
                    (
                        (
                            "Chính sách, mục tiêu, sổ tay",
                            "Ký hiệu loại – số thứ tự",
                            "CSCL-01, MTCL-01, STCL-01",
                        ),
                        ("Quy trình hệ thống", "QT – số thứ tự", "QT-01"),
                        (
                            "Quy trình giải quyết thủ tục hành chính",
                            "QT – ký hiệu lĩnh vực – số thứ tự",
                            "QT-ĐĐ-01 (đất đai), QT-MT-01 (môi trường), QT-TNN-01 (tài nguyên nước), QT-KS-01 (khoáng sản)",
                        ),
                        ("Hướng dẫn công việc", "HD – số thứ tự", "HD-01"),
                        ("Biểu mẫu", "BM – số thứ tự – mã hiệu tài liệu gốc", "BM-01-QT-01"),
                    ),
                    (3, 3, 4),
                ),
                "Trang bìa ghi tên cơ quan, tên tài liệu, mã hiệu, lần ban hành, lần sửa đổi, ngày ban hành và phần ký của người viết, người xem xét, người phê duyệt. Đầu các trang sau nhắc lại các thông tin nhận biết và số trang trên tổng số trang.",
                "# Trình tự ban hành, sửa đổi tài liệu",
                ISSUE_STEPS,
                "# Thẩm quyền",
                Table(
                    ("Loại tài liệu", "Người viết", "Người xem xét", "Người phê duyệt"),
                    (
                        (
                            "Chính sách, mục tiêu, sổ tay chất lượng",
                            "Thư ký ISO",
                            "Chánh Văn phòng",
                            "Giám đốc Sở",
                        ),
                        (
                            "Quy trình hệ thống",
                            "Người được phân công",
                            "Chánh Văn phòng",
                            "Giám đốc Sở",
                        ),
                        (
                            "Quy trình thủ tục hành chính",
                            "Chuyên viên phụ trách lĩnh vực",
                            "Trưởng đơn vị chuyên môn và đầu mối kiểm soát thủ tục hành chính",
                            "Giám đốc Sở",
                        ),
                        (
                            "Hướng dẫn, biểu mẫu",
                            "Chuyên viên",
                            "Trưởng đơn vị",
                            "Giám đốc hoặc Phó Giám đốc phụ trách",
                        ),
                    ),
                    (3, 2, 3, 2.4),
                ),
                "Một người không đồng thời viết và phê duyệt cùng một tài liệu. Khi ủy quyền, bản được ký ghi rõ hình thức ký thay và căn cứ ủy quyền.",
                "# Sửa đổi nhỏ và ban hành lại",
                "- Sửa một phần nội dung: tăng lần sửa đổi thêm một đơn vị, ghi vào trang theo dõi sửa đổi.",
                "- Sửa quá một phần ba số trang, hoặc đã có năm lần sửa đổi, hoặc tiêu chuẩn áp dụng thay đổi: ban hành lại, tăng lần ban hành, lần sửa đổi trở về 00.",
                "- Quy định pháp luật thay đổi: đơn vị phụ trách sửa tài liệu và đưa vào áp dụng chậm nhất 03 tháng kể từ ngày văn bản mới có hiệu lực; trong thời gian chờ, áp dụng trực tiếp văn bản mới và thông báo tới nơi sử dụng.",
                "# Phân phối, sử dụng và bảo vệ",
                "- Bản điện tử trên hệ thống quản lý tài liệu là bản gốc để tra cứu; mặc định chỉ hiển thị bản đang hiệu lực.",
                "- Bản giấy chỉ phát cho nơi không tiếp cận được bản điện tử; mỗi bản có số và người giữ.",
                "- Tài liệu hết hiệu lực giữ lại làm tư liệu phải mang dấu nhận biết “HẾT HIỆU LỰC” trên mọi trang.",
                "- Tệp được sao lưu hằng ngày; mã kiểm tra toàn vẹn được đối chiếu khi tải xuống. Quyền xem, sửa, phê duyệt được cấp theo vị trí việc làm và thu hồi ngay khi thay đổi vị trí.",
                "# Kiểm soát tài liệu bên ngoài",
                "Trưởng đơn vị chuyên môn phân công người theo dõi văn bản pháp luật thuộc lĩnh vực. Trong 05 ngày làm việc từ khi văn bản được ban hành, người theo dõi cập nhật BM-03-QT-01, nêu tài liệu nội bộ bị ảnh hưởng và đề nghị sửa đổi. Hằng quý, Thư ký ISO đối chiếu tình trạng hiệu lực của toàn bộ danh mục.",
                "# Kiểm soát hồ sơ",
                "- Người giải quyết công việc lập hồ sơ từ khi bắt đầu; biểu mẫu phải ghi đủ, rõ, có ngày và người ghi.",
                "- Danh mục hồ sơ của từng đơn vị (BM-05-QT-01) nêu nơi lưu, hình thức và thời hạn; thời hạn không ngắn hơn thời hạn bảo quản pháp luật quy định. Khi hai thời hạn khác nhau thì lấy thời hạn dài hơn.",
                "- Hồ sơ kết thúc được giao nộp vào lưu trữ cơ quan trong thời hạn pháp luật quy định; hồ sơ chưa giao nộp do đơn vị giữ trong tủ hoặc thư mục có kiểm soát.",
                "- Hồ sơ hết thời hạn lưu được Hội đồng xác định giá trị xem xét; chỉ hủy khi có quyết định của Giám đốc Sở và lập biên bản theo BM-06-QT-01. Người đề nghị hủy không đồng thời là người quyết định.",
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
                            "Phiếu đề nghị, dự thảo, ý kiến góp ý, bản được phê duyệt",
                            "Văn phòng Sở",
                            "Vĩnh viễn",
                        ),
                        (
                            "2",
                            "Danh mục tài liệu nội bộ, tài liệu bên ngoài",
                            "Văn phòng Sở",
                            "Đến khi có danh mục thay thế, cộng 05 năm",
                        ),
                        ("3", "Danh sách phân phối, thu hồi", "Văn phòng Sở", "05 năm"),
                        ("4", "Hồ sơ hủy tài liệu hết giá trị", "Lưu trữ cơ quan", "20 năm"),
                    ),
                    (0.6, 5, 2.4, 2.6),
                ),
            ),
        ),
    ),
)
