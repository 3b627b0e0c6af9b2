"""QT-07: incoming and outgoing papers (7.5, Decree 30/2020)."""

from controlled_docs.build.content import Document, Forms, Refs, Step, Steps, Table

INCOMING = Steps(
    (
        Step(
            "Tiếp nhận",
            "Kiểm tra nơi gửi, số lượng, niêm phong, chữ ký số; văn bản gửi sai được chuyển trả, có ghi nhận.",
            "Văn thư",
            "Ngay khi nhận",
            "Dấu đến",
        ),
        Step(
            "Đăng ký, số hóa",
            "Cấp số đến theo thứ tự trong năm; quét văn bản giấy; kiểm tra trùng số, ký hiệu, cơ quan ban hành.",
            "Văn thư",
            "Trong buổi làm việc",
            "BM-01-QT-07",
        ),
        Step(
            "Trình, phân phối",
            "Chuyển người có thẩm quyền chỉ đạo; văn bản khẩn trình ngay.",
            "Văn thư, Chánh Văn phòng",
            "Trong ngày làm việc",
            "Ý kiến chỉ đạo",
        ),
        Step(
            "Giải quyết",
            "Đơn vị được giao xử lý, cập nhật tiến độ; sắp đến hạn hệ thống nhắc.",
            "Đơn vị chủ trì",
            "Theo thời hạn được giao",
            "Văn bản trả lời",
        ),
        Step(
            "Theo dõi, đôn đốc",
            "Thống kê văn bản sắp hạn, quá hạn; báo cáo giao ban hằng tuần.",
            "Chánh Văn phòng",
            "Thứ Sáu hằng tuần",
            "Báo cáo",
        ),
    ),
    flow=False,
)
OUTGOING = Steps(
    (
        Step(
            "Soạn thảo",
            "Xác định loại, thẩm quyền, nội dung; dùng mẫu đúng thể thức; gắn văn bản đến cần trả lời.",
            "Chuyên viên",
            "Theo yêu cầu",
            "Dự thảo",
        ),
        Step(
            "Kiểm tra nội dung",
            "Đúng pháp luật, đủ căn cứ, có ý kiến đơn vị liên quan; ký nháy.",
            "Trưởng đơn vị",
            "01 ngày làm việc",
            "Dự thảo đã soát",
        ),
        Step(
            "Kiểm tra thể thức",
            "Đối chiếu thể thức, kỹ thuật trình bày, nơi nhận, mức độ khẩn.",
            "Chánh Văn phòng",
            "04 giờ làm việc",
            "Dự thảo đã soát",
        ),
        Step(
            "Ký ban hành",
            "Người có thẩm quyền ký số hoặc ký giấy; ghi đúng TM., KT., TL., TUQ.",
            "Lãnh đạo Sở",
            "01 ngày làm việc",
            "Văn bản đã ký",
        ),
        Step(
            "Cấp số, ngày, ký số cơ quan",
            "Cấp số theo thứ tự trong năm của từng loại; chỉ văn thư dùng khóa ký của cơ quan và chỉ ký văn bản đã có chữ ký người có thẩm quyền.",
            "Văn thư",
            "Trong ngày ký",
            "BM-02-QT-07",
        ),
        Step(
            "Phát hành, lưu",
            "Gửi qua trục liên thông hoặc bưu chính; theo dõi đã nhận; lưu bản gốc và đưa vào hồ sơ công việc.",
            "Văn thư, chuyên viên",
            "Trong ngày, chậm nhất ngày làm việc kế tiếp",
            "Bản lưu",
        ),
    ),
    flow=True,
)

