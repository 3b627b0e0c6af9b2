"""QT-KS-01: mineral exploration licence."""

from controlled_docs.build.content import Document, Step
from controlled_docs.build.service import DESK, Service, sections

SERVICE = Service(
    purpose="Quy định trình tự, trách nhiệm, thời gian giải quyết thủ tục cấp giấy phép thăm dò khoáng sản thuộc thẩm quyền của UBND {province}, bảo đảm công khai khu vực, cạnh tranh lành mạnh và không chồng lấn.",
    scope=(
        "Áp dụng cho tổ chức, cá nhân đề nghị thăm dò khoáng sản làm vật liệu xây dựng và khoáng sản khác thuộc thẩm quyền cấp phép của tỉnh, ở khu vực không đấu giá hoặc đã trúng đấu giá.",
        "Gia hạn, điều chỉnh, trả lại, chuyển nhượng quyền thăm dò có quy trình riêng.",
    ),
    laws=("khoangSan", "nd193"),
    terms=(
        "KS :: Phòng Khoáng sản.",
        "Đề án thăm dò :: tài liệu nêu phương pháp, khối lượng, dự toán và biện pháp bảo vệ môi trường của hoạt động thăm dò.",
        "Khu vực chồng lấn :: phần diện tích đã cấp phép, đã khoanh định cấm hoặc thuộc quy hoạch khác không cho phép thăm dò.",
    ),
    dossier=(
        ("Đơn đề nghị cấp giấy phép thăm dò khoáng sản theo mẫu", "01", ""),
        ("Đề án thăm dò khoáng sản", "01", ""),
        ("Bản đồ khu vực thăm dò, hệ tọa độ VN-2000", "01", ""),
        ("Văn bản xác nhận trúng đấu giá (đối với khu vực đấu giá)", "", "01"),
        ("Tài liệu chứng minh điều kiện, năng lực của tổ chức, cá nhân", "", "01"),
    ),
    sets="Số lượng: 01 bộ; đề án nộp thêm bản điện tử có ký số.",
    limit_days=45,
    limit_note="Thời hạn do UBND tỉnh công bố; không tính thời gian chỉnh sửa đề án theo kết luận thẩm định và thời gian lấy ý kiến cơ quan quốc phòng, an ninh nếu kéo dài quá hạn trả lời.",
    fee="Lệ phí cấp giấy phép thăm dò khoáng sản theo quy định của Bộ Tài chính; nộp khi nhận kết quả. Phí thẩm định đề án theo quy định hiện hành.",
    steps=(
        Step(
            "Tiếp nhận hồ sơ",
            "Kiểm tra thành phần, ghi thời điểm nhận để xác định thứ tự ưu tiên, chuyển Phòng KS.",
            DESK,
            4,
            "BM-01-QT-09\nBM-05-QT-09",
        ),
        Step(
            "Phân công",
            "Giao người thụ lý, ghi thời hạn từng bước.",
            "Trưởng phòng KS",
            4,
            "BM-05-QT-09",
        ),
        Step(
            "Công khai, lựa chọn",
            "Công khai tên tổ chức, cá nhân, khu vực; lựa chọn khi có nhiều hồ sơ cho cùng khu vực.",
            "Phòng KS",
            40,
            "Thông báo công khai",
        ),
        Step(
            "Kiểm tra tọa độ, thực địa",
            "Chồng ghép bản đồ, kiểm tra khu vực cấm, đất quốc phòng, rừng; kiểm tra thực địa.",
            "Phòng KS, UBND cấp xã",
            64,
            "BM-01-QT-KS-01",
        ),
        Step(
            "Lấy ý kiến",
            "Lấy ý kiến cơ quan liên quan; quá hạn không trả lời thì xử lý theo luật.",
            "Người thụ lý",
            80,
            "Văn bản lấy ý kiến",
        ),
        Step(
            "Thẩm định đề án",
            "Gửi phản biện, họp hội đồng thẩm định, kết luận.",
            "Hội đồng, Phòng KS",
            96,
            "Biên bản thẩm định",
        ),
        Step(
            "Soát xét, trình",
            "Soát tọa độ, diện tích, khối lượng, thời hạn; ký tờ trình.",
            "Trưởng phòng KS, Lãnh đạo Sở",
            24,
            "Tờ trình, dự thảo",
        ),
        Step("Cấp giấy phép", "Xem xét, ký giấy phép.", "UBND tỉnh", 40, "Giấy phép"),
        Step(
            "Trả kết quả, bàn giao",
            "Thông báo nộp lệ phí, trả giấy phép, bàn giao mốc, cập nhật cơ sở dữ liệu.",
            "Văn thư, Trung tâm, Phòng KS",
            8,
            "Giấy phép\nBM-06-QT-09",
        ),
    ),
    notes=(
        "Lưu ý khi thực hiện :: người kiểm tra tọa độ và người soát xét là hai người; bản in chồng ghép bản đồ có chữ ký của cả hai được lưu trong hồ sơ.",
        "- Người thụ lý kê khai không có lợi ích liên quan đến tổ chức, cá nhân đề nghị.",
        "- Thông tin về hồ sơ được công khai trên trang thông tin điện tử của Sở cho đến khi cấp phép hoặc trả hồ sơ.",
        "- Sau 12 tháng kể từ ngày cấp phép, Phòng KS kiểm tra việc thực hiện đề án và báo cáo.",
    ),
    records=(
        ("Giấy phép, tờ trình, hồ sơ thẩm định", "Phòng Khoáng sản, lưu trữ cơ quan", "Vĩnh viễn"),
        ("Bản đồ, bản in chồng ghép tọa độ", "Phòng Khoáng sản", "Vĩnh viễn"),
    ),
)

DOCUMENT = Document(
    code="QT-KS-01",
    title="Cấp giấy phép thăm dò khoáng sản",
    title_en="Mineral exploration licence",
    kind="QT",
    owner="KS",
    field="khoang_san",
    clauses=("8.2", "8.5.1", "8.5.2", "8.6"),
    summary="Công khai, kiểm tra chồng lấn, thẩm định đề án và cấp giấy phép thăm dò khoáng sản thuộc thẩm quyền cấp tỉnh trong 45 ngày làm việc.",
    limit_days=SERVICE.limit_days,
    recipients=("BGD", "VP", "TTra", "KS", "TTCNTT", "TTHCC"),
    sections=sections(SERVICE),
)