DOCUMENT = Document(
    code="QT-07",
    title="Quản lý văn bản đi, văn bản đến",
    title_en="Management of incoming and outgoing papers",
    kind="QT",
    owner="VP",
    clauses=("7.4", "7.5.3"),
    summary="Tiếp nhận, đăng ký, phân phối, theo dõi văn bản đến; soạn thảo, kiểm tra, ký, cấp số, phát hành văn bản đi; quản lý con dấu.",
    sections=(
        (
            "Mục đích",
            (
                "Bảo đảm mọi văn bản đến được chuyển đúng người, giải quyết đúng hạn; mọi văn bản đi đúng thẩm quyền, đúng thể thức, được cấp số duy nhất và lưu giữ đầy đủ, có thể tra cứu trong vài giây.",
            ),
        ),
        (
            "Phạm vi áp dụng",
            (
                "Áp dụng cho văn bản giấy và văn bản điện tử của {agency}. Hồ sơ thủ tục hành chính của tổ chức, cá nhân thực hiện theo QT-09; văn bản mật theo pháp luật về bảo vệ bí mật nhà nước và không đi qua quy trình này.",
            ),
        ),
        (
            "Tài liệu viện dẫn",
            (Refs(("iso9001", "nd30", "gddt", "luuTru", "tt05"), ("QT-01", "QT-09")),),
        ),
        (
            "Định nghĩa, từ viết tắt",
            (
                "Văn bản đến :: văn bản do cơ quan, tổ chức, cá nhân khác gửi đến Sở.",
                "Văn bản đi :: văn bản do Sở ban hành, kể cả văn bản nội bộ và bản sao.",
                "Bản gốc :: bản hoàn chỉnh được người có thẩm quyền ký trực tiếp hoặc ký số.",
                "Hệ thống QLVB :: hệ thống quản lý văn bản và điều hành của Sở.",
                "Chữ ký số cơ quan :: chữ ký tạo bằng chứng thư số cấp cho Sở, do văn thư quản lý và sử dụng.",
            ),
        ),
        (
            "Nội dung quy trình",
            (
                "# Văn bản đến",
                INCOMING,
                "Văn bản đến ngoài giờ được đăng ký vào đầu buổi làm việc kế tiếp. Đơn, thư khiếu nại, tố cáo đăng ký riêng, hạn chế quyền xem.",
                "# Văn bản đi",
                OUTGOING,
                "# Thể thức và thẩm quyền ký",
                "- Văn bản hành chính trình bày theo phụ lục của nghị định về công tác văn thư; tài liệu hệ thống chất lượng trình bày theo QT-01. Không trộn hai kiểu trình bày trong một văn bản.",
                "- Ký thay mặt (TM.), ký thay (KT.), ký thừa lệnh (TL.), ký thừa ủy quyền (TUQ.) phải có phân công hoặc ủy quyền bằng văn bản còn hiệu lực; người được ủy quyền không ủy quyền lại.",
                "- Sai sót sau khi phát hành được thay bằng văn bản mới hoặc đính chính; không thu lại để sửa trên cùng một số.",
                "# Thu hồi văn bản",
                "Khi phát hiện văn bản sai, người ký quyết định thu hồi; văn thư thông báo tới mọi nơi nhận, ghi nhận phản hồi; văn bản và dữ liệu mô tả được đóng băng, không xóa.",
                "# Con dấu, thiết bị lưu khóa",
                "- Con dấu, thiết bị lưu khóa bí mật của cơ quan do văn thư giữ, để trong tủ có khóa; không giao cho người khác khi chưa có lệnh bằng văn bản.",
                "- Thiết bị ký số cá nhân do từng người giữ; mất, lộ mật khẩu phải báo trong ngày để thu hồi chứng thư số.",
                "- Bàn giao giữa các văn thư lập biên bản, có chứng kiến của Chánh Văn phòng.",
                "# Lập hồ sơ, giao nộp",
                "Người được giao việc lập hồ sơ theo danh mục hồ sơ năm; kiểm tra đủ thành phần khi kết thúc; giao nộp vào lưu trữ cơ quan đúng hạn. Người nghỉ hưu, chuyển công tác phải bàn giao toàn bộ hồ sơ.",
            ),
        ),
        ("Biểu mẫu", (Forms(("BM-05-QT-01", "BM-06-QT-01")),)),
        (
            "Hồ sơ cần lưu",
            (
                Table(
                    ("TT", "Tên hồ sơ", "Nơi lưu", "Thời gian lưu"),
                    (
                        (
                            "1",
                            "Tập lưu quyết định, quy định, quy chế, hướng dẫn",
                            "Văn thư, lưu trữ cơ quan",
                            "Vĩnh viễn",
                        ),
                        ("2", "Tập lưu văn bản đi khác", "Văn thư, lưu trữ cơ quan", "50 năm"),
                        ("3", "Sổ đăng ký văn bản đến", "Văn thư", "20 năm"),
                        ("4", "Hồ sơ quản lý con dấu, chữ ký số", "Văn thư", "20 năm"),
                    ),
                    (0, 5, 3, 2),
                ),
            ),
        ),
    ),
)
